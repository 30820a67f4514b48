def script
  orders = Array.new(400) { |n| [n % 23, n * 17 % 301] }
  totals = orders.each_with_object(Hash.new(0)) { |(customer, amount), sums| sums[customer] += amount }
  index = orders.each_with_object({}) { |order, found| (found[order[0]] ||= []) << order[1] }
  odd = (1..1000).each_with_object([]) { |n, list| list << n if n % 2 == 1 }
  totals.size + totals[5] + index[7].size + odd.size
end
