### sentinels and elements that refuse to be compared
Item = Struct.new(:rank, :name) do
  include Comparable
  def <=>(o) = rank <=> o.rank
end
items = [Item.new(2, "b"), Item.new(1, "a"), Item.new(2, "c")]
p items.min.name, items.index(items[2]), items.delete(items[1])&.name, items.size, items.count(items[0]), items.find_index { |i| i.name == "c" }, items.include?(Item.new(2, "x")), items.fetch(0).name, items.delete(Item.new(9, "z")) { :none }
{ a: items[0] }.fetch(:a).name

### hashes that compare by identity
h = {}.compare_by_identity
a, b = +"key", +"key"
h[a] = 1
h[b] = 2
h[:sym] = 3
h[1] = 4
p h.size, h[a], h[b], h["key"], h[:sym], h[1], h.compare_by_identity?, {}.compare_by_identity?, h.key?(a), h.dup[b], h.dup.compare_by_identity?, h.keys.first.frozen?
h.delete(a)
big = (1..40).to_h { |i| [i.to_s, i] }.compare_by_identity
k = big.keys.last
begin
  {}.freeze.compare_by_identity
rescue FrozenError => e
  p e.message
end
[h.size, big[k], big["40"], big.size, h.to_a.last]

### smallest and largest several
words = %w[pear fig apple kiwi banana]
p words.max_by(1, &:size), words.min_by(1, &:size), { a: 3, b: 1, c: 2 }.min_by(2) { |_, v| v }, (1..9).max_by(3) { |x| -x }, words.min(2), words.max(2), words.min_by(0, &:size), [1, 2].each_slice(1) { }, [1, 2, 3].each_cons(2) { }, (1..3).each_slice(2) { }
words.max_by(1, &:size)

### keys that are missing
tries = [-> { format("%<a>d", b: 1) }, -> { { x: 1 }.fetch(:y) }, -> { Object::Nope }, -> { Math::Nope }, -> { Nope }]
tries.map { |f| begin; f.call; rescue KeyError, NameError => e; [e.class, e.message, e.respond_to?(:key) ? e.key : e.name, e.receiver]; end }

### symbols of every script
p :é, :"日本", :"ß?", { über: 1 }, :"a b", :"é b", %i[ä ö].map(&:upcase)
:naïve.inspect

### where calls come from
def outer = inner
def inner = caller_locations(1, 1).first
here = inner
begin
  raise "x"
rescue => e
  p e.backtrace_locations.first.lineno, e.backtrace_locations.first.path
end
[outer.lineno, here.lineno, here.path, RuntimeError.new("y").backtrace_locations]

### sets beside arrays
s = Set[1, 2, 3]
p s | [9], s & [1, 7], s - [1], s ^ [3, 4], s.disjoint?(Set[1]), s + [1], s.merge([4]).size, s.subset?(Set[1, 2, 3, 4, 5]), s.add?(1), s.delete?(9), s.partition(&:odd?), s.group_by(&:even?).transform_values(&:size), s.map { |x| x * 2 }.class
[Set[1, [2]].flatten, Set.new([1, 2]) { |x| x * 10 }, s.each_slice(2).to_a, Set[3, 1].sort, Set[1] == Set[1.0], Set[1, 2].inspect]

### letters that belong together
s = "e\u0301a👨‍👩‍👧x"
p s.grapheme_clusters.size, s.each_grapheme_cluster.to_a.last, s.length, "abc".grapheme_clusters
s.each_grapheme_cluster.map(&:size)

### copies of numbers and of exceptions
numbers = [1, 1.5, 2**40, 2**62, 2**64, -(2**70), 1r, 2i, Float::INFINITY]
p numbers.map(&:dup), numbers.map(&:clone), numbers.grep_v(Complex).map { |n| n.dup.equal?(n) }.uniq, { a: [1.5, { b: 2**50 }] }.transform_values(&:dup)
class Failure < StandardError
  attr_accessor :code
  def initialize(message, code) = (super(message); @code = code)
end
error = begin
  raise Failure.new("broken", 7)
rescue Failure => e
  e
end
copy = error.dup
p copy.message, copy.code, copy.class, copy.backtrace == error.backtrace, copy.equal?(error), copy == error
p RuntimeError.new("x").clone, error.exception("other"), error.exception("other").code, error.exception.equal?(error), error.exception(nil)
error.clone.full_message(highlight: false).include?("broken (Failure)")
