### private helpers
class Invoice
  def initialize(lines) = @lines = lines
  def total = subtotal + tax
  def same?(other) = other.secret == secret
  private
  def subtotal = @lines.sum
  def tax = (subtotal * 0.2).round(2)
  protected
  def secret = @lines.hash
end
i = Invoice.new([10, 5.5])
tries = [-> { i.subtotal }, -> { i.secret }, -> { i.tax(1) }, -> { i.initialize }]
p i.total, i.same?(Invoice.new([10, 5.5])), i.send(:subtotal), i.respond_to?(:tax), i.respond_to?(:tax, true), i.respond_to?(:secret)
p Invoice.instance_methods(false).sort, Invoice.private_instance_methods(false).sort, Invoice.protected_instance_methods
tries.map { |f| f.call rescue "#{$!.class}: #{$!.message.sub(/#<Invoice.*/, "an invoice")}" }

### every way of saying private
class Ways
  private def one = 1
  def two = 2
  def three = 3
  def four = 4
  private :two
  private :three, "four"
  private attr_accessor :five
  private(*%i[two three])
  def all = [one, two, three, four, self.five = 5, five]
  private
  define_method(:six) { 6 }
  attr_reader :seven
  public
  def eight = six + 2
  def self.nine = ten
  def self.ten = 10
  private_class_method :ten
  class << self
    def eleven = twelve
    private
    def twelve = 12
  end
end
w = Ways.new
p w.all, w.eight, Ways.nine, Ways.eleven, Ways.private_instance_methods(false).sort, Ways.instance_methods(false).sort
names = %i[one two three four five five= six seven eight].select { |n| w.respond_to?(n) }
[names, [-> { Ways.ten }, -> { Ways.twelve }, -> { w.public_send(:one) }, -> { [w].map(&:six) }, -> { w.five = 1 }].map { |f| f.call rescue $!.message.sub(/#<Ways.*/, "it") }]

### a singleton with a private new
class Config
  @instance = nil
  class << self
    def instance = @instance ||= new
    private :new
  end
  attr_accessor :name
end
class Point
  private_class_method :new
  def self.polar(r, a) = new((r * Math.cos(a)).round, (r * Math.sin(a)).round)
  def initialize(x, y) = (@x, @y = x, y)
  def to_s = "#{@x},#{@y}"
end
Config.instance.name = "x"
[Config.instance.name, Config.instance.equal?(Config.instance), Point.polar(2, 0).to_s, [Config, Point].map { |c| c.new rescue $!.message }]

### protected readers in comparisons
class Version
  include Comparable
  def initialize(text) = @parts = text.split(".").map(&:to_i)
  def <=>(other) = parts <=> other.parts
  def to_s = parts.join(".")
  protected
  attr_reader :parts
end
class Release < Version
  def newer_than?(v) = (parts <=> v.parts) > 0
end
a, b = Version.new("1.10"), Release.new("1.9.2")
p [a, b].min.to_s, a > b, b.newer_than?(Version.new("1.8")), a.clamp(b, b).to_s
begin
  a.parts
rescue NoMethodError => e
  [e.message[/\A\w+ method `parts' called/], e.name, e.receiver.equal?(a)]
end

### visibility is inherited and can be changed
class Base
  def go = step
  private
  def step = "base"
end
class Open < Base
  public :step
end
class Deeper < Base
  def step = "deeper #{super}"
end
class Closed < Base
  private :go
end
p Base.new.go, Open.new.step, Deeper.new.step, Closed.private_method_defined?(:go), Base.public_method_defined?(:go)
[-> { Base.new.step }, -> { Closed.new.go }].map { |f| f.call rescue $!.message[/\A.*called/] }

### functions of the top level are private
def helper(x = 1) = x * 2
public
def shared = :shared
private
def hidden = :hidden
p helper(4), self.helper, [1, 2].map { |x| helper(x) }, 5.shared, method(:helper).call(3), Object.private_method_defined?(:helper)
class Uses
  def call = helper(10)
end
p Uses.new.call
[-> { 5.helper }, -> { "x".hidden }, -> { nil.helper }].map { |f| f.call rescue $!.message }

### method_missing sees calls of private methods
class Ghost
  def method_missing(name, *args) = "missing #{name} #{args.inspect}"
  def respond_to_missing?(*) = true
  def own = secret
  private
  def secret = "secret"
end
g = Ghost.new
p g.secret, g.own, g.other(1), g.respond_to?(:secret), g.public_send(:secret, 2)
g.send(:secret)

### module_function and mixins
module Units
  module_function
  def km(miles) = (miles * 1.609).round(2)
  def report(miles) = "#{miles} mi = #{km(miles)} km"
end
module Helpers
  def self.included(base) = base.extend(ClassMethods)
  module ClassMethods
    private
    def register(name) = (registered << name)
    public
    def registered = @registered ||= []
  end
  private
  def log(text) = "[#{self.class}] #{text}"
end
class Job
  include Units, Helpers
  register :job
  def run = log(report(3))
end
p Units.km(2), Units.report(1), Job.new.run, Job.registered
[-> { Job.new.km(1) }, -> { Job.new.log("x") }, -> { Job.register(:y) }].map { |f| f.call rescue $!.message[/\A\w+ method `\w+' called/] }

### private setters and operators on self
class Counter
  def initialize = self.count = 0
  def up(n = 1) = (self.count += n; self)
  def show = "#{count} #{self.count}"
  def ==(other) = other.is_a?(Counter) && other.count == count
  protected attr_reader :count
  private attr_writer :count
end
c = Counter.new.up.up(4)
[c.show, c == Counter.new.up(5), [-> { c.count = 3 }, -> { c.count }].map { |f| f.call rescue $!.message[/\A\w+/] }, c.instance_eval { count }, c.instance_variable_get(:@count)]

### functions of the kernel refuse receivers
[-> { 5.format("%d", 1) }, -> { nil.rand }, -> { "x".proc { 1 } }].map { |f| f.call.class rescue $!.message }
