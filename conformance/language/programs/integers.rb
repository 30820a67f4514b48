### division and modulo round towards negative infinity
pairs = [[7, 3], [-7, 3], [7, -3], [-7, -3], [0, 5]]
pairs.each { |a, b| p [a / b, a % b, a.divmod(b), a.remainder(b), a.fdiv(b).round(3)] }
pairs.map { |a, b| a.modulo(b) == a % b && a.div(b) == a / b }.all?

### digits of a checksum
def luhn?(number)
  sum = number.digits.each_with_index.sum do |digit, index|
    doubled = index.odd? ? digit * 2 : digit
    doubled > 9 ? doubled - 9 : doubled
  end
  (sum % 10).zero?
end
puts [4539578763621486, 4539578763621487].map { |n| luhn?(n) }.inspect
p 255.digits(16), 0.digits, 1234.digits(100)
begin
  -1.digits
rescue Math::DomainError => e
  puts e.message
end
begin
  12.digits(1)
rescue => e
  "#{e.class}: #{e.message}"
end

### predicates
numbers = [-4, -1, 0, 1, 2, 9]
p numbers.select(&:even?), numbers.select(&:odd?), numbers.select(&:zero?), numbers.select(&:positive?), numbers.select(&:negative?)
p 5.integer?, 5.finite?, 5.infinite?, 5.real?, 0.nonzero?, 3.nonzero?
[6.allbits?(6), 6.anybits?(1), 6.nobits?(8), 10.between?(1, 10), 5.eql?(5.0), 5 == 5.0, 5.equal?(5)]

### powers
p 2**10, 2**-2, 0**0, (-3)**3, 10.pow(3), 3.pow(200, 7), 2.pow(64)
p 2**0.5, 4**0.5
begin
  2.pow(-1, 5)
rescue => e
  puts "#{e.class}: #{e.message}"
end
begin
  7.pow(2, 0)
rescue => e
  "#{e.class}: #{e.message}"
end

### greatest common divisors
p 12.gcd(18), 12.lcm(18), 12.gcdlcm(18), -12.gcd(18), 0.gcd(5), 3.lcm(-7)
fractions = [[6, 8], [10, 15], [21, 14]]
fractions.map { |a, b| g = a.gcd(b); "#{a / g}/#{b / g}" }

### bits
flags = { read: 1, write: 2, run: 4 }
mode = flags[:read] | flags[:run]
puts mode.to_s(2).rjust(4, "0")
p flags.select { |_, bit| mode & bit != 0 }.keys
p 5 ^ 3, ~5, 1 << 10, -16 >> 2, 1 << -1, 5[0], 5[1], 5[2], -1[100]
[0, 1, 255, 256, -1, -256, -257].map(&:bit_length)

### rounding to tens
p 15.round(-1), 25.round(-1), -15.round(-1), 25.round(-1, half: :even), 25.round(-1, half: :down), 1234.floor(-2), 1234.ceil(-2), -1234.truncate(-2)
p 15.round(1), 12345.round(-10)
begin
  15.round(-1, half: :sideways)
rescue => e
  "#{e.class}: #{e.message}"
end

### iteration
out = []
3.times { |i| out << i }
5.downto(3) { |i| out << i }
1.upto(3) { |i| out << i }
1.step(10, 4) { |i| out << i }
10.step(1, -3) { |i| out << i }
1.step(by: 2, to: 6) { |i| out << i }
p out
p 3.times.to_a, 1.upto(4).select(&:even?), 4.downto(1).map { |i| i * i }
[5.upto(1).to_a, 3.times.size, 1.upto(10).size]

### conversions
p 65.chr, 8364.chr("UTF-8"), 255.to_s(16), -255.to_s(2), "ff".to_i(16), "0b101".to_i(0), "12abc".to_i, "z".to_i, "1_000".to_i
p 10.to_f, 10.to_r, 10.to_c, 10.to_i, 10.to_int, 97.ord
p 3.7.to_i, -3.7.to_i, "  42  ".to_i, "-0x1f".hex, "777".oct
[36.to_s(36), 35.to_s(36), 123456789.to_s(7)]

### Integer() is strict
inputs = ["42", " 42 ", "0x1f", "0b11", "0o17", "1_000", "4 2", "", "12a", nil, 3.99, "1__0"]
inputs.each do |input|
  p Integer(input)
rescue ArgumentError, TypeError => e
  puts "#{e.class}: #{e.message}"
end
[Integer("zz", exception: false), Integer("z", 36), Integer("11", 2), Integer(nil, exception: false)]

### arithmetic with the wrong type
tries = [
  -> { 1 + "2" }, -> { 1 + nil }, -> { 3 * [] }, -> { 1 - :a }, -> { 2 / "x" }, -> { 5 % nil }, -> { 1 << "a" }, -> { 5 & 1.5 },
  -> { 5 <=> "a" }, -> { 5 < "a" }, -> { 5 >= nil }, -> { 2**"x" }, -> { 5.gcd(1.5) }
]
tries.map do |try|
  try.call.inspect
rescue => e
  "#{e.class}: #{e.message}"
end

### division by zero
tries = [-> { 1 / 0 }, -> { 1 % 0 }, -> { 1.divmod(0) }, -> { 1.div(0) }, -> { 1.remainder(0) }, -> { 1.modulo(0) }, -> { 1.fdiv(0) }, -> { 0.fdiv(0).nan? }, -> { 1 / 0.0 }, -> { 1.div(0.0) }]
tries.map { |try| begin; try.call; rescue => e; "#{e.class}: #{e.message}"; end }

### clamp and coerce
p 15.clamp(1, 10), -3.clamp(1, 10), 5.clamp(1, 10), 15.clamp(..10), 0.clamp(3..)
p 1.coerce(2.5), 1.coerce(2), 1.coerce("2.5")
p 5.succ, 5.pred, 5.next, -5.abs, -5.magnitude, +5, -(-5)
begin
  5.clamp(10, 1)
rescue => e
  "#{e.class}: #{e.message}"
end

### collatz
def collatz(n)
  steps = [n]
  steps << (n = n.even? ? n / 2 : 3 * n + 1) while n != 1
  steps
end
longest = (1..30).max_by { |n| collatz(n).size }
puts "#{longest}: #{collatz(longest).size} steps, peak #{collatz(longest).max}"
collatz(6)

### primes and square roots
sieve = (2..60).to_a
primes = []
until sieve.empty?
  primes << (prime = sieve.shift)
  sieve.reject! { |n| (n % prime).zero? }
end
p primes
p Integer.sqrt(24), Integer.sqrt(25), Integer.sqrt(10**20)
begin
  Integer.sqrt(-1)
rescue => e
  "#{e.class}: #{e.message}"
end

### bases and padding
rows = [1, 10, 100, 1000].map { |n| [n, n.to_s(2), n.to_s(8), n.to_s(16)] }
rows.each { |row| puts row.map { |cell| cell.to_s.rjust(11) }.join(" ") }
p 5.to_s.center(9, "*"), 5.inspect
1234567.digits.each_slice(3).map { |d| d.reverse.join }.reverse.join(",")
begin
  1.to_s(1)
rescue => e
  "#{e.class}: #{e.message}"
end

### numerator and denominator
p 6.numerator, 6.denominator, 6.rationalize, 3.to_r / 4, 3.quo(4), 3.quo(2.0), 6.quo(3)
p 5.abs2, 5.arg, -5.arg, 5.polar, 5.rect, 5.real, 5.imaginary, 5.conj
5.size
