### indexing
a = %w[a b c d e]
p a[0], a[-1], a[1, 2], a[1..3], a[1...-1], a[3..], a[..1], a[5], a[5, 1], a[6, 1], a[-6], a[2..1], a.at(1), a.dig(0), a.first, a.last, a.first(2), a.last(2), a.values_at(0, 2, -1, 9), a.fetch(1), a.fetch(9, :none), a.fetch(9) { |i| i * 2 }, a.slice(1, 2), a.take(2), a.drop(3)
begin
  a.fetch(10)
rescue IndexError => e
  e.message
end

### assignment by slices
a = (1..6).to_a
a[1..2] = [:x]
p a
a[0, 0] = [:first, :second]
p a
a[10] = :far
p a
a[-1..] = []
p a
a[2...4] = nil
p a
a[1] = a[1].to_s
a.compact

### searching
a = [3, 1, 4, 1, 5, 9, 2, 6]
p a.index(1), a.rindex(1), a.index { |x| x > 3 }, a.find { |x| x > 4 }, a.find_index(9), a.include?(4), a.member?(7), a.count(1), a.count(&:even?), a.min, a.max, a.minmax, a.min(2), a.max(2), a.sum, a.find_all(&:odd?), a.any?(9), a.all?(Integer), a.none?(String), a.one?(9), a.bsearch { |x| x >= 4 }
a.sort.bsearch { |x| x >= 4 }

### set operations
a, b = [1, 2, 2, 3], [2, 3, 4]
p a + b, a - b, a & b, a | b, a * 2, a * ",", a.union(b, [9]), a.difference([2]), a.intersection(b), a.intersect?(b), a.intersect?([7]), a.uniq, [1, -1, 2].uniq(&:abs), a <=> b, [1, 2] <=> [1, 2, 3], [1] <=> [:a], a == [1, 2, 2, 3], a.eql?([1.0, 2, 2, 3]), [[1]] == [[1.0]], a.hash == [1, 2, 2, 3].hash
a.sum + b.sum

### combinatorics
a = [1, 2, 3]
p a.combination(2).to_a, a.permutation(2).first(3), a.permutation.to_a.size, a.product([4, 5]), a.product, a.product([1], [2]).size, a.repeated_combination(2).to_a, a.repeated_permutation(2).count, a.combination(0).to_a, a.combination(4).to_a, a.each_cons(2).to_a, a.each_slice(2).to_a
[[1, 2], [3, 4]].transpose

### rotating, flattening, zipping
a = [1, [2, [3, [4]]], 5]
p a.flatten, a.flatten(1), a.flatten(0), a.flatten!, a, a.flatten!, a.rotate, a.rotate(-1), a.rotate(7), a.reverse, [1, 2].zip([3, 4], [5]), [1, 2].zip, a.each_slice(2).map(&:sum), a.take_while { |x| x < 3 }, a.drop_while { |x| x < 3 }, a.cycle.first(7), a.cycle(2).to_a.size, [[1, :a], [2, :b]].transpose, [[1, :a], [2, :b]].to_h, [1, 2].to_h { |x| [x, x * x] }, [1, 2, 3].sum { |x| x / 2.0 }, a.pack("C*"), [nil, 1, false].compact, a.rotate!(2), a.reverse!
[1, 2, 3].each_entry.to_a

### construction
p Array.new(3), Array.new(2, "x"), Array.new(3) { |i| i * i }, Array(nil), Array([1]), Array(1..3), Array("a"), Array({ a: 1 }), [*1..3, *"a"], Array.new([1, 2]), %w[a b] + %i[c d], [1, 2, 3].dup, Array.try_convert([1]), Array.try_convert("a")
rows = Array.new(2) { Array.new(2, 0) }
rows[0][0] = 1
begin
  Array.new(-1)
rescue ArgumentError => e
  p e.message
end
rows

### fill and values
p [1, 2, 3].fill(0), [1, 2, 3].fill(9, 1), [1, 2, 3, 4].fill(9, 1, 2), [1, 2, 3].fill { |i| i * 10 }, [1, 2, 3].fill(7, 0..1), [1, 2, 3].fill(-2) { |i| i }, [nil] * 2
[1, 2, 3, 4].values_at(1, -1, 0..1)

### destructuring
first, *rest = [1, 2, 3]
*init, last = [1, 2, 3]
a, (b, *c), d = 1, [2, 3, 4], 5
x, y = y, x
head, = [9, 8]
p first, rest, init, last, a, b, c, d, x, head
m, n = [[1, 2], [3, 4]].max_by(&:sum)
[[1, [2, 3]], [4, [5, 6]]].map { |p, (q, r)| p + q * r } + [m, n]

### matrix work
matrix = [[1, 2, 3], [4, 5, 6]]
puts matrix.map { |row| row.map { |v| v.to_s.rjust(3) }.join }
p matrix.transpose, matrix.flatten.each_slice(2).to_a, matrix.map(&:sum), matrix.transpose.map(&:sum), matrix.map(&:reverse), matrix.inject(:+), matrix.each_with_index.flat_map { |row, i| row.each_with_index.map { |v, j| v if i == j } }.compact
product = matrix.map { |row| matrix.map { |other| row.zip(other).sum { |a, b| a * b } } }
product

### inspection of itself
a = [1, "two", :three, nil, 4.0, [5], { six: 6 }, 7..8, Object]
p a, a.to_s == a.inspect
b = [1]
b << b
p b, b.inspect
puts [1, [2, [nil, 3]]].to_s, [].inspect, [[]].inspect, [nil, true].to_s
a.join("-").sub("Object", "O")

### joining
p [1, [2, [3]]].join(","), [].join, ["a", nil, :b].join("-"), [1, 2].join, [[1, 2], [3]].join(" "), ["a"].join("x")
begin
  a = [1]
  a << a
  a.join
rescue ArgumentError => e
  e.message
end

### frozen
a = [1, 2].freeze
tries = [-> { a << 3 }, -> { a.push(1) }, -> { a[0] = 1 }, -> { a.map! { 1 } }, -> { a.sort! }, -> { a.clear }, -> { a.concat([1]) }]
tries.map { |t| begin; t.call; rescue => e; "#{e.class}: #{e.message}"; end }.uniq

### stack, queue, deque
stack, queue = [], []
"3 4 + 2 *".split.each do |token|
  if %w[+ * -].include?(token)
    b, a = stack.pop, stack.pop
    stack.push(a.send(token, b))
  else
    stack.push(token.to_i)
  end
end
graph = { a: [:b, :c], b: [:d], c: [:d], d: [] }
queue << :a
seen = []
until queue.empty?
  node = queue.shift
  next if seen.include?(node)
  seen << node
  queue.concat(graph[node])
end
[stack, seen]

### sorting algorithms by hand
def quicksort(list)
  return list if list.size < 2
  pivot, *rest = list
  smaller, larger = rest.partition { |x| x < pivot }
  quicksort(smaller) + [pivot] + quicksort(larger)
end
def merge(a, b) = a.empty? ? b : b.empty? ? a : a[0] <= b[0] ? [a[0]] + merge(a[1..], b) : [b[0]] + merge(a, b[1..])
list = [5, 3, 8, 1, 9, 2]
p quicksort(list), merge([1, 4, 6], [2, 3, 7]), list.each_slice(1).inject { |a, b| merge(a, b) }
list.each_index.select { |i| list[i] > 4 }

### map! and friends change in place
a = [3, 1, 2]
p a.map! { |x| x * 2 }, a.sort!, a.reverse!, a.collect!(&:to_s), a.uniq!, a.shuffle!(random: Random.new(1)).size, a.push("6").uniq!, a.select! { |x| x > "1" }
b = a
b += ["new"]
[a.size, b.size, a.equal?(b)]

### each variants
out = []
[1, 2].each_with_index { |x, i| out << [x, i] }
%w[a b].each.with_index(1) { |x, i| out << [i, x] }
[3, 4].reverse_each { |x| out << x }
[5].each_index { |i| out << i }
%w[x y].each_with_object([]) { |x, memo| memo << x }.each { |x| out << x }
[1, 2, 3].each_cons(2) { |pair| out << pair.sum }
p out
[[1, 2].each_with_index.to_a, [1, 2].map.with_index(1).to_a, [4, 5].each_with_index.map { |x, i| x * i }, [1, 2].each { |x| break x * 10 }]

### errors
tries = [-> { [1] + nil }, -> { [1] * -1 }, -> { [1].first(-1) }, -> { [1].first("x") }, -> { [1, 2].sample(-1) }, -> { [1][:a] }, -> { [[1], 2].transpose }, -> { [[1, 2], [3]].transpose }, -> { [1].to_h }, -> { [[1]].to_h }, -> { [1].zip(1) }, -> { [1, "a"].sum }, -> { [nil].sum }, -> { [1].combination }]
tries.map { |t| begin; t.call.inspect; rescue => e; "#{e.class}: #{e.message}"; end }
