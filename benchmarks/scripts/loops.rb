def script
  limit = 3000
  sieve = Array.new(limit + 1, true)
  n = 2
  while n * n <= limit
    (n * n).step(limit, n) { |m| sieve[m] = false } if sieve[n]
    n += 1
  end
  primes = 0
  2.upto(limit) { |m| primes += 1 if sieve[m] }
  sum = 0
  for m in 0...2000
    next if m % 7 == 3
    sum += m & 255
  end
  loop do
    sum -= 1000
    break if sum < 0
  end
  primes + sum
end
