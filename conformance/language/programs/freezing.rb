### what is frozen
p 1.frozen?, 1.5.frozen?, :a.frozen?, nil.frozen?, true.frozen?, "a".frozen?, [].frozen?, {}.frozen?, 1r.frozen?, 1i.frozen?, Object.new.frozen?, String.frozen?, "a#{1}".frozen?, :a.to_s.frozen?, nil.to_s.frozen?, 1.to_s.frozen?, [1].freeze.map { |x| x }.frozen?, "lit".freeze.frozen?, ->{}.frozen?, Struct.new(:a).new(1).frozen?
"x".freeze.upcase.frozen?

### objects refuse changes
class Acc
  attr_accessor :v
  def initialize(v) = @v = v
end
a = Acc.new([1]).freeze
a.v << 2
tries = [-> { a.v = 1 }, -> { a.instance_variable_set(:@z, 1) }, -> { def a.x = 1 }, -> { a.singleton_class.class_eval { def q = 1 } }, -> { a.extend(Comparable) }]
p a.v, tries.map { |t| begin; t.call; :changed; rescue FrozenError => e; :frozen; end }
[a.dup.frozen?, a.clone.frozen?, a.frozen?]

### deep freezing
def deep_freeze(o)
  case o
  when Hash then o.each { |k, v| deep_freeze(k); deep_freeze(v) }
  when Array then o.each { |v| deep_freeze(v) }
  end
  o.freeze
end
config = deep_freeze({ "list" => [1, [2, "x"]], sym: { a: "b" } })
tries = [-> { config["list"] << 1 }, -> { config["list"][1][1] << "y" }, -> { config[:sym][:a] = 1 }, -> { config.delete("list") }]
p tries.map { |t| begin; t.call; rescue => e; e.message; end }
copy = config.transform_values(&:dup)
copy["list"] << :ok
copy["list"].last

### constants and modules
LIST = %w[a b].freeze
MAP = { a: [1] }.freeze
module Frozen
  NAMES = %i[x y].freeze
  def self.names = NAMES
end
p LIST.map(&:upcase), MAP[:a] << 2, Frozen.names.frozen?, LIST.first.frozen?, (LIST + ["c"]).frozen?, LIST.dup << "z"
begin
  LIST.map!(&:upcase)
rescue => e
  e.class
end

### dup and clone of many kinds
s = "abc"
def s.shout = upcase
h = Hash.new(7).merge!(a: 1)
pr = proc { |x| x + 1 }
p s.clone.shout, s.dup.respond_to?(:shout), h.dup[:zz], h.clone, pr.dup.call(1), nil.dup, 1.dup, :a.clone, (1..2).dup, [1, [2]].dup[1].equal?([2]), Class.new { def x = 5 }.dup.new.x, Struct.new(:a).new([1]).dup.a, Object.dup.class, Comparable.dup.class, Time.at(0).dup == Time.at(0), true.clone, Random.new(1).dup.rand(5) == Random.new(1).rand(5), 5.method(:+).clone.call(1), "x".clone(freeze: true).frozen?
s.equal?(s.itself)
