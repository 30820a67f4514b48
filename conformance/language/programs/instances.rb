### arguments of every kind reach initialize
class Taker
  attr_reader :got
  def initialize(a, b = 2, *rest, c, d: 4, **more, &block)
    @got = [a, b, rest, c, d, more, block && block.call(self.class)]
  end
end
list = [1, 2, 3, 4, 5]
options = { d: 9, e: 10 }
p Taker.new(1, 2).got, Taker.new(1, 2, 3).got, Taker.new(1, 2, 3, 4, 5).got, Taker.new(1, 2, d: 5).got
p Taker.new(*list).got, Taker.new(*list, **options).got, Taker.new(0, *list, x: 1, **options).got, Taker.new(1, 2, **{}).got
p Taker.new(1, { k: 1 }).got, Taker.new(1, 2) { |k| k.name }.got, Taker.new(*list, d: 1) { 7 }.got, Taker.new(1, 2, &:name).got
Taker.new(1, { "k" => 1 }, { d: 1 }).got

### many arguments
class Many
  attr_reader :all
  def initialize(*all, **named) = @all = [all, named]
end
p Many.new.all, Many.new(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14).all, Many.new(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17).all
p Many.new(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: 8, i: 9, j: 10, k: 11, l: 12, m: 13, n: 14).all
p Many.new(a: 1, b: 2, c: 3, d: 4, e: 5, f: 6, g: 7, h: 8, i: 9, j: 10, k: 11, l: 12, m: 13, n: 14, o: 15, p: 16, q: 17).all
Many.new(*(1..40)).all.first.sum

### keywords stay what they are while garbage is collected
class Named
  attr_reader :text
  def initialize(a, b:, c: "none", **rest) = @text = "#{a}#{b}#{c}#{rest.map { |k, v| "#{k}#{v}" }.join}"
end
texts = (0...3000).map { |n| Named.new("a#{n}" * 5, b: "b#{n}" * 5, c: "c#{n}", x: "x#{n}" * 3, y: [n.to_s]).text }
expected = (0...3000).map { |n| "#{"a#{n}" * 5}#{"b#{n}" * 5}c#{n}x#{"x#{n}" * 3}y#{[n.to_s]}" }
[texts == expected, texts.last.size]

### what is wrong with arguments
class Two
  def initialize(a, b) = nil
end
class Key
  def initialize(k:) = nil
end
class None
end
class Sub < Two
  def initialize(a) = super(a, 1, 2)
end
tries = [-> { Two.new }, -> { Two.new(1) }, -> { Two.new(1, 2, 3) }, -> { Two.new(*[1, 2, 3, 4]) }, -> { Key.new }, -> { Key.new(k: 1, l: 2) }, -> { Key.new(1) }, -> { Sub.new(1) }, -> { Two.new(a: 1) }]
p tries.map { |try| begin; try.call; rescue => e; "#{e.class}: #{e.message}"; end }
[-> { None.new(1) }, -> { None.new(1, 2) }, -> { None.new(k: 1) }].map { |try| begin; try.call; rescue ArgumentError => e; e.class; end }

### what initialize returns does not matter
class Odd
  def initialize(x)
    return 5 if x > 1
    :other
  end
end
class Plain; end
p Odd.new(1).class, Odd.new(2).class, Plain.new.class, Plain.new.equal?(Plain.new), Plain.new { 1 }.class
10.times.map { |n| Odd.new(n).class }.uniq

### initialize is looked up anew
class Changing
  attr_reader :v
end
make = -> { Changing.new }
first = make.call.v
class Changing
  def initialize = @v = :one
end
second = make.call.v
class Changing
  def initialize = @v = :two
end
third = make.call.v
class Changing
  alias_method :initialize, :freeze
end
fourth = make.call.frozen?
class Changing
  def initialize = @v = :again
end
module Front
  def initialize
    super
    @v = :front
  end
end
Changing.prepend(Front)
[first, second, third, fourth, make.call.v, Changing.private_instance_methods(false).include?(:initialize)]

### initialize is private, whatever is said
class Shy
  def initialize(n = 0) = @n = n
  public
  def again = initialize(5)
  def n = @n
end
shy = Shy.new(1)
begin
  shy.initialize(2)
rescue NoMethodError => e
  p e.message[0, 33], e.name
end
shy.again
p shy.n, shy.respond_to?(:initialize)
shy.send(:initialize, 7)
shy.n

### missing and delegated
class Missing < BasicObject
  def method_missing(name, *arguments) = [name, arguments]
  def respond_to_missing?(*) = true
end
class Lost < BasicObject
  def initialize(*names) = @seen = names.map { |name| __send__(name, 1) }
  def method_missing(name, *arguments) = [name, arguments]
  def seen = @seen
end
p Missing.new.seen(3), Lost.new(:a, :b).seen
class Forwarder
  def initialize(target, ...) = @made = target.new(...)
  def made = @made
end
class Pair
  def initialize(a, b: 0) = @all = [a, b, block_given?]
  def all = @all
end
[Forwarder.new(Pair, 1, b: 2).made.all, Forwarder.new(Forwarder, Pair, 3) { 1 }.made.made.all]

### super in initialize
class Base
  attr_reader :log
  def initialize(a, *rest, k: 0, &block)
    @log = [[:base, a, rest, k, block && block.call]]
  end
end
module Mixed
  def initialize(*rest, **named, &block)
    super
    @log << :mixed
  end
end
class Middle < Base
  include Mixed
  def initialize(a, b = a, k: 3, &block)
    super(a, b, k: k, &block)
    @log << [:middle, a, b]
  end
end
class Last < Middle
  def initialize(x)
    super(x, x + 1, k: x) { :given }
    @log << :last
  end
end
p Base.new(1).log, Middle.new(1).log, Middle.new(1, 2, k: 9) { :blk }.log
Last.new(5).log

### new of one's own
class Counted
  @made = 0
  class << self
    attr_reader :made
    def new(*arguments, &block)
      @made += 1
      arguments.first == :none ? nil : super
    end
  end
  attr_reader :a
  def initialize(a = nil) = @a = block_given? ? yield(a) : a
end
class Heir < Counted
  @made = 10
end
p Counted.new(1).a, Counted.new(2) { |x| x * 10 }.a, Counted.new(:none), Counted.made, Heir.new(3).a, Heir.made
class Single
  private_class_method :new
  def self.instance = @instance ||= new
end
begin
  Single.new
rescue NoMethodError => e
  p e.message
end
class Aliased
  class << self
    alias make new
    alias_method :[], :new
  end
  attr_reader :n
  def initialize(n) = @n = n
end
p Aliased.make(1).n, Aliased[2].n, Single.instance.equal?(Single.instance)
[Aliased.method(:new).call(3).n, Aliased.send(:new, 4).n, Aliased.public_send(:new, 5).n, [6, 7].map(&Aliased.method(:new)).map(&:n), Class.instance_method(:new).bind(Aliased).call(8).n]

### new replaced for all classes of a kind
class Meta < Module
  def initialize(x) = @x = x
  def x = @x
end
p Meta.new(3).x, Meta.new(4).class, Class.new(StandardError).new("m").message, Class.new(Array).new(2, 0), Class.new(Hash).new(5)[:a], Class.new(String).new("abc").size
class Tracked
  @subs = []
  def self.inherited(sub)
    super
    (@subs ||= []) << sub.name.inspect
  end
  def self.subs = @subs
end
class Tracked1 < Tracked; end
Tracked2 = Class.new(Tracked)
[Tracked.subs, Tracked1.new.class, Tracked2.new.class]

### classes without new
tries = [Integer, Float, Symbol, NilClass, TrueClass].map do |klass|
  begin
    klass.new
  rescue NoMethodError => e
    e.message
  end
end
begin
  Plain3 = Class.new
  Plain3.singleton_class.new
rescue TypeError => e
  tries << e.message
end
tries

### core classes
p String.new("ab"), Array.new(3), Array.new(2) { |i| i * 2 }, Array.new(2, :x), Hash.new(7)[1], Hash.new { |h, k| h[k] = k * 2 }[4], Object.new.class, Range.new(1, 3, true), Exception.new("m").message, KeyError.new("k", receiver: {}, key: 1).key
point = Struct.new(:x, :y)
p point.new(1, 2).to_a, point.new(1).y, Class.new(Struct.new(:a)) { def initialize(a) = super(a * 2) }.new(4).a, Proc.new { |x| x }.call(3)
Struct.new(:a, :b, keyword_init: true).new(a: 1, b: 2).b

### blocks leave new
class Runner
  attr_reader :after
  def initialize(*given)
    given.each { |x| yield x }
    @after = true
  end
end
def leave = Runner.new(1, 2, 3) { |x| return "returned #{x}" if x == 2 }
p Runner.new(1, 2, 3) { |x| break "broke #{x}" if x == 2 }, leave, Runner.new(1) { next }.after
p catch(:out) { Runner.new(1, 2) { |x| throw :out, "thrown #{x}" } }
seen = []
again = 0
begin
  Runner.new(1, 2) { |x| seen << x; raise "no" if x == 2 && again < 2 }
rescue
  again += 1
  retry
end
p seen, [1, 2, 3].map { |n| Runner.new(n) { |x| break x * 10 if x.odd? } }.map { |r| r.is_a?(Runner) ? :runner : r }
kept = nil
class Keeper
  def initialize(&block) = @block = block
  def call = @block.call
end
keeper = Keeper.new { break 5 }
begin
  keeper.call
rescue LocalJumpError => e
  kept = e.class
end
kept

### closures in initialize
class Closed
  attr_reader :add, :total
  def initialize(start)
    @total = start
    count = 0
    @add = ->(n) { count += 1; [@total += n, count, start] }
  end
end
one, two = Closed.new(1), Closed.new(100)
p one.add.call(1), one.add.call(2), two.add.call(5), one.total, two.total
made = Class.new do
  define_method(:initialize) { |a, b = 1, *c, k: 2, &d| @all = [a, b, c, k, d && d.call] }
  define_method(:all) { @all }
end
[made.new(1).all, made.new(1, 2, 3, k: 4) { 5 }.all]

### raised in initialize
class Strict
  def initialize(n)
    raise ArgumentError, "negative: #{n}" if n < 0
    @n = n
  ensure
    $made = [n, @n]
  end
end
p begin; Strict.new(-1); rescue ArgumentError => e; [e.message, $made]; end
Strict.new(2)
p $made
def build = Strict.new(-5)
lines = begin; build; rescue => e; e.backtrace.map { |line| line[/:(\d+)/, 1].to_i }.uniq.first(2); end
lines.size

### too deep
class Deep
  def initialize = @inner = Deep.new
end
class Wide
  def initialize(n, &block) = @inner = n == 0 ? block.call : Wide.new(n - 1, &block)
end
p begin; Deep.new; rescue SystemStackError => e; e.class; end
p Wide.new(500) { :bottom }.class
begin; Deep.new; rescue SystemStackError => e; e.class; end

### frozen in initialize
class Value
  attr_accessor :v
  def initialize(v)
    @v = v
    freeze
  end
end
value = Value.new([1])
begin
  value.v = 2
rescue FrozenError => e
  p e.class, e.receiver.equal?(value)
end
value.v << 2
[value.v, value.frozen?, value.dup.frozen?, value.clone.frozen?]

### accessors and their arguments
class Access
  attr_reader :r
  attr_writer :w
  attr_accessor :a
end
it = Access.new
tries = [-> { it.r(1) }, -> { it.send(:w=) }, -> { it.send(:w=, 1, 2) }, -> { it.a { 1 } }, -> { it.a = 5 }, -> { it.send(:a=, 6) }, -> { it.r(*[]) }, -> { it.r(**{}) }]
p tries.map { |try| begin; try.call; rescue ArgumentError => e; e.message; end }
it.instance_variable_set(:@r, 3)
def it.r = super + 1
p it.r, it.a
class Access
  def a = :redefined
  private :r
end
begin
  Access.new.r
rescue NoMethodError => e
  p e.name
end
[it.a, Access.new.a]

### a fiber leaves initialize and comes back
class Slow
  attr_reader :steps
  def initialize(n, k: 1)
    @steps = [n]
    n.times { |i| @steps << Fiber.yield(i * k) }
  end
end
fiber = Fiber.new { Slow.new(2, k: 10).steps }
[fiber.resume, fiber.resume(:a), fiber.resume(:b), fiber.alive?]

### tree of objects
class Node
  attr_reader :value, :left, :right
  def initialize(value, left = nil, right = nil)
    @value, @left, @right = value, left, right
  end
  def self.build(range)
    values = range.to_a
    return nil if values.empty?
    middle = values.size / 2
    new(values[middle], build(values[0...middle]), build(values[middle + 1..]))
  end
  def sum = value + (left ? left.sum : 0) + (right ? right.sum : 0)
  def depth = 1 + [left ? left.depth : 0, right ? right.depth : 0].max
end
tree = Node.build(1..1000)
[tree.sum, tree.depth, tree.value]
