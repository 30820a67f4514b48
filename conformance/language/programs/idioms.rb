### heredocs of every kind
name = "World"
a = <<~ONE + <<~'TWO' + <<-THREE.strip
  Hello #{name}
    indented #{1 + 1}
ONE
  raw #{name} \n
TWO
  tabbed
  THREE
puts a
def show(*parts, **opts) = parts.map(&:chomp).join("|") + opts.inspect
puts show(<<~A, <<~B, sep: <<~C.lines.map(&:strip))
  first
A
  second
    deeper
B
  x
  y
C
sql = <<~SQL.gsub(/\s+/, " ").strip
  SELECT *
    FROM t
   WHERE a = '#{"it's".gsub("'", "''")}'
SQL
p sql, <<~EMPTY, <<~"DASH-ED"
EMPTY

  blank line above

DASH-ED
list = [<<~X.upcase, "mid", <<~Y]
  in array
X
  last
Y
p list, __LINE__
x = <<~NESTED
  outer #{<<~INNER.strip} tail
    inner
  INNER
  end
NESTED
x

### numbered parameters, safe navigation and endless methods
p [1, 2, 3].map { _1 * 2 }, { a: 1 }.map { "#{_1}=#{_2}" }, [[1, 2], [3, 4]].map { _1 + _2 }, [[1, 2]].map { _1 }
user = Struct.new(:name, :address).new("Ann", nil)
p user&.name&.upcase, user.address&.city, user.address&.city.nil?, nil&.foo(raise("never")), user&.address&.[](0)
nothing = nil
nothing&.x = 5
nothing&.x ||= 5
h = nil
p h&.dig(:a), h.to_a, (h || {}).fetch(:a, :none)
def square(x) = x * x
def greet(name = "you", *rest, punctuation: "!", **) = "Hi #{[name, *rest].join(" & ")}#{punctuation}"
def ok? = true
def self.class_level(x) = x.then { _1 + 1 }
p square(4), greet, greet("a", "b", punctuation: "?", other: 1), ok?, class_level(1)
p [3, 1, 2].sort_by { -_1 }, %w[a b].each_with_index.map { _1 * (_2 + 1) }, proc { [_1, _2] }.arity, lambda { _1 }.arity, proc { _1 }.call([1, 2]), proc { [_1, _2] }.call([1, 2])
a, (b, *c), d = 1, [2, 3, 4], 5
first, *, last = *1..5
*init, tail = [1, 2, 3]
p a, b, c, d, first, last, init, tail
x = y = 5
x, y = y + 1, x
i = 0
i += 1 while i < 10
i -= 1 until i < 5
h2 = { x:, y: }
p h2, i, (x if false), [*"a".."c", *nil, *[1]], { **h2, z: 0, **{} }
begin; i += 1; end while i < 8
i

### flow with catch, throw, redo-less loops and ensure order
log = []
result = catch(:found) do
  (1..3).each do |i|
    (1..3).each do |j|
      log << [i, j]
      throw :found, [i, j] if i * j == 4
    ensure
      log << :inner if j == 2
    end
  end
  :never
end
p result, log.size, log.last(2)
p catch { |tag| 10.times { |i| throw tag, i if i == 7 }; :no }
p catch(:a) { catch(:b) { throw :a, 1 }; 2 }, catch(:x) { throw :x }, catch(:y) { 5 }
begin
  throw :nobody
rescue UncaughtThrowError => e
  p e.message, e.tag, e.value
end
def order(log)
  log << 1
  return :returned.tap { log << 2 }
ensure
  log << 3
end
def nested
  yield
rescue ZeroDivisionError => e
  [:rescued, e.message]
else
  :fine
ensure
  $order << :ensured
end
$order = []
p order(l = []), l, nested { 1 / 0 }, nested { 1 }, $order
def early = [1, 2, 3].each { |x| return x if x > 1 }
p early, [1, 2, 3, 4].each_slice(2).map { |a, b| next 0 if a == 1; a + b }, (1..Float::INFINITY).each { |i| break i * 2 if i > 5 }
p (loop do break end), (while true do break :w end), [5, 6].each_with_index { |x, i| break [x, i] if i == 1 }
r = begin
  Integer("zz")
rescue ArgumentError
  "rescued"
else
  "else"
ensure
  "ignored"
end
p r
def retrying(limit)
  tries = 0
  begin
    tries += 1
    raise IOError, "flaky" if tries < limit
    "ok after #{tries}"
  rescue IOError
    retry if tries < 3
    "gave up"
  end
end
p retrying(2), retrying(9)
x = [1, 2, 3].each do |v|
  next if v == 1
  redo_count = v
end
x.sum

### operators and conversions of one's own
class Vec
  attr_reader :x, :y
  def initialize(x, y) = (@x, @y = x, y)
  def +(o) = Vec.new(x + o.x, y + o.y)
  def -(o) = Vec.new(x - o.x, y - o.y)
  def *(o) = o.is_a?(Vec) ? x * o.x + y * o.y : Vec.new(x * o, y * o)
  def -@ = Vec.new(-x, -y)
  def +@ = self
  def ~ = Vec.new(y, x)
  def ! = x.zero? && y.zero?
  def [](i) = [x, y][i]
  def []=(i, v)
    i.zero? ? @x = v : @y = v
  end
  def ==(o) = o.is_a?(Vec) && to_a == o.to_a
  def <=>(o) = abs <=> o.abs
  include Comparable
  def =~(o) = (self - o).abs < 0.5
  def abs = Math.sqrt(x**2 + y**2)
  def call(k) = self * k
  def to_proc = ->(k) { self * k }
  def to_a = [x, y]
  def to_ary = to_a
  def to_str = "(#{x}, #{y})"
  def to_s = to_str
  def coerce(n) = [self, n]
  def %(n) = Vec.new(x % n, y % n)
  def <<(n) = tap { @x += n }
  def ===(o) = o == :vec
  def to_hash = { x: x, y: y }
  def hash = to_a.hash
  alias eql? ==
end
v = Vec.new(3, 4)
a, b = *v
p a, b, -v == Vec.new(-3, -4), +v == v, (~v).to_a, !v, v[1], v * v, (v * 2).to_a, (2 * v).to_a, v.(3).to_a, v =~ Vec.new(3, 4.2)
v[0] = 6
v[1] += 2
v << 1 << 1
p v.to_a, "at #{v}", [[1, 2]].each { |(q, w)| p q + w }.size, [v.to_a].each { |m, n| p [m, n] }.size, [1, 2].map(&v).map(&:to_a)
def kw(x:, y: 0) = [x, y]
p kw(**v.to_hash), [v, Vec.new(0, 1)].min.to_a, (case :vec when v then "matched" end), { v => 1 }[Vec.new(8, 6)], v != Vec.new(0, 0), [*v], v.clamp(v, v).equal?(v)
p (v % 5).to_a
[[1, v], [2, v]].to_h { |i, w| [i, w.to_a] }

### procs: arity, currying, composition and closures
add = ->(a, b, c = 0) { a + b + c }
p add.arity, add.parameters, add.curry[1][2], add.curry(3)[1, 2][3], add.lambda?
p proc { |a, *d, e:, f: 1, **g, &h| }.parameters, proc { |a, b| }.arity, proc { |*a| }.arity, proc { || }.arity, lambda { |a, k:| }.arity, lambda { |a, k: 1| }.arity
double, inc = ->(x) { x * 2 }, ->(x) { x + 1 }
p (double >> inc).(5), (double << inc).(5), (double >> inc >> :to_s.to_proc).(1), [1, 2].map(&double >> inc), (method(:Integer) >> double).("21")
p %w[1 2].sum(&:to_i), %w[a b].each_with_index.to_h, [[1, 2], [3, 4]].map { |a, b| a * b }, [[1, 2]].each { |a| p a }
counter = 0
increment = -> { counter += 1 }
3.times(&increment) rescue 3.times { increment.call }
p counter
adders = (1..3).map { |i| ->(x) { x + i } }
p adders.map { _1.(10) }
def yielder = yield(1, 2, 3)
p yielder { |a| a }, yielder { |a, *b| b }, yielder { |*a, b| [a, b] }, yielder { |a, b, c, d| d }
def block_to_proc(&b) = b
b = block_to_proc { |x| x ? :yes : :no }
p b.(1), b.(nil), b.yield(false), b[true], b === 5, b.call, block_to_proc.nil?
begin
  ->(x) { x }.call
rescue ArgumentError => e
  puts e.message
end
begin
  ->(x, y:) { x }.call(1)
rescue ArgumentError => e
  puts e.message
end
compose = ->(*fns) { fns.reduce { |f, g| f >> g } }
p compose.(:upcase.to_proc, :reverse.to_proc, ->(s) { s * 2 }).("ab")
m = 5.method(:+)
p m.call(3), m.unbind.bind(7).call(1), m.owner, m.receiver, m.name, [1, 2].map(&m), m.to_proc.(1)
ycomb = ->(f) { ->(x) { x.(x) }.(->(x) { f.(->(v) { x.(x).(v) }) }) }
p ycomb.(->(me) { ->(n) { n.zero? ? 1 : n * me.(n - 1) } }).(10)
gen = proc { |x, y = (x * 2), *z| [x, y, z] }
p gen.(1), gen.([1, 2, 3, 4]), gen.call(1, 2, 3), gen.curry.arity
x = 10
[1].each { |i; x| x = i }
x

### keyword arguments in every position
def all(a, b = 2, *c, d, e:, f: e * 2, **g, &h) = [a, b, c, d, e, f, g, h&.call]
p all(1, 9, e: 3), all(1, 2, 3, 4, e: 5, f: 6, z: 7) { :blk }, all(*[1, 2], **{ e: 1 })
def opts(options = {}) = options
def rest(*a) = a
def kwrest(**k) = k
def both(*a, **k) = [a, k]
p opts(a: 1), opts({ a: 1 }), rest(a: 1), rest({ a: 1 }), kwrest(a: 1, "b": 2), both(1, a: 2), both({ a: 2 }), both(*[1, { a: 2 }]), both(**{}), both("s" => 1)
def forward(...) = both(...)
def anon_block(&) = [1, 2].map(&)
p forward(1, b: 2), anon_block { _1 + 1 }
def req(a:, b:) = [a, b]
[-> { req }, -> { req(a: 1) }, -> { req(a: 1, b: 2, c: 3, d: 4) }, -> { req(1) }, -> { req({ a: 1 }) }, -> { rest(1).first(1, 2) }, -> { opts(1, 2) }, -> { all }, -> { all(1, 2) }, -> { [].push.fetch }].each do |f|
  f.call
rescue ArgumentError => e
  puts e.message
end
h = { a: 1, b: 2 }
p req(**h), req(**h, b: 3), ->(a:, **r) { r }.(**h), proc { |a, k: 1| [a, k] }.call([5], k: 2), ->(h) { h }.call(a: 1)
if_, class_ = 1, 2
def reserved(if:, class: 0) = binding_free(if: binding_value = 1) rescue 3
def keyword_names(class:, end: 1) = [1]
p keyword_names(class: 1), method(:all).parameters, method(:kwrest).arity, method(:req).arity, method(:all).arity
Point = Struct.new(:x, :y, keyword_init: true)
p Point.new(x: 1), (Point.new(1) rescue $!.message), (Point.new(z: 1) rescue $!.message)
def default_block(a, b = a.then { |z| z + 1 }, c: [a, b].sum) = [a, b, c]
p default_block(1), default_block(1, 5), default_block(1, c: 0)
def deep((a, (b, *c)), d) = [a, b, c, d]
deep([1, [2, 3, 4]], 5)

### modules, hooks and the order of ancestors
$hooks = []
module Tracked
  def self.included(base) = $hooks << "included #{base}"
  def self.extended(base) = $hooks << "extended #{base.class}"
  def self.prepended(base) = $hooks << "prepended #{base}"
  def hello = "tracked(#{super})"
end
class Base
  def self.inherited(sub) = (super; $hooks << "inherited #{sub.name.inspect}")
  def self.method_added(name) = $hooks << "added #{name}"
  def hello = "base"
end
class Child < Base
  include Tracked
  def hello = "child(#{super})"
end
class Grandchild < Child
  prepend Tracked
  def hello = "grand(#{super})"
  def self.const_missing(name) = "missing #{name}"
  def self.method_missing(name, *args) = name.end_with?("!") ? [name, args] : super
  def self.respond_to_missing?(name, priv = false) = name.end_with?("!") || super
end
o = Object.new.extend(Tracked)
p $hooks, Grandchild.new.hello, Grandchild.ancestors.take(5), Grandchild::Nope, Grandchild.go!(1), Grandchild.respond_to?(:go!), Grandchild.respond_to?(:go)
begin
  Grandchild.nothing
rescue NoMethodError => e
  puts e.message, e.name.inspect, e.args.inspect
end
p Child.instance_method(:hello).owner, Grandchild.new.method(:hello).owner, Grandchild.new.method(:hello).super_method.owner, Grandchild.superclass.superclass, Child.include?(Tracked), Tracked.instance_methods, Child < Base, Base <= Child, Base <=> Child, Integer <=> String
module Util
  module_function
  def twice(x) = x * 2
  PI2 = 6.28
end
module Deep
  X = 1
  module Inner
    Y = X + 1
    def self.sum = X + Y
  end
end
p Util.twice(4), Util::PI2, Deep::Inner.sum, Deep::Inner::Y, Deep.constants.sort, Deep.const_get("Inner::Y"), Object.const_defined?(:Nope), Deep::Inner.name, Module.new.name
class Base
  remove_method :hello
end
class Child
  undef_method :hello
end
p (Child.new.hello rescue $!.message[/undefined method `\w+'/]), (Object.new.extend(Tracked).hello rescue $!.message[/super: no superclass method `\w+'/])
singleton = Object.new
class << singleton
  attr_accessor :level
  def to_s = "single"
  private def hidden = 1
end
singleton.level = 3
p singleton.singleton_methods.sort, "#{singleton}", singleton.level, (singleton.hidden rescue $!.class), singleton.singleton_class.instance_methods(false).sort
Base.instance_methods(false)

### define_method, instance_variable tricks and class_eval
class Model
  class << self
    def fields = @fields ||= superclass.respond_to?(:fields) ? superclass.fields.dup : {}
    def field(name, type = :string, default: nil, &check)
      fields[name] = { type:, default: }
      define_method(name) { @attributes.fetch(name) { default.respond_to?(:call) ? default.call : default } }
      define_method("#{name}=") do |value|
        value = cast(value, type)
        raise ArgumentError, "#{name}: #{value.inspect} is invalid" if check && !check.call(value)
        changed << name unless value == @attributes[name]
        @attributes[name] = value
      end
      define_method("#{name}?") { !!public_send(name) }
    end
  end
  def initialize(**values)
    @attributes = {}
    unknown = values.keys - self.class.fields.keys
    raise ArgumentError, "unknown fields: #{unknown.join(", ")}" if unknown.any?
    values.each { |k, v| public_send("#{k}=", v) }
    changed.clear
  end
  def changed = @changed ||= []
  def to_h = self.class.fields.keys.to_h { |k| [k, public_send(k)] }
  private
  def cast(v, type)
    case type
    when :integer then Integer(v)
    when :float then Float(v)
    when :symbol then v.to_sym
    when Array then type.include?(v) ? v : raise(TypeError, "#{v.inspect} is not one of #{type}")
    else v.to_s
    end
  end
end
class Person < Model
  field :name
  field(:age, :integer, default: 18) { |n| n >= 0 }
  field :role, %i[admin guest], default: -> { :guest }
end
class Employee < Person
  field :salary, :float
end
ann = Employee.new(name: :Ann, age: "42", salary: "1e3")
p ann.to_h, ann.changed, ann.role?, Person.fields.keys, Employee.fields.size
ann.age = 43
p ann.changed, ann.instance_variables.sort
[-> { ann.age = -1 }, -> { ann.age = "x" }, -> { ann.role = :boss }, -> { Person.new(salary: 1) }, -> { ann.cast(1, :x) }, -> { Person.new.salary }].each do |f|
  f.call
rescue ArgumentError, TypeError, NoMethodError => e
  puts "#{e.class}: #{e.message.sub(/#<.*/, "…")}"
end
String.class_eval { def shout = upcase + "!" }
p "a".shout, ann.instance_variable_get(:@attributes).keys, ann.instance_eval { @attributes.size }, Person.instance_methods(false).sort.first(4), Person.method_defined?(:age=), ann.public_methods(false).size >= 0
klass = Class.new(Struct.new(:a)) { def double = a * 2 }
p klass.new(4).double, klass.name, Class.new { attr_writer :w }.new.tap { _1.w = 1 }.instance_variables
Person.send(:alias_method, :years, :age)
Person.new.years

### strings cut, padded, counted and translated
s = "Hello, Wörld! ñandú"
p s.length, s.bytesize, s.upcase, s.swapcase, s.center(25, "*"), s.index("ö"), s.byteslice(0, 8), s[7..11], s[-5..], s[/W\w+/], s.chars.each_slice(5).map(&:join), s.tr("a-y", "b-z"), s.delete("l"), s.squeeze, s.squeeze("l"), s.count("lo"), s.sub("o") { |m| m.upcase }
p s.each_char.with_index.select { |c, i| i % 5 == 0 }.map(&:first).join, s.unpack("U*").last(3), s.sum, s.hash == s.dup.hash
p "abc".succ, "az".succ, "zz".succ, "a9".succ, "Zz9".succ, "".succ, "-".succ, "1.9".succ, "abc".ord, "abc".next, "a".upto("e").to_a, "08".upto("11").to_a
p "CamelCaseWord".gsub(/(?<!^)([A-Z])/, '_\1').downcase, "snake_case_word".split("_").map.with_index { |w, i| i.zero? ? w : w.capitalize }.join, "title case here".gsub(/\b\w/, &:upcase)
p "%s" % "x", "a-b_c d".split(/[-_ ]/), "a,b,,c".split(","), "a,b,,c,,".split(",", -1), "abc".each_char.to_a, "a\nb\n".lines, "a\nb".each_line(chomp: true).to_a, "abc".partition("b"), "abcbd".rpartition("b"), "a b c".split(" ", 2)
p "hello world".capitalize, "HELLO".casecmp("hello"), "HELLO".casecmp?("hello"), "a" <=> "b", "a" * 3, "abc".include?("bc"), "abc".start_with?("ab", "x"), "abc".end_with?("bc"), "abc".delete_prefix("a").delete_suffix("c"), "  x ".strip, "xxhixx".gsub(/^x+|x+$/, "")
p "abc".insert(1, "Z"), "abc".prepend(">"), "hello"[1, 3], "hello"[1...-1], "hello".slice(0), "hello"[10], "hello"[5], "hello"[5, 1], "ab".ljust(5, "12") + "|", "ab".rjust(5) + "|", "abc".reverse, "abc".tr("abc", "x"), "hello".tr("el", "ip"), "hello".tr("^l", "*"), "hello".tr_s("l", "r")
p "12abc".to_i, "0x1A".hex, "777".oct, "1e3".to_f, "1_000".to_i, "abc".to_i, "12".to_r, "1.5".to_r, "1+2i".to_c, "z".to_i(36), "11".to_i(2), "3.7".to_i, ".5".to_f, "0b11".to_i(0)
p "abc".unpack1("H*"), ["616263"].pack("H*"), [1, 2].pack("C*"), "abc".bytes
t = +"frozen? no"
t << " more" << 33
t[0, 6] = "thawed"
t[-1] = "?"
t["no"] = "yes"
p t, t.frozen?, "lit".frozen?, :sym.to_s.frozen?, t.replace("z"), t.clear.empty?, "é".bytes.map { |b| "%02x" % b }.join, "é" == "\u00e9", "a".encoding.to_s, "%c" % 233, "日本".reverse, "日本"[0], "e\u0301".grapheme_clusters.size, "👨‍👩‍👧".each_grapheme_cluster.count
"The rain in Spain".scan(/(\w)ain/).flatten.zip("The rain in Spain".enum_for(:scan, /ain/).map { $~.begin(0) })

### pack and unpack for a binary record
record = [1, "kobako", 3.5, -2, 65_535].pack("CA10gl<n")
p record.bytesize, record.bytes.first(4), record.unpack("CA10gl<n"), record.unpack1("@1A10")
p ["abc"].pack("m"), ["abc" * 30].pack("m0"), "YWJj".unpack1("m"), [65, 0x3042].pack("U*"), "日".unpack("U*"), [0x20AC].pack("U"), ["616b"].pack("H*"), "ak".unpack1("H*"), ["1011"].pack("B*"), "\xB0".unpack1("B8"), "ab".unpack("b*")
p [1].pack("N"), [1].pack("V"), [1, 2].pack("s>s<"), [2**40].pack("Q>"), [-1].pack("q").unpack("Q"), [1.5].pack("E").unpack1("E"), ["a", "b"].pack("a3x2a"), "a\0\0b".unpack("a3a"), ["abc", "de"].pack("A5A5"), ["abc"].pack("Z*"), "abc\0def".unpack("Z*Z*"), [300].pack("w"), "\x82\x2c".unpack("w")
crc = ->(data) { data.each_byte.inject(0xffffffff) { |acc, b| 8.times.inject(acc ^ b) { |c, _| c[0] == 1 ? (c >> 1) ^ 0xedb88320 : c >> 1 } } ^ 0xffffffff }
p crc.("The quick brown fox jumps over the lazy dog").to_s(16)
hexdump = ->(s) { s.bytes.each_slice(8).with_index.map { |row, i| "%04x  %-24s %s" % [i * 8, row.map { |b| "%02x " % b }.join, row.map { |b| b.between?(32, 126) ? b.chr : "." }.join] } }
puts hexdump.("Hello\x01\x7F, World!\n")
p "abc".unpack("c3"), "abcd".unpack("n*"), [97, 98].pack("c2"), ["a"].pack("x2 a"), [1, 2].pack("C*").unpack("C*").sum, "\xff\xff".unpack("s"), "\xff\xff".unpack("S"), ["%", "x"].pack("A2A2")
caesar = ->(s, k) { s.tr("a-zA-Z", [*"a".."z"].rotate(k).join + [*"A".."Z"].rotate(k).join) }
p caesar.("Hello, Zebra", 3), caesar.(caesar.("Hello", 5), -5)
xor = "secret".bytes.zip("key".bytes.cycle).map { |a, b| a ^ b }
p xor, xor.zip("key".bytes.cycle).map { |a, b| (a ^ b).chr }.join
rle = "aaabbc".gsub(/(.)\1*/) { |m| "#{m.size}#{m[0]}" }
rle.gsub(/(\d+)(.)/) { $2 * $1.to_i }
