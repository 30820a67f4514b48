# Puts large unpaid orders on hold. A hold is a host object: the script has a Handle, the host gets its own object back.
LIMIT = 400_00

large = Orders::Store.with_status("pending").select { |order| Pricing.total_in("EUR", order) > LIMIT }
holds = large.map do |order|
  hold = Orders::Store.hold(order["id"])
  hold.note("#{Report.amount(Pricing.total_in("EUR", order), "EUR")} is over the limit")
  Log::Sink.call(:warn, "on hold", order: order["id"], customer: order["customer"])
  hold
end

begin
  Orders::Store.hold("KO-1001")
rescue Kobako::ServiceError => error
  puts "The host refused: #{error.message}"
end
holds
