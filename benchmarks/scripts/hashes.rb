def script
  stock = {}
  1000.times { |n| stock["sku-#{n % 250}"] = n }
  counts = Hash.new(0)
  2000.times { |n| counts[n % 37] += 1 }
  people = Array.new(100) { |n| { name: "p#{n}", age: 20 + n % 50, city: n % 2 == 0 ? :rome : :oslo } }
  ages = 0
  people.each { |person| ages += person[:age] if person[:city] == :rome }
  sum = 0
  stock.each { |name, amount| sum += amount if stock.key?(name) }
  cheap = stock.select { |_, amount| amount < 800 }.map { |name, amount| [name, amount * 2] }.to_h
  ages + sum + cheap.size + counts.values.sum + stock.keys.first.size + stock.merge(cheap).size
end
