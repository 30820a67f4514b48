### sorting by hand
def bubble(a)
  a = a.dup
  loop do
    swapped = false
    (a.size - 1).times { |i| (a[i], a[i + 1] = a[i + 1], a[i]; swapped = true) if a[i] > a[i + 1] }
    break a unless swapped
  end
end
def merge_sort(a)
  return a if a.size < 2
  left, right = a.each_slice((a.size / 2.0).ceil).map { |half| merge_sort(half) }
  out = []
  out << (left.first <= right.first ? left : right).shift while left.any? && right.any?
  out + left + right
end
def quick(a) = a.empty? ? [] : (pivot, *rest = a; small, large = rest.partition { |x| x < pivot }; [*quick(small), pivot, *quick(large)])
def insertion(a) = a.each_with_object([]) { |x, out| out.insert(out.index { |y| y > x } || -1, x) }
list = [5, 3, 9, 1, 5, -2, 8]
[bubble(list), merge_sort(list), quick(list), insertion(list), list.sort].uniq

### heap sort and a priority queue
class PriorityQueue
  def initialize(&compare) = (@heap, @compare = [], compare || ->(a, b) { a <=> b })
  def push(x)
    @heap << x
    i = @heap.size - 1
    while i > 0 && before?(i, parent = (i - 1) / 2)
      swap(i, parent)
      i = parent
    end
    self
  end
  alias << push
  def pop
    return if @heap.empty?
    swap(0, @heap.size - 1)
    top = @heap.pop
    i = 0
    loop do
      child = [2 * i + 1, 2 * i + 2].select { |c| c < @heap.size }.min { |a, b| @compare.(@heap[a], @heap[b]) }
      break unless child && before?(child, i)
      swap(i, child)
      i = child
    end
    top
  end
  def size = @heap.size
  def empty? = @heap.empty?
  private
  def before?(a, b) = @compare.(@heap[a], @heap[b]) < 0
  def swap(a, b) = (@heap[a], @heap[b] = @heap[b], @heap[a])
end
queue = PriorityQueue.new
[5, 1, 4, 1, 3].each { |x| queue << x }
out = []
out << queue.pop until queue.empty?
longest = PriorityQueue.new { |a, b| b.size <=> a.size }
longest << "aa" << "bbbb" << "c"
[out, longest.pop, longest.size, PriorityQueue.new.pop]

### shortest paths
graph = { a: { b: 7, c: 9, f: 14 }, b: { c: 10, d: 15 }, c: { d: 11, f: 2 }, d: { e: 6 }, f: { e: 9 }, e: {} }
def dijkstra(graph, from)
  distance = Hash.new(Float::INFINITY).merge(from => 0)
  previous = {}
  open = [from]
  until open.empty?
    node = open.min_by { |n| distance[n] }
    open.delete(node)
    graph[node].each do |to, cost|
      next unless distance[node] + cost < distance[to]
      distance[to] = distance[node] + cost
      previous[to] = node
      open << to
    end
  end
  [distance, previous]
end
distance, previous = dijkstra(graph, :a)
path = [:e]
path.unshift(previous[path.first]) while previous[path.first]
p distance.sort.to_h, path
distance[:nowhere]

### breadth and depth first
maze = ["S.#.", "..#G", "#...", "...."].map(&:chars)
find = ->(c) { maze.each_with_index { |row, y| x = row.index(c) and break [y, x] } }
start, goal = find.("S"), find.("G")
seen = { start => nil }
queue = [start]
while (y, x = queue.shift)
  break if [y, x] == goal
  [[0, 1], [1, 0], [0, -1], [-1, 0]].each do |dy, dx|
    cell = [y + dy, x + dx]
    next if cell.min < 0 || cell[0] >= maze.size || cell[1] >= maze[0].size || maze[cell[0]][cell[1]] == "#" || seen.key?(cell)
    seen[cell] = [y, x]
    queue << cell
  end
end
steps = []
at = goal
(steps.unshift(at); at = seen[at]) while at
steps.each { |yy, xx| maze[yy][xx] = "*" }
puts maze.map(&:join)
steps.size - 1

### topological order
needs = { "shoes" => %w[socks trousers], "trousers" => ["pants"], "socks" => [], "pants" => [], "jacket" => %w[shirt], "shirt" => [] }
def order(needs, done = [], open = [], names = needs.keys)
  names.each do |name|
    next if done.include?(name)
    raise ArgumentError, "cycle: #{[*open, name].join(" -> ")}" if open.include?(name)
    order(needs, done, open + [name], needs.fetch(name))
    done << name
  end
  done
end
p order(needs)
begin
  order({ "a" => ["b"], "b" => ["a"] })
rescue ArgumentError => e
  p e.message
end
begin
  order({ "a" => ["zzz"] })
rescue KeyError => e
  [e.message, e.key]
end

### binary search
sorted = [1, 3, 5, 7, 9, 11]
def search(a, x, low = 0, high = a.size - 1)
  return nil if low > high
  middle = (low + high) / 2
  case a[middle] <=> x
  when 0 then middle
  when 1 then search(a, x, low, middle - 1)
  else search(a, x, middle + 1, high)
  end
end
p sorted.map { |x| search(sorted, x) }, search(sorted, 4), sorted.bsearch { |x| x >= 6 }, sorted.bsearch { |x| x >= 99 }, (0..100).bsearch { |x| x * x >= 50 }, sorted.bsearch_index { |x| x >= 5 }
(0.0..10.0).bsearch { |x| x >= 2.5 }

### permutations and subsets
def permutations(a) = a.size < 2 ? [a] : a.flat_map { |x| permutations(a - [x]).map { |rest| [x, *rest] } }
def subsets(a) = a.inject([[]]) { |sets, x| sets + sets.map { |s| s + [x] } }
p permutations([1, 2, 3]), permutations([1, 2, 3]) == [1, 2, 3].permutation.to_a, subsets(%w[a b c]), (0..3).flat_map { |n| %w[a b c].combination(n).to_a }.size
p [1, 2, 3].repeated_combination(2).to_a.size, [1, 2].repeated_permutation(2).to_a, [3, 1, 2].permutation.min, (1..4).to_a.combination(2).sum { |a, b| a * b }
[1, 2, 3].each_cons(2).to_a.product([0]).map(&:flatten)

### eight queens
def queens(n, row = 0, columns = [], &found)
  return found.(columns) if row == n
  n.times do |column|
    next if columns.each_with_index.any? { |c, r| c == column || (c - column).abs == row - r }
    queens(n, row + 1, columns + [column], &found)
  end
end
all = []
queens(6) { |columns| all << columns }
all.first.each { |c| puts (0...6).map { |i| i == c ? "Q" : "." }.join(" ") }
[all.size, all.last]

### knapsack and change
def knapsack(items, room)
  best = Array.new(room + 1) { [0, []] }
  items.each do |name, weight, value|
    room.downto(weight) do |w|
      candidate = best[w - weight][0] + value
      best[w] = [candidate, best[w - weight][1] + [name]] if candidate > best[w][0]
    end
  end
  best[room]
end
p knapsack([[:gold, 5, 10], [:silver, 4, 40], [:bronze, 6, 30], [:gem, 3, 50]], 10)
ways = [1] + [0] * 50
[1, 5, 10, 25].each { |coin| (coin..50).each { |sum| ways[sum] += ways[sum - coin] } }
greedy = ->(sum) { [25, 10, 5, 1].flat_map { |c| n, sum = sum.divmod(c); [c] * n } }
[ways[50], greedy.(67)]

### fibonacci in many ways
memo = Hash.new { |h, n| h[n] = n < 2 ? n : h[n - 1] + h[n - 2] }
def slow(n) = n < 2 ? n : slow(n - 1) + slow(n - 2)
def matrix(n)
  a = [[1, 1], [1, 0]]
  power = ->(m, k) { k == 1 ? m : (h = power.(m, k / 2); s = multiply(h, h); k.odd? ? multiply(s, m) : s) }
  power.(a, n)[0][1]
end
def multiply(a, b) = a.map { |row| b.transpose.map { |col| row.zip(col).sum { |x, y| x * y } } }
generator = Enumerator.new { |y| a, b = 0, 1; loop { y << a; a, b = b, a + b } }
p memo[80], slow(12), matrix(90), generator.take(10), generator.lazy.select(&:even?).first(4), (1..10).inject([0, 1]) { |f, _| [*f, f[-1] + f[-2]] }.last
memo.size

### primes and factors
def factors(n) = (2..Integer.sqrt(n)).each_with_object([]) { |d, out| (out << d; n /= d) while n % d == 0 }.tap { |out| out << n if n > 1 }
sieve = [nil, nil, *2..60]
(2..7).each { |i| (i * i).step(60, i) { |j| sieve[j] = nil } if sieve[i] }
p sieve.compact, [60, 97, 1001, 1].map { |n| factors(n) }, factors(2**31 - 1), 360.downto(350).find { |n| factors(n).size == 1 }
perfect = (2..500).select { |n| (1...n).select { |d| (n % d).zero? }.sum == n }
[perfect, 48.gcd(18), 48.lcm(18), (1..10).inject(:lcm), factors(720).tally.map { |b, e| "#{b}^#{e}" }.join("*")]

### game of life
live = [[1, 0], [2, 1], [0, 2], [1, 2], [2, 2]]
step = lambda do |cells|
  around = cells.flat_map { |x, y| [-1, 0, 1].product([-1, 0, 1]).reject { |d| d == [0, 0] }.map { |dx, dy| [x + dx, y + dy] } }.tally
  around.select { |cell, n| n == 3 || n == 2 && cells.include?(cell) }.keys.sort
end
4.times { live = step.(live) }
show = ->(cells) { (0..4).map { |y| (0..4).map { |x| cells.include?([x, y]) ? "#" : "." }.join } }
puts show.(live)
live

### towers of hanoi
def hanoi(n, from, to, via, moves = [])
  return moves if n.zero?
  hanoi(n - 1, from, via, to, moves)
  moves << [n, from, to]
  hanoi(n - 1, via, to, from, moves)
end
pegs = { a: [3, 2, 1], b: [], c: [] }
hanoi(3, :a, :c, :b).each { |disc, from, to| raise "wrong" unless pegs[from].last == disc && (pegs[to].empty? || pegs[to].last > disc); pegs[to] << pegs[from].pop }
p pegs, hanoi(3, :a, :c, :b).first(2)
hanoi(8, 1, 2, 3).size

### roman numerals and numbers in words
ROMAN = { 1000 => "M", 900 => "CM", 500 => "D", 400 => "CD", 100 => "C", 90 => "XC", 50 => "L", 40 => "XL", 10 => "X", 9 => "IX", 5 => "V", 4 => "IV", 1 => "I" }
def roman(n) = ROMAN.reduce(+"") { |s, (value, letters)| s << letters * (n / value) ; n %= value; s }
def number(s) = ROMAN.invert.then { |v| s.scan(/CM|CD|XC|XL|IX|IV|[MDCLXVI]/).sum { |t| v[t] } }
ONES = %w[zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen]
TENS = %w[_ _ twenty thirty forty fifty sixty seventy eighty ninety]
def words(n)
  case n
  when 0...20 then ONES[n]
  when 20...100 then [TENS[n / 10], (ONES[n % 10] if n % 10 > 0)].compact.join("-")
  when 100...1000 then "#{ONES[n / 100]} hundred" + (n % 100 > 0 ? " and #{words(n % 100)}" : "")
  else "#{words(n / 1000)} thousand" + (n % 1000 > 0 ? " #{words(n % 1000)}" : "")
  end
end
p [1994, 2024, 49, 3].map { |n| roman(n) }, (1..300).all? { |n| number(roman(n)) == n }
[0, 13, 42, 100, 742, 12_345].map { |n| words(n) }

### number bases by hand
def base(n, b) = n.zero? ? "0" : n.digits(b).reverse.map { |d| d.to_s(36) }.join
p base(255, 2), base(255, 16) == 255.to_s(16), base(0, 7), "ff".to_i(16), "1010".to_i(2), "zz".to_i(36), 0b1010, 0o17, 0xff, 1_000_000, 255.digits(16), 10.to_s(2).rjust(8, "0"), "%08b" % 37, "%o %x %X %#x" % [8, 255, 255, 255], 37.bit_length
[12, 7].map { |n| n.to_s(2).count("1") } + [6 & 3, 6 | 3, 6 ^ 3, ~6, 1 << 10, -16 >> 2, 5[0], 5[1]]

### matrices
def multiply(a, b) = a.map { |row| b.transpose.map { |column| row.zip(column).sum { |x, y| x * y } } }
def determinant(m)
  return m[0][0] if m.size == 1
  m[0].each_with_index.sum { |x, i| (-1)**i * x * determinant(m.drop(1).map { |row| row[0...i] + row[i + 1..] }) }
end
a = [[2, 1], [1, 3]]
identity = Array.new(2) { |i| Array.new(2) { |j| i == j ? 1 : 0 } }
p multiply(a, a), multiply(a, identity) == a, determinant([[2, 0, 1], [1, 3, 2], [1, 1, 1]]), a.transpose == a
x = 5.times.inject(identity) { |m, _| multiply(m, a) }
[x, a.flatten.minmax, a.map(&:sum), a.each_with_index.map { |r, i| r[i] }.sum]
