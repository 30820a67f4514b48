### fractions add up
shares = [1/2r, 1/3r, Rational(1, 6)]
p shares.sum, shares.map(&:to_s), shares.inject(:*), shares.map { |s| (s * 60).to_i }
puts shares.max, shares.min, shares.sort.inspect
shares.sum == 1

### construction
p Rational(6, 8), Rational(3), Rational("2/3"), Rational("0.75"), Rational(0.5), Rational("1.2e2"), 3.to_r, 0.25.to_r, "3/4".to_r, "abc".to_r, 1.5.rationalize, Rational(7, -21)
p Rational(1.5, 3), Rational("x", exception: false)
[-> { Rational(1, 0) }, -> { Rational("x") }, -> { Rational(nil) }].map { |f| begin; f.call; rescue => e; "#{e.class}: #{e.message}"; end }

### rounding
r = Rational(22, 7)
p r.floor, r.ceil, r.round, r.truncate, r.to_i, r.to_f.round(4), r.round(2), r.floor(1), r.ceil(1), (-r).round, (-r).floor, (-r).truncate
p Rational(5, 2).round, Rational(5, 2).round(half: :even), Rational(-5, 2).round, Rational(5, 2).round(half: :down), Rational(25, 100).round(1), Rational(25, 100).round(1, half: :even)
r.numerator + r.denominator

### as keys and text
h = { 1/2r => "half", 2/4r => "two quarters" }
p h, Rational(5, 1).to_s, Rational(5, 1).inspect, "#{Rational(-1, 3)}", Rational(1, 3).hash == Rational(2, 6).hash
format("%.3f %s", 1/3r, 1/3r)

### complex arithmetic
a, b = Complex(1, 2), 3 - 1i
p a + b, a - b, a * b, a / b, a**2, a == Complex(1, 2), -a, a.conjugate, a.abs, b.abs2, a.real, a.imaginary, a.rectangular, a + 1, 2 * a, a * 1i, 1i * 1i
puts a, b, Complex(1.5, -2), Complex(0, 1), Complex(1, 0)
Complex("1+2i")

### quadratic formula
def roots(a, b, c)
  d = b * b - 4 * a * c
  root = d < 0 ? Complex(0, Math.sqrt(-d)) : Math.sqrt(d)
  [(-b + root) / (2 * a), (-b - root) / (2 * a)]
end
p roots(1, -3, 2), roots(1, 0, 1), roots(1.0, 2, 5)
roots(1, 2, 1)

### comparing what cannot be
tries = [-> { Complex(1, 2) > 1 }, -> { Complex(1, 2) <=> 1 }, -> { Complex(1, 0) <=> 2 }, -> { Rational(1, 2) < "a" }, -> { Rational(1, 2) + "a" }, -> { Rational(1, 2) + nil }, -> { 1r / 0 }]
tries.map { |try| begin; try.call; rescue => e; "#{e.class}: #{e.message}"; end }

### continued fraction
def continued(x, limit = 6)
  terms = []
  while terms.size < limit
    terms << x.floor
    break if x == x.floor
    x = 1 / (x - x.floor)
  end
  terms
end
p continued(Rational(415, 93)), continued(355/113r), continued(0.5.to_r)
continued(415/93r).reverse.inject { |sum, term| term + 1r / sum }

### bill split exactly
total = Rational("100.00")
parts = 3.times.map { (total / 3) }
rounded = parts.map { |part| part.floor(2) }
rest = total - rounded.sum
puts rounded.map { |x| "%.2f" % x }.join(", "), "rest %.2f" % rest
parts.sum == total

### fractions of any size
p (1..30).sum { |i| Rational(1, i) }, 10**20 / 3r, Rational(1, 3)**40, Rational(2**70, 4), Rational(-(2**64), 6), 2**70 * (1 / 3r), 1 / 3r - 2**70
p 0.1.to_r, -2.5.to_r, 1e300.to_r.denominator, 1e-300.to_r.numerator, (2**70).to_r, (2**70).quo(3), 2**-100, Rational("1e40"), 3r**-30
p Rational(2**64, 3**50).to_f, Rational(3**500, 2**790).to_f, Rational(1, 10**400).to_f, Rational(10**400).to_f, Rational(-(10**400), 10**399).to_f
p Rational(2**70, 3).floor, Rational(2**70, 3).round, Rational(-(2**70), 3).truncate, Rational(2**70, 3).ceil(2), Rational(1, 3).round(25)
p (1 / 3r) <=> 2**70, 2**70 <=> 1 / 3r, Rational(2**70) == 2**70, { Rational(1, 2**80) => 1 }[Rational(2, 2**81)], [3r, 1 / 2r, 2**70, 0.5].sort
p 1r**(2**70), (-1r)**(2**70 + 1), (1 / 4r)**0.5, (1 / 4r)**(1 / 2r), 2r / 0.0, (7 / 2r).divmod(1 / 3r), 1r <=> "a", 1r == nil, 1r + 2i
[-> { 1r / 0 }, -> { 0r**-1 }, -> { 1r + nil }, -> { 1r + "a" }, -> { Rational(1, 0) }, -> { 1r < "a" }].map do |f|
  f.call
rescue ZeroDivisionError, TypeError, ArgumentError => e
  "#{e.class}: #{e.message}"
end

### numbers of Bernoulli
row = []
numbers = (0..36).map do |m|
  row[m] = 1r / (m + 1)
  m.downto(1) { |j| row[j - 1] = j * (row[j - 1] - row[j]) }
  row[0]
end
numbers.each_with_index { |b, m| puts "B#{m} = #{b}" unless b.zero? }
numbers.last.denominator

### a determinant of Hilbert's matrix
n = 9
m = Array.new(n) { |i| Array.new(n) { |j| Rational(1, i + j + 1) } }
det = (0...n).inject(1r) do |product, i|
  (i + 1...n).each { |r| factor = m[r][i] / m[i][i]; m[r] = m[r].zip(m[i]).map { |a, b| a - factor * b } }
  product * m[i][i]
end
p det, det.denominator.to_s.size, (1 / det).to_i.digits.sum
m.last.last

### decimal literals are exact
p 0.1r + 0.2r == 0.3r, -0.3r, 3.7r, 1_000.50r, 0.000_1r, 12.5ri, 19.99r * 3, [1.5r, -2.25r], 0.3r.to_f, 1.5r.class
total = [19.99r, 0.01r, 5.25r].sum
"%.2f" % total + " " + total.to_s

### what is equal, what is the same, and roundings that refuse
p 1r.eql?(1), 1.eql?(1r), 1r.eql?(1r), 1r == 1, [1, 1r, 1.0].uniq, { 1 => :i, 1r => :r, 1.0 => :f }[1r], { 0.5r => 1 }[1 / 2r], Complex(1r, 2).fdiv(Complex(3, -4))
p [1, 2, 3].last(1.5), 16.to_s(2.0), (([1].last("x")) rescue $!.message), (16.to_s("x") rescue $!.message), ((1 / 3r).floor("x") rescue $!.message)
[1, 2, 3].last(2)
