### generators
fib = Enumerator.new do |y|
  a, b = 0, 1
  loop do
    y << a
    a, b = b, a + b
  end
end
p fib.take(10), fib.lazy.select(&:odd?).first(4), fib.each_with_index.first(3), fib.first, fib.next, fib.next, fib.next, fib.peek, fib.each_slice(2).first(2), fib.with_index.take(2), fib.find { |x| x > 50 }, fib.size, fib.take_while { |x| x < 10 }, fib.lazy.reject(&:even?).map { |x| x * x }.first(3)
fib.rewind.next

### chains of with_index and with_object
p %w[a b].each.with_index.to_a, %w[a b].each.with_index(1).map { |x, i| "#{i}#{x}" }, %w[a b].map.with_index { |x, i| x * (i + 1) }, %w[a b].each_with_index.map { |x, i| [i, x] }, %w[a b].select.with_index { |_, i| i == 1 }, %w[a b].reject.with_index { |_, i| i == 1 }, %w[a b c].each_slice(2).with_index.to_a, [3, 1].sort_by.with_index { |x, i| -i }, %w[a b].each.with_object([]) { |x, m| m << x }, %w[b a].each_with_index.sort.map(&:last), [5, 6].each.with_index(10).to_h, [1, 2, 3].each_cons(2).with_index.map { |(a, b), i| a * b + i }, %w[x y].flat_map.with_index { |c, i| [c] * i }, %w[x y].group_by.with_index { |_, i| i.even? }, [1, 2, 3].partition.with_index { |_, i| i > 0 }, %w[a b].each_with_index.to_h, [9, 8].min_by.with_index { |x, i| -i }
%w[a b].each.with_index.with_index(5).to_a

### lazy pipelines stop early
log = []
result = (1..Float::INFINITY).lazy.map { |x| log << "m#{x}"; x * 2 }.select { |x| log << "s#{x}"; x % 3 == 0 }.first(2)
p result, log
l = (1..20).lazy
p l.select(&:even?).map { |x| x * x }.reject { |x| x % 3 == 0 }.to_a, l.take(3).to_a, l.take_while { |x| x < 4 }.to_a, l.drop(17).to_a, l.drop_while { |x| x < 19 }.to_a, l.flat_map { |x| [x, -x] }.first(4), l.zip(21..40).first(2), l.uniq { |x| x % 3 }.to_a, l.filter_map { |x| x * 2 if x.even? }.first(2), l.with_index.map { |x, i| x * i }.first(3), l.each_with_index.first(2), l.compact.first(1), l.grep(3..5).to_a, l.grep_v(3..18).to_a, l.chunk_while { |a, b| b % 5 != 0 }.first(2), l.slice_when { |a, b| b % 7 == 0 }.to_a.size, l.eager.class, l.force.size, l.include?(5), l.first, l.min, l.sum, l.reduce(:+), l.each_slice(6).first(1), l.tally.size, l.lazy.equal?(l), l.to_enum.class
l.map { |x| x }.class

### external iteration over several sources
names, ages = %w[ann bob].each, [30, 25].each
pairs = []
loop { pairs << [names.next, ages.next] }
merged = []
a, b = [1, 4, 7].each, [2, 3, 9].each
loop do
  merged << (a.peek <= b.peek ? a.next : b.next)
end
p pairs, merged
rest = []
[a, b].each { |e| loop { rest << e.next } }
rest

### produce
p Enumerator.produce(1) { |x| x * 2 }.take(6), Enumerator.produce([0, 1]) { |a, b| [b, a + b] }.lazy.map(&:first).first(6), Enumerator.produce(10) { |x| x > 7 ? x - 1 : raise(StopIteration) }.to_a, Enumerator.produce(27) { |n| n.even? ? n / 2 : 3 * n + 1 }.take_while { |n| n != 1 }.size
Enumerator.produce("a", &:succ).find { |s| s.size == 3 }

### enum_for with arguments and size
class Tree
  include Enumerable
  def initialize(value, *children) = (@value, @children = value, children)
  attr_reader :value, :children
  def each(depth = 0, &block)
    return enum_for(:each, depth) unless block
    block.call(value, depth)
    children.each { |child| child.each(depth + 1, &block) }
  end
end
tree = Tree.new(1, Tree.new(2, Tree.new(3)), Tree.new(4))
tree.each { |v, d| puts "#{"  " * d}#{v}" }
p tree.map { |v, d| [v, d] }, tree.each.next, tree.to_a, tree.each_with_index.map { |(v, d), i| [v, d, i] }, tree.each(5).first, tree.include?([4, 1]), "ab".enum_for(:each_char).to_a, 3.enum_for(:times).to_a, [1, 2].to_enum(:each_slice, 1).to_a, to_enum(:nope).class
begin
  to_enum(:nope).next
rescue NoMethodError => e
  e.name
end

### generators as coroutines
producer = Enumerator.new do |y|
  3.times { |i| y.yield i, i * i }
  y << :last
  :done
end
p producer.next, producer.next_values, producer.next, producer.peek_values
begin
  2.times { producer.next }
rescue StopIteration => e
  p e.result
end
[producer.to_a, producer.each { |*x| x }, producer.size]

### arithmetic sequences
s = 1.step(10, 3)
p s, s.to_a, s.class, s.size, s.first(2), s.last, s.last(2), s.begin, s.end, s.step, s.exclude_end?, s == 1.step(10, 3), (1..10).step(3), ((1..10) % 3), 1.0.step(2.0, 0.5), 1.step(by: 2).first(2), 1.step(by: 2, to: 5).to_a, 10.step(1, -4).to_a, (1.0...2.0).step(0.5).to_a, 1.step.first(2), s.include?(7), s.map { |x| x * 2 }, s.hash == 1.step(10, 3).hash, s.each_slice(2).to_a, s.with_index.to_a
1.step(3, 0.5).sum

### breaking out of enumerators
found = [5, 6, 7].each_with_index { |x, i| break i if x > 5 }
result = [1, 2, 3].each_slice(2) { |a| break a.sum }
nested = [1, 2].each { |x| [3, 4].each { |y| next if y == 3; break } }
p found, result, nested, loop { break }, loop { break 1, 2 }, (1..).each { |x| break x if x * x > 50 }
[1, 2, 3].each_with_object([]) { |x, m| next if x == 2; m << x }

### lazy enumerators tell where they come from
lazy = (1..Float::INFINITY).lazy
p lazy, lazy.map { _1 * 2 }, lazy.map { _1 }.select(&:even?).reject(&:odd?), [1, 2].lazy.take(1), (1..3).lazy.drop(1), [3].lazy.zip([4]), (1..3).lazy.grep(2..3)
p (1..3).lazy.size, (1..3).lazy.map { _1 }.size, (1..3).lazy.select { _1 }.size, lazy.size
p (1..4).lazy.sort { |a, b| b <=> a }, (1..4).lazy.sort_by { -_1 }, (1..4).lazy.map { -_1 }.sort, (1..4).lazy.max_by { -_1 }, (1..4).lazy.min(2), (1..4).lazy.group_by(&:odd?)
p (1..3).lazy.flat_map { |x| x.odd? ? [x, x] : x }.to_a, (1..3).lazy.filter_map { _1 * 2 if _1 > 1 }.first(1), (1..3).lazy.sum, lazy.include?(5), lazy.map { _1 * 3 }.first(2)
begin
  lazy.map
rescue ArgumentError => e
  puts e.message
end
p [1, 2, 3].map, [1].select, [1].each_slice(2), [1].each_with_index, { a: 1 }.map, (1..2).map, [1].find, [1].filter_map, "ab".each_char, 3.times, loop.size
lazy.select(&:even?).map { _1**2 }.reject { _1 % 3 == 0 }.first(4)

### enumerators upon enumerators
p [3, 1, 2].each.with_index.with_object(:x).to_a, [3, 1].each_with_index.with_index(5).to_a, [4, 5].map.with_index(1).with_object([]).to_a
chain = [1, 2].each + [3] + (4..5)
p chain.class, chain.is_a?(Enumerator), chain.size, chain.map { _1 * 2 }, chain.with_index(1).to_a, chain.lazy.map { _1 }.first(2), chain.inspect
p [1].chain([2], 3..4).to_a, [1].each.chain.to_a
chain.each_slice(2).to_a
