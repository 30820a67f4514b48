### conversions
tries = [-> { Integer("42") }, -> { Integer("0b11", 2) }, -> { Integer("z", 36) }, -> { Integer(4.9) }, -> { Integer("4.9") }, -> { Integer(nil) }, -> { Integer([]) }, -> { Float("1e3") }, -> { Float("1_0") }, -> { Float("") }, -> { Float(:a) }, -> { String(nil) }, -> { String(:a) }, -> { Array(nil) }, -> { Array(a: 1) }, -> { Array("a") }, -> { Array(1..3) }, -> { Rational("1/3") }, -> { Rational(0.5) }, -> { Complex("1+2i") }, -> { Complex(1, 2) }, -> { Hash(nil) }, -> { Hash([]) }, -> { Hash(5) }, -> { Integer("9", 8) }, -> { Integer("  7\n") }, -> { Integer("-0x1A", 16) }, -> { Integer("1" * 30) }, -> { Integer("8", exception: false) }, -> { Integer("x", exception: false) }, -> { Float("x", exception: false) }, -> { Rational("x", exception: false) }, -> { Integer(nil, exception: false) }, -> { Integer({}) }, -> { Integer(Float::NAN) }]
tries.map { |t| begin; t.call.inspect; rescue => e; "#{e.class}: #{e.message}"; end }

### object methods
o = Object.new
p o.nil?, nil.nil?, o == o.dup, o.eql?(o), o.equal?(o), o.instance_of?(Object), o.is_a?(BasicObject), o.hash == o.hash, o.object_id == o.object_id, o.itself.equal?(o), o.methods.include?(:then), o.class, o.singleton_methods, o.frozen?, o.instance_variables, o.method(:to_s).call == o.to_s, o.to_enum.class, o !~ 1, (o <=> o), (o <=> 1), o === o
o.then { |x| x.equal?(o) }

### send, public_send, method and respond_to
class Svc
  def hi(n, greet: "hi") = "#{greet} #{n}"
  def method_missing(n, *a) = n == :magic ? a : super
  def respond_to_missing?(n, p = false) = n == :magic || super
end
s = Svc.new
p s.send(:hi, 1), s.public_send("hi", 2, greet: "yo"), s.__send__(:magic, 1, 2), s.respond_to?(:magic), s.respond_to?(:nope), s.method(:magic).call(3), s.method(:hi).unbind.bind(s).call(4), %i[hi magic].map { |m| s.respond_to?(m) }, [1, 2].send(:[], 0), 3.send(:+, 4)
begin
  s.nope
rescue NoMethodError => e
  e.message.split(" for ").first
end

### loops and enumerators from Kernel
i = 0
r = loop do
  i += 1
  next if i < 3
  break i * 2
end
e = [1, 2].each
s = loop { e.next }
p r, s, loop.class, (loop do raise StopIteration end), 3.times.map { |x| x }, Array.new(2) { rand(1) }, catch(:t) { loop { throw :t, :out } }, [1].cycle.lazy.map { |x| x + 1 }.first(2)
i

### freeze, tap, then, instance_variable helpers
h = {}.tap { |x| x[:a] = 1 }.freeze
p h, h.frozen?, 5.then { _1 + 1 }, "a".dup.tap { |s| s << "b" }, Object.new.instance_variable_set(:@a, 3), [1, 2].tap(&:pop).size, 10.then.class, nil.then { |x| x.inspect }, 5.tap { 6 }
"done".then(&:upcase)

### proc, lambda and block_given
def given = block_given? ? yield : :none
def given_block(&b) = b ? b.call : :none
p given, given { 1 }, given_block, given_block { 2 }
p proc { |x| x }.call, lambda { |x = 2| x }.call, method(:given).call { 3 }, method(:given).to_proc.call
__method__.inspect

### caller independent odds and ends
p [__FILE__, __LINE__], __method__, self.to_s, self.inspect, self.class, Array.instance_method(:map).class, Integer === 5, nil.to_a
p 5.instance_of?(Integer), Comparable.instance_of?(Module), Class.class, BasicObject.superclass, Object.superclass, Class.superclass, Module.superclass
NilClass.instance_methods(false).include?(:to_a)

### comparisons with other types
p 1 == "1", "1" == 1, nil == false, [] == {}, :a == "a", 1 == 1.0, 1.eql?(1.0), 1.hash == 1.0.hash, "a".eql?(:a), nil.to_a == [], Object.new == Object.new, (1 <=> nil), ("a" <=> nil), ([1] <=> [nil]), (nil <=> nil), (nil <=> 1), (:a <=> "a"), (1..2) == [1, 2], Integer == Integer, Integer <=> Numeric, (Object.new <=> 3)
[1, "a", :b, nil].uniq.size

### gsub-free templating
template = "Hello {name}, you are {age} years. {missing}"
values = { "name" => "Ann", "age" => 30 }
out = +""
rest = template
until rest.empty?
  before, open, after = rest.partition("{")
  out << before
  break if open.empty?
  key, _, rest = after.partition("}")
  out << values.fetch(key) { "{#{key}}" }.to_s
end
puts out
out.size
