# The five best customers, and which product each of them takes most.
Best = Struct.new(:customer, :total, :favourite)

best = Report.sales.group_by { |order| order["customer"] }.map do |customer, orders|
  pieces = Hash.new(0)
  orders.each { |order| order["lines"].each { |line| pieces[line["product"]] += line["quantity"] } }
  total = orders.sum { |order| Pricing.total_in("EUR", order) }
  Best.new(customer, total, pieces.max_by { |_, count| count }[0])
end

five = best.sort_by { |one| -one.total }.first(5)
rows = five.map { |one| [one.customer, Report.amount(one.total, "EUR"), one.favourite] }
Report.table(%w[customer revenue favourite], rows, right: [1])
five.map { |one| [one.customer, one.total] }
