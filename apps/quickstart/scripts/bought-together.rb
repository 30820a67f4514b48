# Which products are ordered together most often: every pair of every basket, counted.
names = {}
pairs = Hash.new(0)
Orders::Store.all.each do |order|
  order["lines"].each { |line| names[line["sku"]] = line["product"] }
  order["lines"].map { |line| line["sku"] }.sort.combination(2) { |pair| pairs[pair] += 1 }
end

top = pairs.sort_by { |pair, count| [-count, pair] }.first(4)
rows = top.map { |pair, count| [count, pair.map { |sku| names[sku] }.join(" + ")] }
Report.table(["times", "together"], rows, right: [0])
top.to_h { |pair, count| [pair.join(" + "), count] }
