plugin "ledger" do
  on(:order_created) do |order|
    File.open("/ledger.csv", "a") { |file| file.puts "#{order["id"]},#{order["total"]}" }
    Chat.post("order #{order["id"]}: #{order["total"]}") if order["total"] > 100
  end

  command("total", "adds up all orders") do
    File.exist?("/ledger.csv") ? File.read("/ledger.csv").each_line.sum { |line| line.split(",").last.to_i } : 0
  end
end
