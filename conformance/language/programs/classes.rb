### inheritance and super
class Animal
  attr_reader :name
  def initialize(name) = @name = name
  def speak = "..."
  def to_s = "#{self.class.name.downcase} #{name} says #{speak}"
  def <=>(other) = name <=> other.name
  include Comparable
end
class Dog < Animal
  def initialize(name, tricks: [])
    super(name)
    @tricks = tricks
  end
  def speak = "Woof" + "!" * @tricks.size
end
class Puppy < Dog
  def speak = super.downcase
  def initialize(*) = super
end
puts Animal.new("a"), Dog.new("rex", tricks: %w[sit roll]), Puppy.new("bit", tricks: [1])
p Puppy.ancestors.first(4), Puppy.superclass, Puppy.instance_methods(false).sort, Dog.new("b") > Dog.new("a"), Dog.new("z").respond_to?(:speak), Puppy.new("q").is_a?(Animal), Dog === Puppy.new("x"), Puppy < Animal, Animal <= Animal, Dog <=> Puppy, Animal < Dog
Dog.new("x").instance_variables

### accessors and operators
class Vec
  attr_accessor :x, :y
  def initialize(x, y) = (@x, @y = x, y)
  def +(o) = Vec.new(x + o.x, y + o.y)
  def -@ = Vec.new(-x, -y)
  def *(k) = k.is_a?(Vec) ? x * k.x + y * k.y : Vec.new(x * k, y * k)
  def [](i) = i.zero? ? x : y
  def []=(i, v)
    i.zero? ? @x = v : @y = v
  end
  def ==(o) = o.is_a?(Vec) && x == o.x && y == o.y
  alias eql? ==
  def hash = [x, y].hash
  def coerce(n) = [self, n]
  def to_s = "<#{x} #{y}>"
  def inspect = "#<Vec #{x},#{y}>"
  def !~(o) = :nope
  def call(z) = z * x
  def to_proc = ->(n) { n * x }
  def each = yield(x, y)
  def !() = :negated
  def =~(o) = o
  def <<(v) = tap { @x += v }
end
a, b = Vec.new(1, 2), Vec.new(3, 4)
a[0] += 5
a.y -= 1
puts a + b, -a, a * 2, a * b, 3 * b
p a[0], a == Vec.new(6, 1), a != b, [a, Vec.new(6, 1)].uniq, { a => 1 }[Vec.new(6, 1)], a.(2), [1, 2].map(&b), (!a), (a << 1 << 2).x, (a =~ 5), a.eql?(b), (not b)
a.x ||= 9
a

### class methods, variables and instance variables of classes
class Counter
  @@total = 0
  @instances = []
  class << self
    attr_reader :instances
    def create(*args) = new(*args).tap { |c| @instances << c }
    def total = @@total
  end
  LIMIT = 3
  def initialize = @@total += 1
  def self.limit = LIMIT
  def total = @@total
end
class SubCounter < Counter
  @instances = []
end
Counter.create
SubCounter.create
p Counter.total, Counter.instances.size, SubCounter.instances.size, SubCounter.total, SubCounter.limit, Counter::LIMIT, Counter.class_variables, Counter.class_variable_get(:@@total), Counter.new.total, Counter.singleton_methods.sort, Counter.class_variable_defined?(:@@nope)
Counter.instance_variable_get(:@instances).size

### method_missing and respond_to_missing?
class Recorder
  def initialize = @calls = []
  attr_reader :calls
  def method_missing(name, *args, **kw, &block)
    return super unless name.start_with?("on_") || name.end_with?("=", "?")
    @calls << [name, args, kw, block&.call]
    name.end_with?("?") ? true : self
  end
  def respond_to_missing?(name, all = false) = name.start_with?("on_") || super
end
r = Recorder.new
r.on_click(1, 2, x: 3) { :b }.on_key
r.value = 5
p r.calls, r.ready?, r.respond_to?(:on_x), r.respond_to?(:zzz), r.method(:on_x).call(9).equal?(r), r.public_send(:on_y).class
begin
  r.unknown(1)
rescue NoMethodError => e
  [e.name, e.args]
end

### initialize_copy, dup and clone
class Doc
  attr_accessor :tags, :title
  def initialize(title, tags) = (@title, @tags = title, tags)
  def initialize_copy(other)
    super
    @tags = other.tags.dup
  end
end
a = Doc.new("t", [1])
b = a.dup
b.tags << 2
b.title << "x"
c = a.freeze.clone
p a.tags, b.tags, a.title, c.frozen?, a.dup.frozen?, a.clone(freeze: false).frozen?, a.equal?(b)
begin
  c.title = "z"
rescue => e
  e.class
end

### visibility words are accepted
class Safe
  def open = secret + other
  private
  def secret = 1
  protected def other = 2
  public
  def again = open
  private attr_accessor :inner
  private_class_method def self.build = new
  private_constant(*[])
end
p Safe.new.open, Safe.new.again
Safe.public_instance_methods(false).include?(:again)

### private methods refuse callers
class Vault
  def peek = code
  def compare(o) = o.level
  private
  def code = 42
  protected
  def level = 7
end
v = Vault.new
tries = [-> { v.peek }, -> { v.code }, -> { v.compare(v) }, -> { v.level }, -> { v.send(:code) }, -> { v.public_send(:code) }, -> { v.respond_to?(:code) }]
tries.map { |t| begin; t.call; rescue NoMethodError => e; e.message.split(" for ").first; end }

### equality in all forms
class Id
  attr_reader :n
  def initialize(n) = @n = n
  def ==(o) = o.class == self.class && o.n == n
  def eql?(o) = self == o
  def hash = n.hash
  def ===(o) = o == n
end
a, b = Id.new(1), Id.new(1)
p a == b, a.eql?(b), a.equal?(b), a != b, [a].include?(b), [a, b].uniq.size, { a => 1 }[b], [a] - [b], a === 1, [a].index(b), [[a]] == [[b]], ([a] & [b]).size
case 1
when Id.new(2) then :two
when a then :one
end

### class reopening and aliasing
class String
  def shout = upcase + "!"
  alias_method :yell, :shout
  alias old_reverse reverse
  def reverse = "<#{old_reverse}>"
end
class Integer
  def minutes = self * 60
  def double = self * 2
end
p "a".shout, "b".yell, "abc".reverse, 5.minutes, 3.double, "x".respond_to?(:yell), String.instance_methods(false).include?(:shout), String.method_defined?(:old_reverse)
class String
  alias reverse old_reverse
  remove_method :shout
  undef_method :yell
end
["abc".reverse, "x".respond_to?(:shout), "x".respond_to?(:yell)]

### anonymous classes and Class.new
Base2 = Class.new do
  define_method(:hi) { "hi #{name}" }
  attr_accessor :name
end
kid = Class.new(Base2) { def hi = super + "?" }
k = kid.new
k.name = "z"
p k.hi, kid.name, kid.superclass, Base2.name, Module.new.name, kid.instance_methods(false), Class.new.new.class.class
Kid2 = kid
[kid.name, kid.to_s, Kid2.new.class]
