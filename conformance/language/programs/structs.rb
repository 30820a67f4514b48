### definition and access
Point = Struct.new(:x, :y) do
  def +(other) = Point.new(x + other.x, y + other.y)
  def to_s = "(#{x}, #{y})"
end
a = Point.new(1, 2)
b = Point.new(3)
b.y = 4
b[:x] += 10
b["y"] = 5
puts a, b, a + b
p a, b, a.to_a, a.to_h, a.members, Point.members, a[0], a[-1], a[:x], a["y"], a.each.to_a, a.values, a.size, a.length, a == Point.new(1, 2), a.eql?(Point.new(1.0, 2)), a.hash == Point.new(1, 2).hash, a.dig(:x), a.each_pair.to_a, a.values_at(0, 1), a.select(&:even?), a.to_h { |k, v| [k.to_s, v * 2] }, a.sum, a.include?(2), a.map { |v| v + 1 }
Point.new(1).y

### keyword_init
Config = Struct.new(:host, :port, keyword_init: true) do
  def url = "http://#{host}:#{port}"
end
c = Config.new(host: "h", port: 80)
p c, c.url, c.to_h, Config.members, Config.new(host: "x").port, Config.inspect, c.dup.tap { |d| d.port = 1 }.port, c.port, Config.keyword_init?
tries = [-> { Config.new("h", 80) }, -> { Config.new(hots: 1) }, -> { Config.new(host: 1, a: 2, b: 3) }]
tries.map { |t| begin; t.call; rescue => e; "#{e.class}: #{e.message}"; end }

### errors
P2 = Struct.new(:x, :y)
s = P2.new(1, 2)
tries = [-> { P2.new(1, 2, 3) }, -> { s[:z] }, -> { s[2] }, -> { s[-3] }, -> { s["zz"] = 1 }, -> { s.z }, -> { s[1.5] }, -> { s[nil] }, -> { s.freeze.x = 1 }, -> { Struct.new("lower") }, -> { Struct.new(:a, :a) }, -> { Struct.new(1) }]
tries.map { |t| begin; t.call.inspect; rescue => e; "#{e.class}: #{e.message}"; end }

### destructuring and comparison
Pair = Struct.new(:left, :right) do
  include Comparable
  def <=>(other) = to_a <=> other.to_a
end
list = [Pair.new(2, 1), Pair.new(1, 9), Pair.new(1, 3)]
left, right = *list.first
p left, right, list.sort, list.min, list.max, list.minmax.map(&:to_a), list.sort_by(&:right).map(&:left), list.map { |l, r| l }.size, Pair.new(1, 2) > Pair.new(1, 1), Pair.new(1, 2).between?(Pair.new(0, 0), Pair.new(3, 3)), Pair.new(5, 5).clamp(list.min, list.max)
list.group_by(&:left).transform_values { |v| v.map(&:right) }

### inheritance
class Shape < Struct.new(:name, :sides)
  def initialize(name, sides = 4)
    super
  end
  def describe = "#{name} has #{sides}"
end
class Triangle < Shape
  def initialize = super("triangle", 3)
  def describe = super.upcase
end
p Shape.new("square"), Shape.new("square").describe, Triangle.new.describe, Triangle.new, Shape.ancestors.include?(Struct), Triangle.superclass, Shape.members, Shape.new("a") == Shape.new("a", 4)
Triangle.new.to_a

### as hash keys and sets
Card = Struct.new(:rank, :suit)
deck = %i[ace king].product(%i[spades hearts]).map { |r, s| Card.new(r, s) }
counts = (deck + deck.first(1)).tally
p counts.values, counts[Card.new(:ace, :spades)], deck.uniq.size, deck.include?(Card.new(:king, :hearts)), deck.index(Card.new(:king, :spades)), deck.group_by(&:suit).keys, { Card.new(1, 2) => :x }[Card.new(1, 2)], deck.map(&:rank).uniq, deck.to_h { |c| [c.rank, c.suit] }
deck.first.to_h.merge(rank: :queen)

### block initialisers and methods
Account = Struct.new(:owner, :balance) do
  class << self
    def open(owner) = new(owner, 0)
  end
  def deposit(amount)
    raise ArgumentError, "negative" if amount < 0
    self.balance += amount
    self
  end
end
a = Account.open("ann").deposit(10).deposit(5)
b = a.dup
b.balance = 0
p a, a.balance, b == a, Account.instance_methods(false).sort.first(3), a.respond_to?(:owner=), a.each { |v| v }.equal?(a), a.filter { |v| v.is_a?(Integer) }
begin
  a.deposit(-1)
rescue ArgumentError => e
  e.message
end
