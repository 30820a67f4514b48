### printing
p 1.0, 0.1, 1e20, 1e16, 1e15, 123456789012345.0, 1e-4, 1e-5, 1.0e100, -0.0, 2.5e-10, 100.0, 1e2, 12345678901234567.0
puts 3.0, 1e23, 0.1 + 0.2, 1/3.0, 2.0**70
[Float::INFINITY, -Float::INFINITY, Float::NAN].map(&:to_s)

### rounding
p 2.5.round, 3.5.round, -2.5.round, 2.5.round(half: :even), 2.5.round(half: :down), 2.5.round(half: :up), 0.5.round, 1.5.round(half: nil)
p 3.14159.round(2), 3.14159.round(0), 1234.567.round(-2), 2.675.round(2), 1.005.round(2), 1e20.round(2), 0.1.round(20), 10.0.round(2)
p 3.7.floor, -3.7.floor, 3.2.ceil, -3.2.ceil, 3.99.truncate, -3.99.truncate, 3.14159.floor(3), 3.14159.ceil(3), 1234.5.floor(-2), -0.5.round, 2.5.truncate
begin
  12.34.round(1, half: :odd)
rescue => e
  "#{e.class}: #{e.message}"
end

### special values
nan = Float::NAN
p nan == nan, nan.nan?, nan.equal?(nan), 1.0.nan?, (0.0 / 0.0).nan?, 1 / 0.0, -1 / 0.0, (1 / 0.0).infinite?, (-1 / 0.0).infinite?, 1.0.infinite?, 1.0.finite?
p 0.0 == -0.0, 0.0.eql?(-0.0), 1.0.eql?(1), 1.0 == 1, 1.0.hash == 1.0.hash
[nan <=> 1, 1.0 <=> 2, 1.0 <=> "a", Float::MAX > 1e308, Float::EPSILON < 1e-15, Float::DIG, Float::MIN > 0]

### conversions that cannot be
tries = [-> { Float::NAN.to_i }, -> { Float::INFINITY.to_i }, -> { Float::INFINITY.floor }, -> { Float::NAN.round }, -> { Float("abc") }, -> { Float("") }, -> { Float(nil) }, -> { Float("1.5x") }, -> { Float([]) }]
tries.map { |try| begin; try.call; rescue => e; "#{e.class}: #{e.message}"; end }

### Float() and to_f
p Float("1.5"), Float(" 1e3 "), Float("1_000.5"), Float("0x1A"), Float(3), Float("abc", exception: false)
p "3.7abc".to_f, "abc".to_f, ".5".to_f, "1e-2".to_f, "1_0.5".to_f, "".to_f, "-".to_f, "1.e1".to_f
begin
  Float("1.")
rescue => e
  "#{e.class}: #{e.message}"
end

### division and modulo
[[7.5, 2], [-7.5, 2], [7.5, -2], [-7.5, -2.0]].each { |a, b| p [a / b, a % b, a.divmod(b), a.remainder(b), a.div(b)] }
p 5.0.divmod(0.3), 6.0.modulo(4), 7.0.fdiv(2), 7.0.quo(2), 2.0 % Float::INFINITY
begin
  5.0.divmod(0)
rescue => e
  "#{e.class}: #{e.message}"
end

### mean and deviation
samples = [4.2, 3.9, 4.8, 5.1, 4.4]
mean = samples.sum / samples.size
variance = samples.sum { |x| (x - mean)**2 } / (samples.size - 1)
puts format("mean %.3f, deviation %.4f", mean, Math.sqrt(variance))
p samples.minmax, samples.sort[samples.size / 2], samples.map { |x| (x - mean).round(2) }
samples.sum.round(6)

### sum compensates
p [0.1] * 3 == [0.1, 0.1, 0.1], [0.1, 0.2, 0.3].sum, [0.1, 0.2, 0.3].inject(:+), ([0.1] * 10).sum, [1, 2.5, 3r].sum, [1e100, 1.0, -1e100].sum
[3.0, 5].sum(0.0)

### neighbours and parts
p 1.0.next_float, 1.0.prev_float, 0.0.next_float > 0, 0.5.to_r, 0.1.rationalize(Rational(1, 100)), 3.5.numerator, 3.5.denominator, 0.75.to_r
p 3.7.to_i, 3.7.to_int, -3.7.abs, 3.7.magnitude, 1.5.positive?, -1.5.negative?, 0.0.zero?, 1.5.nonzero?, 0.0.nonzero?
1.5.coerce(2)

### temperature table
puts "   C       F"
(-40..100).step(35) { |celsius| printf("%5.1f %7.2f\n", celsius, celsius * 9 / 5.0 + 32) }
0.0.step(1.0, 0.25).to_a

### steps do not drift
p 1.0.step(2.0, 0.1).to_a.size, 1.0.step(2.0, 0.1).to_a.last, (0.0..1.0).step(0.2).to_a, 1.step(2, 0.5).to_a
10.0.step(9.0, -0.5).map { |x| x }

### comparison chain
values = [3, 2.5, 1r, 0.5, 10**20, -1.0]
p values.sort, values.max, values.min, values.sum.class, values.sort { |a, b| b <=> a }.first
[1.0.clamp(2, 3), 5.5.clamp(2, 3), 2.2.between?(2, 3), 2.5.clamp(1.0, 2.0)]

### Math
p Math.sqrt(16), Math.cbrt(27), Math.hypot(3, 4), Math::PI.round(5), Math::E.round(5), Math.log(Math::E), Math.log2(8), Math.log10(1000), Math.log(8, 2), Math.exp(0)
p Math.sin(0), Math.cos(0), Math.atan2(1, 1).round(6), Math.tan(0.5).round(6), Math.erf(0)
[-> { Math.sqrt(-1) }, -> { Math.log(-1) }, -> { Math.sqrt("4") }, -> { Math.sqrt(nil) }].map { |f| begin; f.call; rescue => e; "#{e.class}: #{e.message}"; end }

### wrong types
tries = [-> { 1.5 + "a" }, -> { 1.5 * nil }, -> { 1.5 < :a }, -> { 1.5 - [] }, -> { 2.0.foo }]
tries.map { |try| begin; try.call; rescue => e; "#{e.class}: #{e.message}"; end }

### money is not float
prices = [19.99, 5.01, 0.1]
cents = prices.map { |price| (price * 100).round }
total = cents.sum
puts "#{total / 100}.#{(total % 100).to_s.rjust(2, "0")}"
puts "%.2f" % prices.sum, prices.sum.round(2).to_s, 25.10.to_s, 100.0.to_i.to_s
cents.map { |c| c.fdiv(100) }

### long expressions of Floats and Integers
a, b, c, n, big = 1.5, -0.25, 3.0, 7, 2**70
p a * b + c * a, a * b - n * c, a * n + b * n, n * n + a * 2, a + n * n, a - n / 2, a - n / 2.0, a * 2 + 1 - 3, 2 * a * b + c, n - a * b, n / a / 2, 1 - a - b - c
p a + b < c, a * a + b * b < 4.0, a * a >= n, n > a * b, a * b == -0.375, a + 1 == 2.5, a / 0 > big, a * big, big * a, a + big - a, -a * b + c, a * -b, a - -1, a + -1.0
p a * b + c * nil.to_i, (a + b) * (c - n) / (a * 2), a ** 2 * b, a % 1 + b, (a * b).floor + n, a.to_i + b, [a * 2 + 1, a - 1].sum, { k: a * n }[:k] / 2
p 0.1 + 0.2 == 0.3, 0.1 + 0.2 - 0.3, 1e308 * 10 - 1e308, (0.0 / 0.0 == 0.0 / 0.0), 0.0 / 0.0 < 1, 1 / 0.0 + 1, -1 / 0.0, 0.0 * -1 + 0.0
x = y = 0.0
5.times { |i| x, y = x * x - y * y + 0.1 * i, 2.0 * x * y + 0.5 }
z = 10.0
z += 1
z -= 2.5
z *= z + 1 - 0.5
w = z
z += 1
[x, y, z, w, w.equal?(w), a, b, c]

### Floats that are kept do not change
sums = []
total = 0.0
6.times do |i|
  total += i * 0.5
  sums << total
  sums << total * 2 + 1
end
kept = 1.5
later = -> { kept }
shown = [later.call]
kept = kept * 2.0 + kept
shown << later.call
literal = ->(by) { 2.5 + by }
p literal.call(1), literal.call(2), literal.call(0.5), 3.times.map { 1.25 }, 3.times.map { |i| 1.25 * i + 1.25 }
halves = Hash.new(0.5)
halves[:a] += 1
halves[:b] -= 0.25
def half(x) = x / 2.0
p half(3) + half(5) * half(7) - 1, half(half(half(1))), sums, shown, halves
class Celsius
  attr_reader :degrees
  def initialize(degrees) = @degrees = degrees
  def +(other) = Celsius.new(degrees + other.degrees * 1.0)
  def *(factor) = factor * degrees
  def <(other) = degrees < other.degrees
end
warm = Celsius.new(20.5)
[(warm + warm * 1.0 * 0 + 0.0 rescue "no"), (warm + warm).degrees, warm * 2.0 + 1.0, 2.0 * 3 + warm * 2, warm < Celsius.new(21.0), warm.degrees]

### Floats among what answers for itself
class Vec
  attr_reader :x
  def initialize(x) = @x = x
  def coerce(number) = [Vec.new(number), self]
  def +(other) = Vec.new(x + (other.is_a?(Vec) ? other.x : other))
  def -(other) = Vec.new(x - (other.is_a?(Vec) ? other.x : other))
  def *(other) = Vec.new(x * (other.is_a?(Vec) ? other.x : other))
  def /(other) = Vec.new(x / (other.is_a?(Vec) ? other.x : other))
end
v = Vec.new(2.0)
f = 3.5
[(f * f + v).x, (f * 2 - v * f).x, (v * f + f * f).x, (1.0 + v / f).x, (f - 1 * v).x, begin; f * f + nil; rescue TypeError => e; e.message; end, begin; f * f < "a"; rescue ArgumentError => e; e.message; end, f * f == "a", f + 1r, f * 2i]
