### a seeded generator
r = Random.new(42)
p Array.new(5) { r.rand(100) }, r.rand, r.rand(1.5), r.rand(5..7), r.rand(1.0..2.0), r.bytes(3).bytes, r.seed, Random.new(42) == Random.new(42), Random.new(1).rand(10**20), Random.new(7).rand(2**64)
[Random.new(3).rand(-5..5), Random.new(3).rand(1)]

### shuffles and samples
a = (1..10).to_a
p a.shuffle(random: Random.new(1)), a.sample(random: Random.new(2)), a.sample(3, random: Random.new(3)), a.shuffle(random: Random.new(9)).first(2), a.sample(20, random: Random.new(4)).size, [].sample, [].sample(2), a.sample(0), %w[a b c].shuffle(random: Random.new(5)), a.dup.shuffle!(random: Random.new(6))
a.each_slice(5).map { |s| s.sample(random: Random.new(8)) }

### errors
r = Random.new(1)
tries = [-> { r.rand(0) }, -> { r.rand(-1) }, -> { r.rand(3..1) }, -> { r.rand("a") }, -> { [1].sample(-1) }, -> { r.rand(nil) }]
tries.map { |t| begin; t.call; rescue => e; "#{e.class}: #{e.message}"; end }

### kernel's generator can be seeded
srand(123)
a = Array.new(3) { rand(1000) }
old = srand(123)
b = Array.new(3) { rand(1000) }
p a, a == b, old, rand(1..6).between?(1, 6), [1, 2, 3].shuffle.sort, rand.class, rand(0).class, rand(2.5).class
srand(5)
[rand(10), [1, 2, 3, 4].shuffle, [1, 2, 3, 4].sample, rand]

### simulation
rng = Random.new(2024)
rolls = Array.new(1000) { rng.rand(1..6) + rng.rand(1..6) }
counts = rolls.tally.sort.to_h
counts.each { |sum, n| puts "#{sum.to_s.rjust(2)} #{"#" * (n / 10)}" }
inside = 2000.times.count { rng.rand**2 + rng.rand**2 <= 1 }
p counts, inside
deck = %w[A K Q].product(%w[s h]).map(&:join).shuffle(random: rng)
deck
