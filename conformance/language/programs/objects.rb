### money that compares
class Money
  include Comparable
  attr_reader :cents, :currency
  def initialize(cents, currency = "EUR") = (@cents, @currency = cents, currency; freeze)
  def self.parse(text) = text.match(/\A(-?\d+)(?:\.(\d\d))? (\w{3})\z/).then { |m| new(m[1].to_i * 100 + m[2].to_i, m[3]) }
  def <=>(other) = other.is_a?(Money) && currency == other.currency ? cents <=> other.cents : nil
  def +(other) = self.class.new(cents + other.cents, currency)
  def *(n) = self.class.new((cents * n).round, currency)
  def -@ = self.class.new(-cents, currency)
  def coerce(n) = [self, n]
  def to_s = format("%d.%02d %s", *cents.divmod(100), currency)
  def inspect = "#<Money #{self}>"
  def hash = [cents, currency].hash
  def eql?(other) = self == other
end
a, b = Money.new(1050), Money.parse("3.99 EUR")
p a + b, a * 1.5, a > b, [a, b].min, [b, a].sort, -a, { a => 1 }[Money.new(1050)], [a, Money.new(1050)].uniq.size, a.frozen?, a == Money.new(1050, "USD"), [a, b].sum(Money.new(0)), a.clamp(b, b)
begin
  a < Money.new(1, "USD")
rescue ArgumentError => e
  e.message
end

### a linked list that enumerates
class List
  include Enumerable
  Node = Struct.new(:value, :next)
  def initialize(*values) = values.each { |v| push(v) }
  def push(v)
    node = Node.new(v)
    @tail ? @tail.next = node : @head = node
    @tail = node
    self
  end
  alias << push
  def each
    return to_enum(:each) unless block_given?
    node = @head
    while node
      yield node.value
      node = node.next
    end
    self
  end
end
l = List.new(3, 1, 2) << 5
p l.to_a, l.sort, l.map { |x| x * 2 }, l.include?(2), l.first, l.first(2), l.min, l.max, l.sum, l.reduce(:+), l.each_with_index.to_a, l.each_slice(2).to_a, l.sort_by { |x| -x }, l.inject { |a, b| a * b }, l.select(&:odd?), l.entries, l.count, l.min_by { |x| (x - 2).abs }, l.each_cons(2).to_a, l.zip(l.drop(1)), l.partition { |x| x > 2 }, l.group_by(&:odd?), l.tally, l.to_set.size, l.lazy.map { |x| x + 1 }.first(2), l.each.next, l.reject(&:even?), l.find { |x| x > 2 }, l.each_entry.to_a, l.minmax, l.take_while { |x| x > 2 }, l.reverse_each.to_a, l.chunk_while { |a, b| a < b }.to_a
l.each_with_object([]) { |x, m| m << x }

### a binary tree
class Tree
  include Enumerable
  attr_reader :value, :left, :right
  def initialize(value) = @value = value
  def insert(v)
    if v < value then @left ? @left.insert(v) : @left = Tree.new(v)
    else @right ? @right.insert(v) : @right = Tree.new(v)
    end
    self
  end
  def each(&block)
    return enum_for(__method__) unless block
    left&.each(&block)
    block.call(value)
    right&.each(&block)
  end
  def depth = 1 + [left, right].compact.map(&:depth).max.to_i
  def to_s = "(#{[left, value, right].compact.join(" ")})"
end
t = [8, 3, 10, 1, 6, 14].each_with_object(Tree.new(5)) { |v, tree| tree.insert(v) }
puts t
p t.to_a, t.depth, t.include?(6), t.first(2), t.each_slice(3).to_a, t.each.with_index(1).to_a.last, t.max, t.sum, t.min_by { |v| (v - 7).abs }, t.each.size
t.lazy.select(&:even?).map { |v| v * v }.to_a

### method_missing and respond_to_missing
class Settings
  def initialize(values = {}) = @values = values
  def method_missing(name, *args, &block)
    key = name.to_s
    if key.end_with?("=") then @values[key.chomp("=").to_sym] = args.fetch(0)
    elsif key.end_with?("?") then !!@values[key.chomp("?").to_sym]
    elsif @values.key?(name) then @values[name]
    else super
    end
  end
  def respond_to_missing?(name, all = false) = name.to_s.match?(/[=?]\z/) || @values.key?(name) || super
end
s = Settings.new(host: "x")
s.port = 80
p s.host, s.port, s.port?, s.nope?, s.respond_to?(:port), s.respond_to?(:zip), s.method(:port).call, s.public_send(:host)
begin
  s.zip
rescue NoMethodError => e
  [e.name, e.message[/undefined method `zip'/], e.args]
end

### a builder of html
class Html
  def initialize = @out = []
  def method_missing(tag, content = nil, **attributes, &block)
    shown = attributes.map { |k, v| " #{k}=\"#{v}\"" }.join
    @out << "<#{tag}#{shown}>"
    block ? instance_eval(&block) : @out << content.to_s
    @out << "</#{tag}>"
    self
  end
  def respond_to_missing?(*) = true
  def text(s) = (@out << s; self)
  def to_s = @out.join
end
page = Html.new.html do
  body(class: "dark") do
    h1 "Title", id: "top"
    ul { 3.times { |i| li "item #{i}" } }
    text "done"
  end
end
page.to_s

### class level macros
module Validated
  def self.included(base) = base.extend(Macros)
  module Macros
    def rules = @rules ||= []
    def validates(*names, presence: false, length: nil, format: nil)
      names.each { |n| rules << [n, { presence: presence, length: length, format: format }.compact] }
    end
  end
  def errors
    self.class.rules.flat_map do |name, checks|
      value = public_send(name)
      checks.filter_map do |kind, want|
        case kind
        when :presence then "#{name} is missing" if want && value.to_s.empty?
        when :length then "#{name} has #{value.to_s.size} letters" unless want.cover?(value.to_s.size)
        when :format then "#{name} looks wrong" unless want.match?(value.to_s)
        end
      end
    end
  end
  def valid? = errors.empty?
end
class Account
  include Validated
  attr_accessor :name, :email
  validates :name, presence: true, length: 2..10
  validates :email, format: /\A\S+@\S+\z/
  def initialize(**fields) = fields.each { |k, v| public_send("#{k}=", v) }
end
p Account.new(name: "Ada", email: "a@b").valid?, Account.new(name: "", email: "x").errors, Account.new(name: "a" * 11, email: "a@b").errors
Account.rules

### templates, hooks and super chains
class Report
  def render = [header, *body, footer].compact.join("\n")
  def header = "= #{title} ="
  def footer = nil
  def title = self.class.name
  def body = raise(NotImplementedError, "#{self.class} must define body")
end
class Sales < Report
  def initialize(rows) = @rows = rows
  def body = @rows.map { |r| "* #{r}" }
end
class Fancy < Sales
  def header = super.tr("=", "~")
  def footer = "(#{@rows.size} rows)"
  def body = super.map(&:upcase)
end
puts Sales.new(%w[a b]).render, Fancy.new(["x"]).render
begin
  Report.new.render
rescue NotImplementedError => e
  [e.class, e.message, e.is_a?(StandardError)]
end

### observers
module Observable
  def observers = @observers ||= Hash.new { |h, k| h[k] = [] }
  def on(event, callable = nil, &block) = (observers[event] << (callable || block); self)
  def emit(event, *args, **options) = observers[event].map { |o| o.call(*args, **options) }
end
class Stock
  include Observable
  attr_reader :price
  def price=(new)
    old, @price = @price, new
    emit(:change, old, new, rise: new > (old || 0)) if old != new
  end
end
log = []
s = Stock.new
s.on(:change) { |from, to, rise:| log << "#{from.inspect}->#{to} #{rise ? "up" : "down"}" }
s.on(:change, ->(a, b, **o) { log << [a, b, o].inspect })
[10, 10, 12, 7].each { |x| s.price = x }
puts log
s.emit(:nothing)

### decorators and delegation
module Forward
  def forward(*names, to:) = names.each { |n| define_method(n) { |*a, **k, &b| instance_variable_get(to).public_send(n, *a, **k, &b) } }
end
class Stack
  extend Forward
  forward :push, :pop, :size, :empty?, :each, :map, to: :@items
  def initialize(*items) = @items = items
  def to_s = "[#{@items.join("|")}]"
end
module Logged
  def push(x) = (log << "push #{x}"; super)
  def log = @log ||= []
end
class Stack; prepend Logged; end
s = Stack.new(1, 2)
s.push(3)
p s.pop, s.size, s.empty?, s.map { |x| x * 10 }, s.log, s.to_s, Stack.ancestors.first(2), s.respond_to?(:each)
"#{s}"

### equality of value objects
Point = Struct.new(:x, :y) do
  def +(o) = Point.new(x + o.x, y + o.y)
  def to_s = "(#{x}, #{y})"
  def self.origin = new(0, 0)
end
Person = Struct.new(:name, :age, keyword_init: true) do
  def adult? = age >= 18
end
a = Point.new(1, 2)
ada = Person.new(name: "Ada", age: 36)
p a == Point.new(1, 2), a.eql?(Point.new(1, 2.0)), a == Point.new(1, 2.0), a.hash == Point.new(1, 2).hash, a + Point.origin, { a => 1 }[Point.new(1, 2)], a.to_a, Point.members, ada, ada.to_h, ada.adult?, Person.new(name: "Bob").age
x, y = *a
puts a, "#{x},#{y}"
begin
  Person.new(nme: 1)
rescue ArgumentError => e
  p e.message
end
begin
  Point.new(1, 2, 3)
rescue ArgumentError => e
  p e.message
end
a.each_pair.to_a + a.each.map { |v| v * 2 } + a.values_at(0, -1) + [a[:x], a["y"], a[0], a.dig(:x), a.size]

### copies shallow and deep
class Team
  attr_accessor :name, :members
  def initialize(name, members) = (@name, @members = name, members)
  def initialize_copy(other) = (@members = other.members.map(&:dup); super)
end
a = Team.new(+"Red", [+"ada", +"bob"])
b = a.dup
b.members.first << "!"
b.name << "dish"
f = a.clone.freeze
p a.members, b.members, a.name, f.frozen?, f.dup.frozen?, f.clone.frozen?, f.clone(freeze: false).frozen?
nested = [[1, [2]], { k: "v" }]
shallow = nested.dup
shallow[0][1] << 3
begin
  f.name = "x"
rescue FrozenError => e
  p e.message.sub(/0x\h+.*>/, "…>")
end
nested

### to_proc and callable objects
class Multiplier
  def initialize(n) = @n = n
  def call(x) = x * @n
  def to_proc = method(:call).to_proc
  def ===(x) = (x % @n).zero?
  def >>(other) = ->(x) { other.call(call(x)) }
end
triple, double = Multiplier.new(3), Multiplier.new(2)
kind = ->(n) { case n when triple then :triple when double then :double else :none end }
p [1, 2, 3].map(&triple), (triple >> double).(5), triple.(2), [1, 4, 9].map(&kind), %w[a b].each_with_index.map(&:*), [[1, 2], [3, 4]].map { |a, b| a + b }
compose = [:upcase, :reverse, ->(s) { s + "!" }].map(&:to_proc).inject(:>>)
[compose.("abc"), %w[x y].map(&compose), (method(:Integer) >> triple.to_proc).("7")]

### a module of functions and a singleton
module Geometry
  PI2 = 3.14
  module_function
  def area(r) = PI2 * r**2
  def describe(r) = "area #{area(r)}"
end
class Registry
  class << self
    def instance = @instance ||= new
    def method_added(name) = (@added ||= []) << name
    attr_reader :added
  end
  def add(k, v) = (items[k] = v; self)
  def items = @items ||= {}
end
p Geometry.area(2), Geometry.describe(1), Registry.instance.equal?(Registry.instance), Registry.instance.add(:a, 1).add(:b, 2).items
Registry.added

### comparing versions of one class
class Account
  attr_reader :balance
  protected :balance
  def initialize(b) = @balance = b
  def richer?(o) = balance > o.balance
  def to_s = "#{self.class.name}(#{@balance})"
  def <=>(o) = @balance <=> o.send(:balance)
  include Comparable
end
class Savings < Account
  def initialize(b, rate: 0.02) = (super(b); @rate = rate)
  def to_s = super.sub(")", " at #{(@rate * 100).round(1)}%)")
end
a, b = Account.new(10), Savings.new(20, rate: 0.035)
puts a, b, [b, a].min
[a.richer?(b), b.richer?(a), a < b, b.clamp(a, a).to_s, Savings.superclass, Savings.instance_methods(false)]

### constants, freezing and enumerations
module Color
  ALL = %i[red green blue].freeze
  ALL.each_with_index { |name, i| const_set(name.to_s.upcase, 1 << i) }
  def self.names(bits) = ALL.select.with_index { |_, i| bits[i] == 1 }
  def self.each = block_given? ? ALL.each { |c| yield c, const_get(c.upcase) } : enum_for(:each)
end
p Color::RED | Color::BLUE, Color.names(6), Color.constants.sort, Color.each.to_a, Color::ALL.frozen?, Color.const_get(:GREEN)
begin
  Color::ALL << :pink
rescue => e
  p e.class, e.message
end
begin
  Color::PINK
rescue NameError => e
  [e.message, e.name, e.receiver]
end
