### containers
p [], {}, [nil, true, false], { nil => nil }, [1, 2.0, 3r, 4i], [:a, :"b c"], ["q\"", 'b\\'], [[], [[]]], { a: { b: [1] } }, { 1 => "x", "k" => :v, [1] => {} }, (1..2), [1..2, (3..)], Set[1], Struct.new(:a).new(1), Object, Comparable, nil, :sym, "str", 1.0, 10**20, Float::NAN, -0.0, "é", "\e[0m"
[[1, [2]], { a: 1 }].to_s

### objects
class Empty; end
class Full
  def initialize = (@a, @b = 1, "two")
end
class Shown
  def inspect = "#<Shown!>"
end
class Named
  def to_s = "named"
end
puts Empty.new.inspect.start_with?("#<Empty"), Full.new.inspect.include?("@a=1"), [Shown.new].inspect, "#{Named.new}", Named.new.inspect.start_with?("#<Named")
p Shown.new, { k: Shown.new }, Empty, Class.new.inspect.start_with?("#<Class:0x"), Full.instance_method(:initialize).class, Empty.new.to_s.start_with?("#<Empty")
[Shown.new, [Shown.new]]

### recursion
a = [1]
a << a
h = { a: a }
h[:h] = h
s = Struct.new(:x).new
s.x = s
p a, h
[a.inspect, a.to_s]

### puts and p of many things
puts 1, nil, [1, [nil, []]], :a, 1.5, "x\n", "", [], true, { a: 1 }
p
p 1, 2
x = p(3)
y = p 4, 5
z = puts("q")
print 1, "a", nil, :b, [2], "\n"
print
[x, y, z]

### pp
wide = { name: "a" * 30, list: (1..30).to_a, nested: { deep: { er: ["x" * 20, "y" * 20, "z" * 20] } } }
pp wide
pp 1, [2]
r = pp({ a: 1 })
pp [%w[alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi]]
r

### exceptions and methods
e = ArgumentError.new("bad")
p e, [e], StandardError.new, RuntimeError.new("multi\nline"), Class.new(StandardError).new("x").message, KeyError.new("k"), [StopIteration.new]
"#{e}"

### strings of every sort
p "", " ", "\t\r\n\v\f\b\a\e\0", "\u0001\u007f\u0080\u00a0\u2028", "a\\b", "#", "#a", "\#{a}", "\#$a", "\#@a", '#{x}', "日本語", "🎉", "e\u0301", "\xff\xfe", "a\xffb", "\u{10ffff}"
"mixed \u00e9 and \x80".bytes.size
