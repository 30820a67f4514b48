### orders by customer
orders = [
  { id: 1, customer: "Ada", items: [{ sku: "a", qty: 2, price: 3.5 }, { sku: "b", qty: 1, price: 10.0 }] },
  { id: 2, customer: "Bob", items: [{ sku: "a", qty: 1, price: 3.5 }] },
  { id: 3, customer: "Ada", items: [{ sku: "c", qty: 5, price: 0.2 }] }
]
totals = orders.group_by { |o| o[:customer] }.transform_values { |os| os.sum { |o| o[:items].sum { |i| i[:qty] * i[:price] } } }
p totals, orders.flat_map { |o| o[:items] }.group_by { |i| i[:sku] }.to_h { |sku, is| [sku, is.sum { _1[:qty] }] }
p orders.max_by { |o| o[:items].size }[:id], orders.find { |o| o[:customer] == "Zed" }, orders.partition { |o| o[:items].one? }.map { |os| os.map { |o| o[:id] } }
orders.each_with_object(Hash.new { |h, k| h[k] = [] }) { |o, h| h[o[:customer]] << o[:id] }

### inverting and merging
a = { x: 1, y: 2, z: 1 }
b = { y: 3, w: 4 }
p a.invert, a.group_by { |_, v| v }.transform_values { |ps| ps.map(&:first) }, a.merge(b), a.merge(b) { |_, o, n| o + n }, a.merge(b, { q: 0 }), a.update(b) { |k, o, n| [k, o, n] }, a
a.each_with_object({}) { |(k, v), h| (h[v] ||= []) << k }

### deep merge and deep dig
def deep_merge(a, b) = a.merge(b) { |_, x, y| x.is_a?(Hash) && y.is_a?(Hash) ? deep_merge(x, y) : y }
defaults = { db: { host: "localhost", port: 5432, opts: { ssl: false } }, level: :info }
config = deep_merge(defaults, { db: { port: 1, opts: { ssl: true, ca: "x" } }, extra: nil })
p config, config.dig(:db, :opts, :ca), config.dig(:db, :nope, :x), defaults
def flatten_keys(h, prefix = nil) = h.flat_map { |k, v| key = [prefix, k].compact.join("."); v.is_a?(Hash) ? flatten_keys(v, key) : [[key, v]] }
flatten_keys(config).to_h

### moving average and windows
prices = [10, 12, 11, 15, 14, 18]
p prices.each_cons(3).map { |w| w.sum / 3.0 }, prices.each_cons(2).map { |a, b| b - a }, prices.each_slice(2).to_a, prices.each_with_index.max, prices.inject { |m, x| m > x ? m : x }
p prices.each_cons(2).count { |a, b| b > a }, prices.zip(prices.rotate).first(2), prices.each_slice(4).map(&:sum)
prices.each_with_index.select { |x, i| i > 0 && x > prices[i - 1] }.map(&:last)

### ranking with ties
scores = { "ada" => 90, "bob" => 85, "cyd" => 90, "dan" => 70 }
sorted = scores.sort_by { |n, s| [-s, n] }
ranks = sorted.map { |n, s| [n, sorted.index { |_, t| t == s } + 1] }.to_h
p ranks, scores.sort_by(&:last).reverse.map(&:first).size, scores.min_by { |_, v| v }, scores.sum { |_, v| v }, scores.values.minmax, scores.key(85), scores.sort.first, scores.select { |_, v| v > 80 }.keys, scores.reject { |_, v| v > 80 }, scores.find { |_, v| v < 80 }, scores.count { |_, v| v == 90 }, scores.any? { |k, v| k.size == v }, scores.all? { |_, v| v > 60 }
scores.each_with_index.map { |(name, score), i| "#{i}:#{name}=#{score}" }

### pivot table
sales = [["north", :q1, 10], ["south", :q1, 7], ["north", :q2, 12], ["south", :q2, 9], ["north", :q1, 1]]
pivot = sales.each_with_object(Hash.new { |h, k| h[k] = Hash.new(0) }) { |(region, quarter, n), h| h[region][quarter] += n }
pivot.each { |region, row| puts [region, *row.values_at(:q1, :q2)].join("\t") }
p pivot.transform_values { |row| row.values.sum }, pivot.keys, pivot.dig("north", :q3)
pivot.map { |k, v| [k, v.to_a] }

### chunking and slicing
p [1, 2, 4, 9, 10, 11, 15].slice_when { |a, b| b != a + 1 }.map { |r| r.size > 1 ? "#{r[0]}-#{r[-1]}" : r[0].to_s }.join(",")
p (1..10).chunk { |i| i % 3 == 0 }.to_a, [3, 1, 4, 1, 5, 9].chunk_while { |a, b| a <= b }.to_a, %w[a b -- c d -- e].slice_before("--").to_a, %w[x; y z;].slice_after { |s| s.end_with?(";") }.to_a
p (1..6).each_entry.to_a, (1..10).step(3).to_a, [4, 5].cycle.first(5), (1..3).zip(4..6, 7..9), [1, 2, 3].each_entry.map { |x| x * 2 }
[1, 1, 2, 3, 3].chunk(&:odd?).map { |odd, xs| [odd, xs.sum] }

### set operations on arrays
a, b = [1, 2, 2, 3], [2, 3, 4]
p a | b, a & b, a - b, a + b, a.uniq, a.union(b, [9]), a.intersection(b), a.difference([2]), a.intersect?(b), a.tally, (a - b) | (b - a), a.product([0, 1]).size, a.combination(2).to_a.uniq, [1, 2, 3].permutation(2).count, [1, 2].product([3, 4], [5]), a.include?(3)
a.each_with_index.group_by(&:first).select { |_, ps| ps.size > 1 }.transform_values { |ps| ps.map(&:last) }

### sums of many kinds
p [1, 2, 3].sum, [0.1, 0.2, 0.3].sum, [0.1] * 3 == [0.1, 0.1, 0.1], ["a", "b"].sum(""), [[1], [2]].sum([]), [1, 2.5, 3r].sum, (1..100).sum, (1..10).reduce(:*), (1..5).inject(10) { |a, x| a + x }, [3, 5].sum { |x| x.to_f }, [].sum, [].sum(0.0), { a: 1, b: 2 }.sum { |_, v| v }, (1..4).each_with_object([]) { |i, m| m.unshift(i) }
%w[apple fig].sum(&:size)

### zipping, transposing, rotating
grid = [[1, 2, 3], [4, 5, 6], [7, 8, 9]]
p grid.transpose, grid.map(&:reverse), grid.transpose.map(&:reverse), grid.flatten.each_slice(3).map(&:sum), grid.each_with_index.sum { |r, i| r[i] }, grid.map.with_index { |r, i| r[-i - 1] }, grid.inject(:+), [1, 2].zip([3, 4], [5, 6]), [1, 2, 3].zip([1]), grid.rotate.first, grid.map(&:dup).each { |r| r.rotate!(-1) }
grid.map { |r| r.map { |x| x.to_s.rjust(2) }.join(" ") }.each { |l| puts l }
grid.dig(1, 2)

### lazy primes and pages
primes = (2..).lazy.select { |n| (2..Integer.sqrt(n)).none? { |d| (n % d).zero? } }
p primes.first(8), primes.map { |x| x * 2 }.reject { |x| x % 3 == 0 }.first(3), (1..).lazy.map { |x| x * x }.take_while { |x| x < 50 }.to_a, (1..20).lazy.each_slice(5).map(&:sum).to_a, (1..).lazy.flat_map { |x| [x, -x] }.first(4), (1..).lazy.zip(("a".."c").lazy).first(2), (1..3).lazy.with_index.map { |x, i| x * i }.to_a, (1..).lazy.filter_map { |x| x * 2 if x.even? }.first(2), (1..4).lazy.uniq { |x| x % 2 }.to_a, (1..).lazy.drop(3).drop_while { |x| x < 8 }.first, (1..3).lazy.eager.class, (1..3).lazy.force
primes.include?(13)

### group, reduce, report
people = [["Ada", :eng, 120], ["Bob", :ops, 80], ["Cyd", :eng, 100], ["Dan", :ops, 95], ["Eve", :hr, 70]]
report = people.group_by { |_, dept, _| dept }.map { |dept, ps| { dept: dept, n: ps.size, avg: ps.sum(&:last).fdiv(ps.size).round(1), names: ps.map(&:first).join("/") } }
report.sort_by { |r| -r[:avg] }.each { |r| puts "%-4{dept}|%3d|%6.1f|%s".sub("%-4{dept}", r[:dept].to_s.ljust(4)) % r.values_at(:n, :avg, :names) }
p report.map { |r| r.slice(:dept, :n) }, report.sum { |r| r[:n] }, report.map { _1.except(:names) }.first, report.min_by { _1[:avg] }[:dept], people.each_slice(2).map { |ps| ps.map(&:first) }
people.sort_by { |n, d, s| [d, -s] }.map(&:first)

### nested defaults and counters
tree = Hash.new { |h, k| h[k] = Hash.new(&h.default_proc) }
tree[:a][:b][:c] = 1
tree[:a][:d] = 2
p tree, tree.dig(:a, :b, :c), tree.key?(:zz), Hash.new(5)[:x], Hash.new { |h, k| k.to_s * 2 }[:ab], Hash.new(0).tap { |h| "banana".each_char { |c| h[c] += 1 } }
count = Hash.new { |h, k| h[k] = h.size }
%w[x y x z].map { |w| count[w] }

### filtering hashes
h = { a: 1, b: nil, c: 3, d: false }
p h.compact, h.select { |_, v| v }, h.filter_map { |k, v| k if v.nil? }, h.reject { |k, _| k == :a }, h.partition { |_, v| v }.map(&:to_h), h.slice(:a, :zz), h.except(:a), h.min_by { |k, _| k }, h.sort_by { |k, _| -k.to_s.ord }.to_h, h.find { |k, v| v == 3 }, h.delete_if { |_, v| v.nil? }, h.keep_if { |k, _| k != :d }, h.any?, h.sum { |_, v| v }, h.to_a.transpose, h.each_slice(1).to_a, h.zip([1, 2]), h.each_with_index.to_a, h.reduce(0) { |s, (k, v)| s + v }, h.inject { |a, b| a + b }
h.filter { |k, v| v > 1 }.map { |k, v| [v, k] }.to_h
