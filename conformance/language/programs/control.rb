### case in many forms
def kind(x)
  case x
  when Integer, Float then "number"
  when "a".."f" then "letter"
  when String then "string"
  when nil, false then "falsy"
  when ->(v) { v.respond_to?(:each) } then "collection"
  when :sym, *%i[more syms] then "symbol"
  else "other"
  end
end
p [1, 2.5, "c", "zz", nil, [], {}, :more, :no, Object].map { |x| kind(x) }
n = 15
case
when n % 15 == 0 then "FizzBuzz"
when n % 5 == 0 then "Buzz"
end

### loops
out = []
i = 0
while i < 5
  i += 1
  next if i == 2
  break if i == 4
  out << i
end
until i == 0 do i -= 1 end
begin i += 1 end while i < 3
for a, b in [[1, 2], [3, 4]] do out << a * b end
for x in 1..3 do; end
out << x << i
r = loop do
  i += 1
  break i * 10 if i > 5
end
out << r << (while true do break "w" end) << (1..3).each { } << [3, 2].each_with_index.to_a
5.step(1, -2) { |s| out << s }
out << (while false; end)

### conditionals as expressions
x = 5
size = if x > 3 then :big elsif x > 1 then :mid else :small end
y = unless x.zero? then "nz" else "z" end
z = x > 3 && x < 10 ? (x.even? ? "even" : "odd") : "out"
a = nil
a ||= 1
a &&= a + 1
b = [nil, 0, "", [], false].map { |v| v ? true : false }
h = {}
h[:k] ||= []
h[:k] << 1
puts "ok" if x == 5 and not x == 6
puts "unless" unless x == 5 or x == 6
p size, y, z, a, b, h, (true and false), (nil or :d), (not nil), (x == 5 || raise), (x if x > 9)
x = 1 if false
x

### operators and precedence
p 2 + 3 * 4 ** 2 / 8 % 5, -2 ** 2, 10 - 2 - 3, 2 ** 3 ** 2, !true == false, 1 << 2 + 1, 5 & 3 | 4 ^ 1, 7 / 2 * 2.0, 1 <=> 2, 3 == 3.0, 3.eql?(3.0), (1..3) === 2, Integer === 3, 5.between?(1, 10) && !nil, defined?(zzz), defined?(p), defined?(String), defined?(@foo), defined?(yield), defined?(super), defined?(x = 1), [*1..3, *nil, *[4]], true ^ true, 1.+(2), !!nil
a = b = c = 3
a, b = b + 1, a + 2
a += b -= 1
[a, b, c, a <=> b, -a.abs, (-a).abs]

### safe navigation
user = { name: nil }
obj = Struct.new(:a).new(nil)
p user[:name]&.upcase, nil&.foo(bar), obj.a&.b&.c, obj&.a, [1]&.first, nil.to_a, user[:zip]&.length.nil?, user&.dig(:name), "abc"&.size
obj&.a = 4
obj&.a += 1
obj.a

### multiple assignment
a, b, *c = 1, 2, 3, 4
*d, e = [5, 6, 7]
f, (g, (h, *i)), j = 1, [2, [3, 4, 5]], 6
k, l = { x: 1 }
m, = [9, 8]
o = *1..3
q, r = r, 1
s, t = *"ab".chars
first, second = [[1, 2], [3, 4]].transpose
arr = [1, 2, 3]
arr[0], arr[2] = arr[2], arr[0]
obj = Struct.new(:u, :v).new
obj.u, obj.v = 10, 20
def multi
  return 1, 2
end
w, x = multi
p a, b, c, d, e, f, g, h, i, j, k, l, m, o, q, r, s, t, first, second, arr, obj.to_a, w, x
(y, z), n = [1, 2], 3

### string building in loops
rows = 4.times.map { |i| "#{" " * (3 - i)}#{"*" * (2 * i + 1)}" }
puts rows
table = (1..3).map { |i| (1..3).map { |j| (i * j).to_s.rjust(3) }.join }
puts table
puts "%-6s|%6s|" % %w[ab cd], "=" * 14
rows.map(&:size)

### heredocs
name, items = "Ann", %w[x y]
text = <<~EOS
  Dear #{name},

    You bought:
  #{items.map { |i| "  - #{i}" }.join("\n")}
  Total: #{"%.2f" % 3.5}\tEnd
EOS
raw = <<~'EOS'
  no #{interp} \n
EOS
old = <<-EOS.lines.map(&:strip).join("|")
    a
  b
    EOS
def two(a, b) = [a, b]
both = two(<<~A, <<~B)
  first
A
  second
B
puts text
p raw, old, both, <<~E.upcase.chomp
  last
E
text.lines.size

### numbered and implicit
p [1, 2].map { _1 + 1 }, [[1, 2]].each { p _1, _2 }, %w[a b].each_with_index.map { "#{_2}#{_1}" }, [3].each_with_object([]) { _2 << _1 }
add = -> { _1 + _2 }
add.(1, 2)

### literals
p 1_000, 0x1f, 0b101, 0o17, 017, 1e3, 1.5e-3, 3r, 2i, 1.5r, ?a, ?\n, %q(a'b), %Q("#{1}"), %w[a\ b c], %i[a b], :"a-b", %(x (y) z), "\u00e9\u{1F600}", "\x41\102", 'a\'b\n', "a\
b", "con" "cat" 'ed', "tab\tq\"", __method__.inspect, [1, 2,], { a: 1, "b": 2, "c d" => 3, 4 => 5 }, ->(x) do x end.call(1), (1..), -5.abs, +3, 10.fdiv(4)
__LINE__

### begin/end blocks and statement modifiers
x = begin
  10
end
y = (puts "side"; 5)
i = 0
i += 1 until i >= 3
j = [1, 2, 3].each { |v| break v if v > 1 } if true
k = 3 unless false
p x, y, i, j, k
def implicit
  if false
    1
  end
end
implicit

### global and special variables
$count = 0
def bump = $count += 1
3.times { bump }
p $count, $undefined_thing, defined?($count), defined?($nope), $stdout.class, __FILE__, [__method__].inspect
def me = __method__
me

### object equality of literals and dup
a = "x"
b = a
b << "y"
c = a.dup << "z"
s = [a] * 2
s[0] << "!"
d = [[0] * 2] * 2
d[0][0] = 9
e = Array.new(2) { [0] }
e[0][0] = 9
p a, b, c, s, d, e, a.equal?(b), :a.equal?(:a), nil.object_id == nil.object_id, 1.equal?(1), "a".equal?("a")
def change(s) = s << "?"
change(a)
a

### scope of variables
x = 10
[1].each { x += 1; y = 5 }
1.times { |;x| x = 99 }
if false
  ghost = 1
end
def no_access
  defined?(x) ? x : :none
end
blk = ->(x) { x = 7 }
blk.(1)
p x, ghost, no_access, defined?(y), [x].map { |x| x * 2 }
x

### recursion
def hanoi(n, from, to, via, moves = []) = n.zero? ? moves : (hanoi(n - 1, from, via, to, moves); moves << [from, to]; hanoi(n - 1, via, to, from, moves))
def permutations(s) = s.size < 2 ? [s] : s.chars.flat_map { |c| permutations(s.delete(c)).map { |p| c + p } }
def ackermann(m, n) = m.zero? ? n + 1 : n.zero? ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1))
def flatten_deep(a) = a.each_with_object([]) { |x, out| x.is_a?(Array) ? out.concat(flatten_deep(x)) : out << x }
p hanoi(3, :a, :c, :b).size, permutations("abc"), ackermann(2, 3), flatten_deep([1, [2, [3, [4]]]])
def even2?(n) = n.zero? || odd2?(n - 1)
def odd2?(n) = n.nonzero? && even2?(n - 1) ? true : false
even2?(10)

### the body before the condition
i = 10
begin i += 1 end while i < 5
p i
begin
  i -= 1
  next if i.even?
  break if i < 4
end until i < 0
p i
n, steps = 27, 0
begin
  n = n.even? ? n / 2 : 3 * n + 1
  steps += 1
end while n != 1
p steps
a = [3, 1, 2]
begin
  swapped = false
  (a.size - 1).times { |k| a[k], a[k + 1], swapped = a[k + 1], a[k], true if a[k] > a[k + 1] }
end while swapped
p a
p (begin; 1; end while false), (r = begin; i += 1; break i * 10 if i > 5; end while true), (x = begin 1; 2 end), (x = begin raise "a" rescue 3 end), [begin 1 end, begin; 2; end + 1]
j = 0
begin j += 1; rescue; nil; ensure; j += 1; end until j > 0
j

### assignments that may have no receiver
class Counter
  attr_accessor :value, :note
  def initialize = @value = 1
end
calls = 0
find = ->(c) { calls += 1; c }
c, none = Counter.new, nil
find.(c)&.value += 1
find.(none)&.value += 1
p calls, c.value, (none&.value += 1), (none&.value ||= 1), (none&.value &&= 1), (none&.value = 5), (c&.value += 5), (c&.note ||= "n"), (c&.note ||= "m"), (c&.value &&= 9), c.note
p [1, 2].map { |i| c&.value += i }, [1, 2].map { |i| none&.value -= i }, (x = (none&.value = calls += 1)), calls
c&.value <<= 2
c&.value **= 2
c.value
