### reading
h = { "a" => 1, b: 2, 3 => [4], nil => 5, [6] => 7 }
p h["a"], h[:b], h[3], h[nil], h[[6]], h["zzz"], h.fetch(:b), h.fetch(:x, 0), h.fetch(:x) { |k| k.to_s }, h.dig(3, 0), h.key?(nil), h.value?(7), h.has_key?("b"), h.include?(:b), h.member?(1), h.key(2), h.values_at(:b, :c), h.fetch_values(:b), h.size, h.length, h.count, h.keys, h.values, h.first, h.first(2), h.to_a.last, h.assoc(:b), h.rassoc(5)
begin
  h.fetch(:missing)
rescue KeyError => e
  [e.message, e.key, e.receiver.equal?(h)]
end

### inspect
puts({ a: 1, "b" => nil, :"c d" => [1], 1 => :x, nil => {}, 1.5 => "q\"", [1] => 2..3 }.inspect, {}.to_s)
h = { self: nil }
h[:self] = h
p h
{ "a b": 1, a?: 2, B: 3, "1x": 4, :+ => 5 }

### defaults
counts = Hash.new(0)
"mississippi".each_char { |c| counts[c] += 1 }
lists = Hash.new { |hash, key| hash[key] = [] }
lists[:a] << 1
lists[:b]
plain = Hash.new { |_, key| key * 2 }
p counts, counts["zz"], counts.size, lists, plain[4], plain, Hash.new(5).fetch(:x, 1), counts.default, lists.default, plain.default_proc.call({}, 3), counts.dig("x")
shared = Hash.new([])
shared[:a] <<= 1
counts.default = nil
[shared, counts["zz"], shared.default]

### changing
h = { a: 1, b: 2 }
h[:c] = 3
h.store(:d, 4)
p h.delete(:a), h.delete(:zz), h.delete(:zz) { |k| "no #{k}" }, h, h.shift, h.merge({ e: 5 }, { e: 6, f: 7 }), h.merge({ c: 10 }) { |k, old, new| [k, old + new] }, h.update(g: 1), h.merge!(c: 0) { |_, a, b| a - b }, h.replace({ z: 26 }), h.clear, h.empty?, {}.shift
h.merge!({ x: 1 }, { y: 2 })

### filtering
ages = { ann: 30, bob: 17, cid: 45 }
p ages.select { |_, age| age > 18 }, ages.reject { |name, _| name == :ann }, ages.filter_map { |n, a| n if a > 18 }, ages.find { |_, a| a < 18 }, ages.partition { |_, a| a > 18 }, ages.min_by { |_, a| a }, ages.max_by(&:last), ages.sort_by { |_, a| -a }, ages.sum { |_, a| a }, ages.any? { |_, a| a > 40 }, ages.all? { |_, a| a > 10 }, ages.none?, ages.count { |_, a| a.odd? }, ages.group_by { |_, a| a > 18 }, ages.each_with_index.map { |(n, a), i| [n, a, i] }, ages.slice(:bob, :zzz), ages.except(:bob), ages.filter { |n, _| n != :bob }, ages.to_a.transpose, ages.each_with_object([]) { |(n, a), memo| memo << n if a.even? }, ages.inject { |a, b| a + b }, ages.reduce(0) { |sum, (_, a)| sum + a }, ages.zip([1, 2]), ages.flat_map { |n, a| [n] * (a / 15) }, ages.each_slice(2).to_a, ages.sort, ages.min, ages.sum { 1 }, ages.find_all { |n, a| a > 18 }, ages.uniq { |n, a| a.odd? }, ages.tally.values, ages.each_cons(2).count, ages.each_entry.to_a, ages.entries.size, ages.minmax_by { |_, a| a }
ages.select! { |_, a| a > 100 }

### transforming
h = { a: 1, b: 2 }
p h.map { |k, v| [k, v * 2] }.to_h, h.to_h { |k, v| [v, k] }, h.transform_values { |v| v.to_s }, h.transform_keys(&:to_s), h.transform_keys({ a: :z }), h.transform_keys({ a: :z }) { |k| k.to_s }, h.invert, h.transform_values.with_index { |v, i| v * i }, h.each_with_index.to_a, h.collect { |k, v| "#{k}#{v}" }, h.sum { |k, v| v }, h.to_a.flatten, h.flatten, { a: [1, [2]] }.flatten(2), h.filter_map { |k, v| k if v > 1 }
h.transform_values!(&:succ)
h.transform_keys!(&:to_s)
h

### iteration order and deletion
h = { z: 1, a: 2, m: 3 }
h[:z] = 9
h.delete(:a)
h[:a] = 5
h.each { |k, v| print k, "=", v, " " }
h.each_pair { |k, v| print k, v, ";" }
h.each_key { |k| print k }
h.each_value { |v| print v }
puts
p h.keys, h.each_with_index.map { |pair, i| [pair, i] }, h.delete_if { |_, v| v > 5 }, h.keep_if { |k, _| k == :a }, h.reject! { false }, h.compact, { a: nil, b: 1 }.compact, { a: nil }.compact!, { a: 1 }.compact!, h.sort.to_h, h.min_by { |k, v| v }
h.each { |pair| p pair }

### comparison
a = { x: 1, y: 2 }
p a == { y: 2, x: 1 }, a.eql?({ x: 1.0, y: 2 }), a == { x: 1.0, y: 2 }, a.hash == { y: 2, x: 1 }.hash, a > { x: 1 }, a >= a, { x: 1 } < a, a <= { x: 1 }, a != {}, { a => 1 }[{ y: 2, x: 1 }], a.equal?(a.dup), a.to_a == a.dup.to_a, { 1 => :a }[1.0], { 1.0 => :a }[1], { 2**70 => 1 }[2**70]
[[1, { a: 1 }], [1, { a: 1 }]].uniq.size

### nesting
config = { db: { host: "h", ports: [1, 2] }, list: [{ id: 1 }, { id: 2 }] }
p config.dig(:db, :ports, 1), config[:list].map { |e| e[:id] }, config.dig(:db, :none, :x), config.dig(:list, 0, :id), config.to_a.flatten(1).size
deep = Hash.new { |h, k| h[k] = Hash.new(&h.default_proc) }
deep[:a][:b][:c] = 1
def merge_deep(a, b) = a.merge(b) { |_, x, y| x.is_a?(Hash) && y.is_a?(Hash) ? merge_deep(x, y) : y }
p deep, merge_deep(config, { db: { host: "new" } })[:db]
begin
  config.dig(:db, :host, :x)
rescue TypeError => e
  e.message
end

### frozen hashes
h = { a: 1 }.freeze
tries = [-> { h[:b] = 1 }, -> { h.delete(:a) }, -> { h.merge!(b: 1) }, -> { h.clear }, -> { h.transform_values!(&:to_s) }, -> { h.default = 1 }]
p tries.map { |t| begin; t.call; rescue => e; "#{e.class}: #{e.message}"; end }.uniq
[h.merge(b: 2), h.frozen?, h.merge(b: 2).frozen?, h.dup.frozen?, h.clone.frozen?]

### conversion
p Hash[[[:a, 1], [:b, 2]]], Hash[:a, 1, :b, 2], Hash[{ c: 3 }], [[1, 2]].to_h, { a: 1 }.to_a, Hash([[1, 2]]), Hash(nil), Hash([]), Hash({ x: 1 }), %w[a b].zip([1, 2]).to_h, { a: 1 }.to_h.equal?(nil), { "a" => 1 }.any?, {}.any?, { a: nil }.any?, {}.none?, { a: 1 }.to_proc.call(:a), %i[a b].map(&{ a: 1, b: 2 })
begin
  Hash[1, 2, 3]
rescue ArgumentError => e
  e.message
end

### keywords and shorthand
def area(width:, height: 2) = width * height
options = { width: 3 }
width, height = 5, 6
p area(**options), area(**options, height: 10), area(width:, height:), { width:, height: }, { **options, z: 1 }, { **options, width: 0 }
"#{{ **{} }}"

### inventory report
items = [{ name: "pen", qty: 3, price: 1.5 }, { name: "ink", qty: 0, price: 7.25 }, { name: "pad", qty: 10, price: 2.0 }]
totals = items.to_h { |i| [i[:name].to_sym, i[:qty] * i[:price]] }
stock, out = items.partition { |i| i[:qty].positive? }
stock.sort_by { |i| -i[:price] }.each { |name:, qty:, price:| puts "%-5s %3d %6.2f" % [name, qty, price] }
p totals, totals.sum { |_, v| v }, totals.max_by { |_, v| v }, out.map { |i| i[:name] }
totals.sort_by { |k, v| [-v, k] }.to_h

### grouping and indexing
orders = [[:eu, 10], [:us, 5], [:eu, 7], [:asia, 1]]
p orders.group_by(&:first).transform_values { |v| v.sum(&:last) }, orders.each_with_object(Hash.new(0)) { |(r, n), h| h[r] += n }, orders.to_h, orders.map(&:first).tally, orders.chunk_while { |a, b| a[0] == b[0] }.to_a.size, orders.sum { |_, n| n }
orders.each_with_index.to_h { |(r, n), i| ["#{r}#{i}", n] }

### memo and fibonacci
fib = Hash.new { |h, n| h[n] = n < 2 ? n : h[n - 1] + h[n - 2] }
p fib[50], fib.size, fib.key(8)
memo = {}
slow = ->(n) { memo[n] ||= (n * n) }
3.times { |i| slow.call(i) }
memo[5] ||= :set
memo[5] &&= :again
memo
