### factorials
def factorial(n) = n <= 1 ? 1 : n * factorial(n - 1)
puts factorial(25), factorial(50)
p factorial(30) / factorial(28), factorial(20).class, factorial(30).class, factorial(60).to_s.size
factorial(25) % 1_000_000_007

### arithmetic across the border
big = 2**64
p big - 1, big + 1, big * big, big / 3, big % 1000, -big / 7, -big % 7, big.divmod(12345), (big - big), big - 2**64 + 5
p 4611686018427387904 - 1, 9223372036854775807 + 1, -9223372036854775808 - 1, 9223372036854775807 * 2, 3037000500 * 3037000500
(2**70 / 2**68).class

### comparison and equality
big = 10**30
p big > 10**29, big == 10**30, big.eql?(10**30), big.hash == (10**30).hash, big <=> big + 1, big == 1e30, big > 1e29, { big => 1 }[10**30]
p [10**25, 3, 10**20, -10**30].sort, [10**25, 10**26].max, big.zero?, big.even?, (big + 1).odd?, big.positive?
big.between?(1, 10**31)

### bits
big = (1 << 100) | 1
p big, big >> 98, big & 0xff, big | 2, big ^ 1, ~big, big[0], big[1], big[100], big.bit_length, -big >> 3, (1 << 64) - 1
p 0xffffffffffffffffffff.to_s(16), "ffffffffffffffffffff".to_i(16), (2**80).to_s(2).size
-1 << 70

### text
p "123456789012345678901234567890".to_i, Integer("123456789012345678901234567890"), 12345678901234567890.to_s.reverse, 10**20, -(10**20)
puts "%d" % 10**25, "%x" % 2**70
(10**18).digits.size

### fibonacci with two variables
a, b = 0, 1
200.times { a, b = b, a + b }
puts a
p a.to_s.length, a.digits.sum, a % 1_000_003
a.gcd(2**10 * 3**5)

### modular powers and inverses
p 3.pow(1000, 10**9 + 7), 2.pow(10**6, 998244353), (7**77) % 1000, 123456789.pow(987654321, 1000000007)
def inverse(a, m)
  g, x, y = m, 0, 1
  while a != 0
    (q, a), g = g.divmod(a), a
    x, y = y, x - q * y
  end
  x % m
end
inverse(3, 10**9 + 7) * 3 % (10**9 + 7)

### square root and root finding
p Integer.sqrt(2 * 10**40), Integer.sqrt(10**40 - 1)
root = (10**40).then { |n| x = n; x = (x + n / x) / 2 while x * x > n; x }
root

### roundings of big integers
n = 123456789012345678901234567890
p n.round(-5), n.floor(-10), n.ceil(-10), n.truncate(-20), -n.round(-5), n.round(2), n.abs, (-n).abs, n.succ - n, n.pred - n
n.digits.first(5)

### sums and products
p (1..30).inject(:*), (1..100).sum, (1..25).reduce(1, :lcm), [2**62, 2**62, 2**62].sum, (2**62..2**62 + 3).to_a.size
(1..20).map { |i| 3**i }.sum

### to bytes and back
n = 0xdeadbeefcafebabe1234
bytes = []
while n > 0
  bytes.unshift(n & 255)
  n >>= 8
end
p bytes
bytes.inject(0) { |sum, byte| sum << 8 | byte }.to_s(16)

### errors
tries = [-> { 10**20 / 0 }, -> { 10**20 % 0 }, -> { 10**20 + nil }, -> { 10**20 < "a" }, -> { "a" * 10**20 }, -> { [1] * 10**20 }, -> { [1, 2][10**20] }]
tries.map { |try| begin; try.call; rescue => e; "#{e.class}"; end }

### binomials
def choose(n, k) = (1..k).inject(1) { |product, i| product * (n - k + i) / i }
rows = (0..5).map { |n| (0..n).map { |k| choose(n, k) } }
rows.each { |row| puts row.join(" ").center(20).rstrip }
p choose(100, 50), choose(60, 30) == (31..60).inject(:*) / (1..30).inject(:*)
choose(200, 3)

### shifts by more than there is
numbers = [2**100, -(2**100), -(2**100) - 1, 2**64, 1, -1]
p numbers.map { |n| [n >> 3, n >> 64, n >> 101, n >> 10_000, n << -10_000, n << 70] }

### thousands of operations on numbers of many lengths
state = 88_172_645_463_325_252
draw = lambda do
  state ^= (state << 13) & 0xffff_ffff_ffff_ffff
  state ^= state >> 7
  state ^= (state << 17) & 0xffff_ffff_ffff_ffff
end
lengths = [1, 31, 32, 33, 63, 64, 65, 96, 127, 128, 129, 192, 256, 640]
number = lambda do
  bits = lengths[draw.() % lengths.size]
  value =
    case draw.() % 4
    when 0 then (1 << bits) - 1 - draw.() % 3
    when 1 then (1 << bits) + draw.() % 3
    when 2 then ((1 << bits) - 1) ^ (0xffff_ffff << 32 * (draw.() % 3))
    else (0..bits / 64).inject(0) { |sum, _| (sum << 64) | draw.() } & ((1 << bits) - 1)
    end
  draw.() % 3 == 0 ? -value : value
end
prime = 2**521 - 1
digest = Hash.new(0)
note = ->(name, value) { digest[name] = (digest[name] * 1_000_003 + value) % prime }
1500.times do
  a, b = number.(), number.()
  note.(:+, a + b)
  note.(:-, a - b)
  note.(:*, a * b)
  note.(:&, a & b)
  note.(:|, a | b)
  note.(:^, a ^ b)
  note.(:<=>, a <=> b)
  note.(:<<, a << b % 70)
  note.(:>>, a >> b % 70)
  note.(:gcd, a.gcd(b))
  note.(:bits, a.bit_length)
  note.(:square, a * a)
  note.(:text, a.to_s(36).to_i(36) - a + a.to_s.size)
  note.(:float, a.to_f.to_i)
  next if b == 0
  note.(:/, a / b)
  note.(:%, a % b)
  note.(:remainder, a.remainder(b))
  note.(:pow, a.pow(b.abs % 1000, b.abs))
  note.(:identity, a - (b * (a / b) + a % b))
end
digest.each { |name, value| puts "#{name} #{value.to_s(16)}" }
digest.size

### powers, roots and the edges of 64 bits
p (2**63 - 1)**10, (2**64 + 1)**3, (-(2**65))**3, 3**200 / 3**198, (10**40 + 1) * (10**40 - 1)
p (-(2**63)).hash == (-(2**62) * 2).hash, { -(2**63) => :least }[-(2**62) - 2**62], (-(2**63)).eql?(-(2**63 - 1) - 1)
p -(2**64) & 0xff, -(2**64) | 1, -(2**64) ^ (2**70 - 1), ~(2**64), -1 & 2**80, (-(2**64) - 1).bit_length, (2**64).bit_length
p 2**-2, 2**-100, 1**-5, (-1)**-5, (-3)**-3, 7.pow(3, -5), (-7).pow(3, 5), 7.pow(2**70, 10**9 + 7)
p Integer.sqrt(10**60), (2**64).digits(2**64), (2**100).fdiv(2**98), (3**400).fdiv(3**399), (2**2000).fdiv(2**1999), 10**30 % 7**20
p (1..60).inject(:*), 100.digits.sum, (2**1000).to_s.chars.sum(&:to_i), (2**128).to_s(16), "ffffffffffffffffffff".hex
[0, 1, -1].map { |n| (2**64 + n).to_s(2).count("1") }
