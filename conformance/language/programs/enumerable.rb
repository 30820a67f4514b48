### every method on a class of one's own
class Countdown
  include Enumerable
  def initialize(from) = @from = from
  def each
    return to_enum(:each) { @from } unless block_given?
    @from.downto(1) { |i| yield i }
    self
  end
end
c = Countdown.new(5)
p c.to_a, c.map { |x| x * 2 }, c.select(&:even?), c.reject(&:even?), c.first, c.first(2), c.min, c.max, c.minmax, c.sum, c.inject(:*), c.sort, c.sort_by { |x| -x }, c.include?(3), c.count, c.entries, c.each_slice(2).to_a, c.each_cons(4).to_a, c.partition { |x| x > 3 }, c.group_by(&:odd?), c.zip(c.to_a.reverse), c.each_with_index.to_a, c.reduce(10) { |a, b| a - b }, c.tally, c.find { |x| x < 3 }, c.take_while { |x| x > 3 }, c.drop_while { |x| x > 3 }, c.take(2), c.drop(3), c.each_entry.to_a, c.to_set.size, c.uniq, c.chunk_while { |a, b| a == b + 1 }.to_a, c.min_by { |x| (x - 3).abs }, c.each_with_object([]) { |x, a| a << x }, c.flat_map { |x| [x] * 2 }.size, c.lazy.map { |x| x + 1 }.first(2), c.reverse_each.to_a, c.cycle.first(7), c.to_h { |x| [x, x] }, c.filter_map { |x| x * 2 if x.odd? }, c.sum { |x| x / 2.0 }, c.none?(9), c.one? { |x| x == 5 }, c.each.next, c.find_index(4), c.max(2), c.min(2), c.inject { |a, b| a * b }
c.each { }.class

### chunking
p [1, 1, 2, 3, 3].chunk { |x| x.odd? }.to_a, [1, 2, 4, 5, 7].chunk_while { |a, b| b == a + 1 }.to_a, [1, 2, 4, 9, 10].slice_when { |a, b| b > a + 1 }.map { |s| s.size > 1 ? "#{s[0]}-#{s[-1]}" : s[0].to_s }, %w[a - b c - d].slice_before("-").to_a, %w[a . b .].slice_after(".").to_a, (1..6).slice_after(&:even?).to_a, [1, nil, 2].chunk { |x| x && true }.to_a, %w[# a b # c].slice_before { |l| l == "#" }.map(&:size)
(1..10).each_slice(3).map(&:sum)

### sum and inject
p [1, 2, 3].inject(:+), [1, 2, 3].inject(10, :+), [1, 2, 3].inject { |a, b| a * b }, [1, 2, 3].reduce(2) { |a, b| a * b }, [[1, 2], [3, 4]].sum([]), %w[a b].sum(""), [0.1] * 3 == [0.1] * 3, [0.1, 0.2, 0.3].sum, [1, 2].sum { |x| x * 10 }, [].inject(:+), [5].inject { raise }, [1, 2, 3].each_with_index.inject(0) { |s, (x, i)| s + x * i }, %w[a b c].inject { |memo, x| x + memo }, [1, 2, 3, 4].each_slice(2).inject(0) { |s, (a, b)| s + a * b }, (1..5).each_with_object([]).to_a.size, [1, 2, 3].sum(0.0), ["x"].inject("y", :+)
begin
  %w[a b].sum
rescue TypeError => e
  e.message
end

### grouping words
words = %w[apple avocado banana blueberry cherry]
p words.group_by { |w| w[0] }, words.group_by(&:size).transform_values(&:count), words.partition { |w| w.size > 6 }, words.each_with_index.group_by { |_, i| i % 2 }.transform_values { |v| v.map(&:first) }, words.to_h { |w| [w.to_sym, w.size] }, words.zip(1..), words.each_slice(2).to_a, words.chunk { |w| w[0] }.map { |k, v| [k, v.size] }
words.sort_by { |w| [-w.size, w] }.first(3)

### predicates with patterns
list = [1, 2.5, "a", :b, nil]
p list.grep(Numeric), list.grep(1..3), list.grep_v(Numeric), list.grep(String, &:upcase), list.any?(nil), list.all?(Object), list.none?(Float), list.one?(Symbol), list.count(nil), [nil, false].any?, [nil, 1].all?, [].all?, [].any?, [].none?, [1].one?, [1, 2].one?, list.find { |x| x.is_a?(Symbol) }, list.include?(nil), list.first(2), list.reject(&:nil?).size, list.compact.size, %w[a1 b2].grep(->(s) { s.end_with?("1") }), list.grep_v(nil) { |x| x.class }, list.partition { |x| x.is_a?(Numeric) }
(1..10).grep(2..4) { |x| x * 2 }

### blocks with several parameters
pairs = [[1, [2, 3]], [4, [5, 6]]]
p pairs.map { |a, (b, c)| a + b + c }, pairs.each_with_index.map { |(a, (b, _)), i| [a, b, i] }, pairs.inject(0) { |s, (a, (b, c))| s + a * b * c }, pairs.each_with_object({}) { |(a, b), h| h[a] = b }, pairs.to_h { |a, b| [a, b.sum] }, pairs.find { |a, _| a > 1 }, pairs.sort_by { |a, (b, c)| -c }, pairs.group_by { |a, b| a.even? }, pairs.sum { |a, b| a }, pairs.max_by { |a, (b, c)| c }, pairs.flat_map { |a, b| [a, *b] }, pairs.partition { |a, b| a > 2 }, pairs.count { |a, b| b.sum > 5 }, pairs.reject { |a, b| a == 1 }, pairs.each_slice(1).map { |((a, b))| a }, pairs.filter_map { |a, b| b if a > 1 }, pairs.any? { |a, b| a == 4 }, pairs.all? { |a, b| b.size == 2 }, pairs.find_index { |a, b| a == 4 }, pairs.take_while { |a, b| a < 4 }, pairs.min_by { |a, b| b.sum }, pairs.uniq { |a, b| 1 }, pairs.each_cons(2).map { |(a, _), (b, _)| b - a }
{ x: 1 }.map { |pair| pair }

### several values yielded
class Pairs
  include Enumerable
  def each
    yield 1, 2
    yield 3
    yield
    yield [4, 5]
  end
end
x = Pairs.new
p x.to_a, x.map { |a| a }, x.map { |a, b| [a, b] }, x.each_with_index.to_a, x.first(2), x.each_slice(2).to_a, x.each_entry.to_a, x.include?([1, 2]), x.select { |a| a }, x.group_by { |a| a.class }, x.each_with_object([]) { |a, m| m << a }, x.count, x.sort_by { |a| a.to_s }, x.reverse_each.to_a, x.min_by { |a| a.to_s }, x.zip(x.to_a).first, x.inject { |a, b| [a, b] }, x.drop(1), x.take(1), x.tally.size, x.partition { |a| a }
x.each_cons(2).first

### running totals and windows
data = [3, 8, 2, 9, 4]
running = data.each_with_object([]) { |x, sums| sums << x + (sums.last || 0) }
moving = data.each_cons(3).map { |w| (w.sum / 3.0).round(2) }
deltas = data.each_cons(2).map { |a, b| b - a }
peaks = data.each_cons(3).with_index(1).select { |(a, b, c), _| b > a && b > c }.map { |w, i| [i, w[1]] }
p running, moving, deltas, peaks, data.each_with_index.max, data.each_with_index.min_by(&:first), data.zip(running).to_h, data.sum.fdiv(data.size), data.sort[data.size / 2]
data.inject([0]) { |acc, x| acc + [acc.last + x] }

### min and max
words = %w[pear fig apple kiwi]
p words.min_by(&:size), words.max_by(&:size), words.minmax_by(&:size), words.min(2), words.max(2), words.max_by(2, &:size), words.max { |a, b| a[-1] <=> b[-1] }, [].min, [].max, [].minmax, [].min(1), [].sum, [].max_by { 1 }, [[2, :a], [1, :b]].min, words.minmax, (1..4).minmax, { a: 3, b: 1 }.min_by { |_, v| v }, [3, 1].max(5), words.sort.first, words.max_by(0, &:size)
[0.5, 2, 1r].minmax

### each_with_index and friends return
p [1, 2].each_with_index { }, [1].each_slice(1) { }, (1..3).each_cons(2) { }, [1].each_with_object(:m) { }, [3].each_entry { }, [1, 2].cycle(1) { }, [1].reverse_each { }, { a: 1 }.each { }, 3.times { }, 1.upto(2) { }, [1].each_index { }, "a".each_char { }, { a: 1 }.each_pair { }, [1].map! { 2 }, [4].delete_if { true }
[1, 2].each_with_index.with_index(5).to_a
