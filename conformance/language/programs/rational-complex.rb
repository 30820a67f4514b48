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
