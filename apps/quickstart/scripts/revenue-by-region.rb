# What each region bought: paid and shipped orders, in euros.
regions = Report.sales.group_by { |order| order["region"] }
revenue = regions.transform_values { |orders| orders.sum { |order| Pricing.total_in("EUR", order) } }
ranking = revenue.sort_by { |_, total| -total }

rows = ranking.map do |region, total|
  orders = regions[region].length
  [region, orders, Report.amount(total, "EUR"), Report.amount(total / orders, "EUR")]
end
Report.table(["region", "orders", "revenue", "per order"], rows, right: [1, 2, 3])

ranking.to_h
