### ordinals and plurals
def ordinal(n) = n.to_s + (n % 100).then { |r| r.between?(11, 13) ? "th" : %w[th st nd rd].fetch(n % 10, "th") }
def plural(n, word, many = "#{word}s") = "#{n} #{n == 1 ? word : many}"
p [1, 2, 3, 4, 11, 12, 13, 21, 102, 111].map { |n| ordinal(n) }
[plural(1, "apple"), plural(0, "apple"), plural(3, "child", "children")]

### fizz buzz, four ways
a = (1..15).map { |i| i % 15 == 0 ? "FizzBuzz" : i % 5 == 0 ? "Buzz" : i % 3 == 0 ? "Fizz" : i }
b = 1.upto(15).map { |i| case [i % 3, i % 5] when [0, 0] then "FizzBuzz" when [0, i % 5] then "Fizz" when [i % 3, 0] then "Buzz" else i end }
c = Array.new(15) { |i| s = { 3 => "Fizz", 5 => "Buzz" }.map { |n, w| w if ((i + 1) % n).zero? }.join; s.empty? ? i + 1 : s }
d = []
for i in 1..15 do d << ((i % 3 == 0 ? "Fizz" : "") + (i % 5 == 0 ? "Buzz" : "")).then { |s| s == "" ? i : s } end
[a == b, b == c, c == d, a.last(3)]

### a thermostat in one class
class Temperature
  include Comparable
  SCALES = { c: [1, 0], f: [Rational(5, 9), -32], k: [1, Rational(-27_315, 100)] }.freeze
  attr_reader :celsius
  def initialize(value, scale = :c)
    factor, offset = SCALES.fetch(scale)
    @celsius = (value + offset) * factor
  end
  def to(scale) = SCALES.fetch(scale).then { |factor, offset| celsius / factor - offset }
  def <=>(other) = celsius <=> other.celsius
  def succ = Temperature.new(celsius + 1)
  def to_s = format("%.1f°C", celsius)
end
boiling = Temperature.new(212, :f)
p boiling.to(:c).to_f, boiling.to(:k).to_f, boiling == Temperature.new(100), boiling > Temperature.new(99), Temperature.new(0, :k).to(:f).to_f.round(2)
(Temperature.new(1)..Temperature.new(3)).map(&:to_s)

### leap years and calendars
leap = ->(y) { (y % 4).zero? && (y % 100 != 0 || (y % 400).zero?) }
days = ->(y, m) { m == 2 ? (leap.(y) ? 29 : 28) : [4, 6, 9, 11].include?(m) ? 30 : 31 }
weekday = ->(y, m, d) { (Time.utc(y, m, d).to_i / 86_400 + 4) % 7 }
puts "March 2024".center(20).rstrip, "Su Mo Tu We Th Fr Sa"
cells = [nil] * weekday.(2024, 3, 1) + (1..days.(2024, 3)).to_a
cells.each_slice(7) { |week| puts week.map { |d| d.to_s.rjust(2) }.join(" ").rstrip }
[[1900, 2000, 2023, 2024].map(&leap), (1..12).sum { |m| days.(2024, m) }, Time.utc(2024, 3, 1).strftime("%a %j"), weekday.(2024, 2, 29) == Time.utc(2024, 2, 29).wday]

### json there and back
require "json"
text = '{"users":[{"name":"Ada","langs":["ruby","c"],"born":1815},{"name":"Bob","langs":[],"born":null}],"ok":true,"ratio":0.25}'
data = JSON.parse(text, symbolize_names: true)
names = data[:users].map { |u| u[:name] }
data[:users].each { |u| u[:age] = 2024 - u[:born] if u[:born] }
p names, data[:users].find { |u| u[:langs].include?("c") }[:age], JSON.parse(text) == JSON.parse(JSON.generate(JSON.parse(text)))
puts JSON.pretty_generate(data), JSON.generate(data[:users].last), data.to_json.size
begin
  JSON.parse('{"a": }')
rescue JSON::ParserError => e
  e.class
end

### objects as json
require "json"
class Point
  def initialize(x, y) = (@x, @y = x, y)
  def to_h = { x: @x, y: @y }
  def to_json(*args) = to_h.to_json(*args)
  def self.from_json(text) = JSON.parse(text).then { |h| new(*h.values_at("x", "y")) }
end
points = [Point.new(1, 2), Point.new(-3, 0.5)]
text = points.to_json
p text, Point.from_json('{"x": 7, "y": 8}').to_h, JSON.parse(text).sum { |h| h["x"] }, JSON.generate("k" => nil, 1 => :sym), JSON.parse("[1, 2.0, \"3\"]").map(&:class)
JSON.parse('{"a":{"b":[1,{"c":null}]}}').dig("a", "b", 1, "c")

### heredocs of every kind
name = "World"
a = <<~ONE
  Hello, #{name}!
    indented
  back
ONE
b = <<~'TWO'
  no #{interpolation} \n here
TWO
c = [<<~X, <<~Y].map(&:strip)
  first
X
  second
Y
d = <<-END.lines.map(&:strip).join("|")
    kept
    lines
    END
e = <<~SQL.gsub(/\s+/, " ").strip
  SELECT *
  FROM users
  WHERE id = #{[1, 2].sum}
SQL
puts a, b
[c, d, e, <<~EMPTY, "x" "y" 'z']
EMPTY

### strings put together
a = +"x"
a << "y" << 122
a.concat("1", "2").prepend(">> ").insert(3, "_")
a += "!"
b = "%s is %d years and %.1f%% done" % ["Ada", 36.9, 99.55]
c = %w[a b].join("-") + %q(it's) + %Q(#{1 + 1} "q") + 'a\nb' + "tab\t".dump + ?c + "\u00e9" + "a" "b"
p a, b, c, "=" * 10, "abc".each_char.to_a.join("."), "%-5s|%5s|%05d|%+d|%x|%e|%c|%%" % ["ab", "cd", 42, 5, 255, 12345.678, "z"], "%3d%%" % 7, "%08.3f" % 3.14159, "%s" % nil, "%p %p" % [nil, "s"], "%-8s%8s" % %i[l r], "%s, %s" % %w[a b], "#{1}#{:b}#{nil}#{[1, nil]}"
"snowman: \u2603"

### control flow that people mix
out = []
i = 0
until i >= 10
  i += 1
  next if i.odd?
  break if i > 8
  out << i
end
begin
  i -= 1
  out << -i
end while i > 6
loop do
  i += 1
  redo_ok = i < 8
  next if redo_ok
  break
end
x = if out.size > 3 then :many elsif out.empty? then :none else :some end
y = while true do break :broke end
z = case when out.sum > 100 then 1 when out.sum < 100 then 2 end
out << (i > 5 and not i > 50) << (x == :many || raise) << [y, z]
puts "big" unless i < 3
10.step(1, -4) { |n| out << n }
1.step(by: 2, to: 5) { |n| out << n }
out

### case with everything
def what(x)
  case x
  when nil, false then :falsy
  when 0 then :zero
  when Integer, Float then x.negative? ? :negative : :number
  when "a".."f" then :hex_letter
  when /\A\d+\z/, "many" then :digits
  when String, Symbol then :text
  when ->(v) { v.respond_to?(:each) && v.none? } then :empty
  when Array then [:list, *x.map { |y| what(y) }]
  when Hash then :hash
  when Class then :class
  else :other
  end
end
[nil, 0, -1.5, 7, "c", "42", "zoo", :sym, [], {}, [1, [nil]], { a: 1 }, String, Object.new, "many", 1..2].map { |x| what(x) }

### bits and flags
READ, WRITE, EXEC = 4, 2, 1
mode = READ | WRITE
p mode & WRITE != 0, mode & EXEC, mode ^ WRITE, ~mode & 7, mode.to_s(2).rjust(3, "0"), 1 << 40, -1 >> 3, 0b1011.digits(2), 10.bit_length, 6[1], [1, 2, 4].inject(:|), 255.to_s(2).count("1"), 0xFF.to_s(16), "1011".to_i(2), (2**64).bit_length, 5.pred.succ
perm = ->(n) { %w[r w x].each_with_index.map { |c, i| n[2 - i] == 1 ? c : "-" }.join }
gray = (0..7).map { |n| (n ^ (n >> 1)).to_s(2).rjust(3, "0") }
parity = ->(n) { n.digits(2).sum.odd? }
[[7, 5, 0].map(&perm), gray, (0..5).select(&parity), [0b101 << 2, 0x10 >> 1], 3.then { |a| b = 9; a ^= b; b ^= a; a ^= b; [a, b] }]

### spaceship and sorting rules
Card = Struct.new(:rank, :suit) do
  include Comparable
  RANKS = %w[2 3 4 5 6 7 8 9 10 J Q K A].freeze
  def <=>(o) = [RANKS.index(rank), suit] <=> [RANKS.index(o.rank), o.suit]
  def to_s = "#{rank}#{suit[0]}"
end
hand = %w[K-hearts 10-spades A-clubs 10-diamonds].map { |t| Card.new(*t.split("-")) }
p hand.sort.map(&:to_s), hand.max.to_s, hand.min_by(&:suit).to_s, hand.sort_by { |c| [c.suit, -Card::RANKS.index(c.rank)] }.map(&:to_s), hand.minmax.map(&:to_s), hand.sort { |a, b| b <=> a }.first.to_s, hand.group_by(&:rank).transform_values(&:size), hand.sort.reverse == hand.sort { |a, b| b <=> a } rescue p $!
versions = %w[1.10 1.9 1.2.3]
[versions.sort, versions.sort_by { |v| v.split(".").map(&:to_i) }, %w[b A a B].sort_by { |s| [s.downcase, s] }, [[2, "b"], [1, "z"], [2, "a"]].sort, [3, 1, 2].sort { |a, b| b <=> a }, %w[aa b ccc].sort_by(&:size).reverse, [nil, 3, 1].sort_by { |x| x || 0 }, [0.1, 1, -2r].sort]

### methods that return several things
def stats(list)
  return nil, [] if list.empty?
  mean = list.sum.fdiv(list.size)
  sorted = list.sort
  middle = sorted.size / 2
  median = sorted.size.odd? ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2.0
  variance = list.sum { |x| (x - mean)**2 } / list.size
  modes = list.tally.then { |t| t.select { |_, n| n == t.values.max }.keys }
  [mean, { median: median, deviation: Math.sqrt(variance).round(3), modes: modes, range: list.minmax }]
end
mean, rest = stats([4, 8, 15, 16, 23, 42, 8])
none, = stats([])
p mean.round(3), rest, none
(first, second), third = [[1, 2], 3]
[first, second, third, stats([1, 2]).last[:median]]

### comments, ends and odd spellings
# a comment
=begin
a block of them
=end
x = [
  1, 2,
  3, # trailing
]
y = { "a": 1, :b => 2, c: 3, "d e" => 4, 5 => nil }
z = x
  .map { |v| v * 2 }
  # between
  .select { |v| v > 2 }
def spaced( a , b = 2 , * c ) a + b + c.sum end
v = (1 if false)
w = [*x, *nil, *y.keys]
t = true && !false || nil
n = not(true)
u = x[0]+x[-1]*-1
puts [1, 2, 3]
  .sum
puts(-x.first.abs, x .first, (x)[1])
p((1..3).sum, __method__.inspect, __LINE__.class, defined?(zork), defined?(x), [__FILE__.class])
[y, z, spaced(1), spaced(1, 1, 1), v, w, t, n, u, (x.first; x.last), ->{ 5 }.(), %i[a b], 'it''s', :"a b", 1_0, 0d10, ?a]

### text and its bytes
s = "naïve café ☕"
p s.size, s.bytesize, s.bytes.last(3), s.chars.select { |c| c.ord > 127 }, s.codepoints.max, s.upcase, s.capitalize, s.reverse, s.index("☕"), s[-1], s.scan(/\p{Alpha}+/), s.tr("ïé", "ie"), s.each_char.map { |c| c.ascii_only? ? c : "?" }.join, s.encoding.name, s.valid_encoding?, s.unpack("U*").first(3), [9749].pack("U"), "\u{1F600}".bytesize, s.center(16, "·"), s.slice(0, 5), s.delete("é"), s =~ /caf/, s.sub("☕", "tea"), "ÄÖÜ".downcase, "straße".upcase, "ß".size, "é" == "e\u0301"
s.each_grapheme_cluster.to_a.size
