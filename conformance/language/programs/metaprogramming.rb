### define_method and send
class Robot
  %w[up down].each { |dir| define_method("go_#{dir}") { |n = 1, by: 1| "#{dir} #{n * by}" } }
  define_method(:say, instance_method(:to_s))
  define_method(:opt) { |a, *b, &c| [a, b, c&.call] }
end
r = Robot.new
p r.go_up, r.go_down(3, by: 2), r.send(:go_up, 5), r.__send__("go_down"), Robot.instance_methods(false).sort, r.opt(1, 2) { 3 }, r.respond_to?(:go_up), Robot.method_defined?(:go_up), Robot.instance_method(:go_up).arity
Robot.send(:remove_method, :go_up)
r.respond_to?(:go_up)

### instance_eval and class_eval
class Conf
  def initialize = @values = {}
  def set(k, v) = @values[k] = v
  attr_reader :values
  def self.build(&block) = new.tap { |c| c.instance_eval(&block) }
end
c = Conf.build do
  set :a, 1
  @values[:b] = 2
end
Conf.class_eval do
  def size = @values.size
  attr_accessor :extra
end
c.instance_exec(5) { |n| @values[:n] = n }
p c.values, c.size, c.extra = 3, Conf.class_exec(:dyn) { |n| define_method(n) { :dynamic } }, c.dyn, Conf.instance_eval { self }, c.instance_eval { self.class }
Conf.singleton_class.class_eval { def make = :made }
Conf.make

### a tiny DSL
class HTML
  def initialize = (@out, @depth = +"", 0)
  def method_missing(tag, text = nil, **attrs, &block)
    shown = attrs.map { |k, v| " #{k}=\"#{v}\"" }.join
    @out << "  " * @depth << "<#{tag}#{shown}>"
    if block
      @out << "\n"
      @depth += 1
      instance_eval(&block)
      @depth -= 1
      @out << "  " * @depth
    else
      @out << text.to_s
    end
    @out << "</#{tag}>\n"
  end
  def respond_to_missing?(*) = true
  def to_s = @out
end
html = HTML.new
html.div(class: "box") { h1 "Title"; ul { 2.times { |i| li "item #{i}", id: i } } }
puts html.to_s
html.to_s.lines.size

### hooks
class Registry
  @log = []
  class << self
    attr_reader :log
    def inherited(sub) = (super; Registry.log << [:inherited, sub.to_s.empty? ? nil : :sub])
    def method_added(name) = Registry.log << [:added, name]
    def singleton_method_added(name) = Registry.log && Registry.log << [:singleton, name]
  end
  def one = 1
  def self.two = 2
end
module Hook
  def self.extended(o) = Registry.log << [:extended, o.class]
  def self.prepended(o) = Registry.log << [:prepended, o]
end
Object.new.extend(Hook)
class Registry; prepend Hook; end
Class.new(Registry)
Registry.log.reject { |kind, name| kind == :singleton && %i[log inherited method_added singleton_method_added].include?(name) }

### reflection
module Greet; def greet = "hi"; end
class Host
  include Greet
  CONST = 1
  @@cv = 2
  def pub(a, b = 1, *c, d:, e: 2, **f, &g); end
  def self.klass; end
end
h = Host.new
def h.single; end
p h.methods(false), h.singleton_methods, Host.instance_methods(false), Host.constants, Host.class_variables, h.method(:greet).owner, Host.include?(Greet), h.kind_of?(Greet), h.instance_of?(Host), Host.instance_methods.include?(:greet), Host.method_defined?(:nope), h.class, Host.class, Greet.class, Greet.instance_methods, Host.name, Host.singleton_methods, h.respond_to?(:single), Host.public_method_defined?(:pub)
Host.new.singleton_methods

### const_missing, const_get and removing
class Auto
  def self.const_missing(n) = const_set(n, "auto #{n}")
end
p Auto::Thing, Auto.constants, Auto.const_defined?(:Thing), Auto.send(:remove_const, :Thing), Auto.constants, Object.const_defined?(:String), Auto.const_get(:Other)
begin
  Object.const_get(:Nope)
rescue NameError => e
  p e.message, e.name
end
begin
  Object.const_get("lower")
rescue NameError => e
  e.message
end

### method objects and unbinding
class A; def who = "A#{@n}"; def initialize(n) = @n = n; end
class B < A; def who = "B" + super; end
um = A.instance_method(:who)
b = B.new(1)
p um.bind(b).call, um.bind_call(b), b.who, b.method(:who).unbind.bind(B.new(2)).call, b.method(:who).super_method.call, [A.new(1), b].map(&:who)
begin
  um.bind("string")
rescue TypeError => e
  e.message
end

### delegating by hand
class Proxy < BasicObject
  def initialize(target) = (@target, @log = target, [])
  def method_missing(name, *args, &block)
    @log << name
    @target.__send__(name, *args, &block)
  end
  def respond_to_missing?(*) = true
  def __log__ = @log
end
pr = Proxy.new([3, 1, 2])
p pr.sort, pr.map { |x| x * 2 }, pr.size, pr.__log__, pr == 5, pr.inspect, pr.class
!!pr

### refined behaviour through modules and super chains
module Trace
  def call(x)
    "[" + super + "]"
  end
end
module Shout
  def call(x) = super.upcase
end
class Handler
  def call(x) = "h#{x}"
end
h = Handler.new
h.singleton_class.prepend(Trace)
h.extend(Shout)
p h.call(1), Handler.new.call(2), h.singleton_class.ancestors.first(4).size, Class.new(Handler) { prepend Shout, Trace; def call(x) = "s" + super }.new.call(3)
Class.new(Handler) { include Trace; include Shout; def call(x) = "i" + x.to_s }.new.call(4)

### ObjectSpace-free counting and tap chains
result = (1..5).tap { |r| print r.sum, " " }.map { |x| x * 2 }.tap { |a| puts a.inspect }.then { |a| a.sum }
p result.then { _1 + 1 }, 5.itself, [1, 1, 2].group_by(&:itself), result.yield_self { |x| x - 1 }, 3.instance_of?(Integer), 3.frozen?, nil.to_a, nil.to_s, nil.inspect, nil & true, nil.to_h, true & 5, true ^ true, false | nil
Object.new.then { |o| o.singleton_methods }

### comparable from one method
class Sem
  include Comparable
  attr_reader :parts
  def initialize(s) = @parts = s.split(".").map(&:to_i)
  def <=>(o) = o.is_a?(Sem) ? parts <=> o.parts : nil
  def to_s = parts.join(".")
  def succ = Sem.new([*parts[0..-2], parts[-1] + 1].join("."))
  def inspect = "v#{self}"
end
v = %w[1.10.0 1.9.3 1.9.10].map { |s| Sem.new(s) }
p v.sort, v.max, v.min, v[0] > v[1], v[0].between?(v[1], v[2]), v[0].clamp(v[1], v[2]), v[0] == Sem.new("1.10.0"), (Sem.new("1.0")..Sem.new("1.3")).to_a, v.minmax, v[0].clamp(..v[1]), v[0].equal?(v[0])
begin
  v[0] < 5
rescue ArgumentError => e
  e.message
end

### the method above a prepended one
module Loud
  def speak = super.upcase
end
class Animal
  def speak = "noise"
end
class Dog < Animal
  prepend Loud
  def speak = "woof after #{super}"
end
m = Dog.new.method(:speak)
owners = []
(owners << m.owner; m = m.super_method) while m
p owners, Dog.new.speak, Dog.new.method(:speak).super_method.call, Dog.new.method(:speak).super_method.super_method.call
Animal.new.method(:speak).super_method

### method objects call super
module Shout
  def x = "m" + super
end
class Root
  def x = "r"
end
class Including < Root
  include Shout
  def x = "i" + super
end
class Prepending < Root
  prepend Shout
  def x = "p" + super
end
p Including.new.method(:x).call, Prepending.new.method(:x).call, Prepending.new.method(:x).to_proc.call, Including.new.method(:x).super_method.call, Prepending.instance_method(:x).bind(Prepending.new).call, Shout.instance_method(:x).bind_call(Including.new)
o = Root.new.extend(Shout)
p o.method(:x).call, o.method(:x).owner
def o.x = "s" + super
p o.method(:x).call, o.method(:x).super_method.call, Including.new.method(:x).super_method.owner
[Including, Prepending].map { |c| c.new.method(:x).unbind.bind_call(c.new) }
