### a bank with a ledger
class Bank
  class InsufficientFunds < StandardError
    def initialize(need, have) = super("need #{need}, have #{have}")
  end
  attr_reader :ledger
  def initialize = (@accounts, @ledger = Hash.new(0), [])
  def deposit(name, amount) = transact(:deposit, name, amount) { @accounts[name] += amount }
  def withdraw(name, amount)
    transact(:withdraw, name, amount) do
      raise InsufficientFunds.new(amount, @accounts[name]) if @accounts[name] < amount
      @accounts[name] -= amount
    end
  end
  def transfer(from, to, amount)
    before = @accounts.dup
    withdraw(from, amount)
    raise ArgumentError, "unknown account #{to}" unless before.key?(to)
    deposit(to, amount)
  rescue StandardError
    @accounts = before
    raise
  end
  def [](name) = @accounts[name]
  private
  def transact(kind, name, amount)
    yield.tap { @ledger << [kind, name, amount, :ok] }
  rescue => e
    @ledger << [kind, name, amount, e.class.name.split("::").last]
    raise
  end
end
bank = Bank.new
bank.deposit(:ada, 100)
bank.deposit(:bob, 5)
bank.transfer(:ada, :bob, 30)
tries = [-> { bank.withdraw(:bob, 50) }, -> { bank.transfer(:ada, :zed, 10) }].map { |t| t.call rescue $!.message }
p tries, bank[:ada], bank[:bob]
bank.ledger.each { |row| puts row.join(" ") }
bank.ledger.size

### an elevator
Elevator = Struct.new(:floor, :stops, :log) do
  def call(n) = (stops << n unless stops.include?(n); self)
  def run
    until stops.empty?
      target = stops.min_by { |s| [(s - floor).abs, s] }
      self.floor += target <=> floor
      log << (floor == target ? "stop #{stops.delete(target)}" : "pass #{floor}")
    end
    self
  end
end
e = Elevator.new(0, [], [])
e.call(3).call(1).call(3).run
p e.log, e.floor
e.call(-1).run.log.last

### a deterministic random walk
class Lcg
  def initialize(seed) = @state = seed
  def next = (@state = (@state * 1_103_515_245 + 12_345) % 2**31)
  def pick(list) = list[self.next / 65_536 % list.size]
end
r = Lcg.new(42)
steps = Array.new(10) { r.pick([[0, 1], [1, 0], [0, -1], [-1, 0]]) }
path = steps.inject([[0, 0]]) { |at, (dx, dy)| at + [[at.last[0] + dx, at.last[1] + dy]] }
p path.last, path.uniq.size, steps.tally
rolls = Array.new(100) { r.pick((1..6).to_a) }
[rolls.tally.sort.to_h, rolls.sum, rolls.each_cons(2).count { |a, b| a == b }]

### an inventory
class Inventory
  Item = Struct.new(:sku, :qty, :price, keyword_init: true) do
    def value = qty * price
  end
  include Enumerable
  def initialize = @items = {}
  def add(sku, qty: 1, price: nil)
    item = @items[sku] ||= Item.new(sku: sku, qty: 0, price: price || raise(ArgumentError, "a price for #{sku}, please"))
    item.qty += qty
    item.price = price if price
    self
  end
  def remove(sku, qty = 1)
    item = @items.fetch(sku) { raise KeyError, "no #{sku}" }
    raise RangeError, "only #{item.qty} of #{sku}" if item.qty < qty
    item.qty -= qty
    @items.delete(sku) if item.qty.zero?
    self
  end
  def each(&) = @items.each_value(&)
  def total = sum(&:value)
end
i = Inventory.new.add("nut", qty: 100, price: 2).add("bolt", qty: 50, price: 5).add("nut", qty: 20)
i.remove("bolt", 50)
p i.total, i.map(&:sku), i.max_by(&:value)&.to_h, i.sort_by(&:qty).size
[-> { i.remove("bolt") }, -> { i.remove("nut", 999) }, -> { i.add("gear") }].map { |f| f.call rescue "#{$!.class}: #{$!.message}" }

### tic tac toe
LINES = [0, 1, 2, 3, 4, 5, 6, 7, 8].each_slice(3).to_a.then { |rows| rows + rows.transpose + [[0, 4, 8], [2, 4, 6]] }
def winner(b) = LINES.each { |l| return b[l[0]] if b[l[0]] && l.map { |i| b[i] }.uniq.size == 1 }.then { nil }
def best(b, me, turn, memo = {})
  memo[[b, turn]] ||= begin
    w = winner(b)
    if w then [w == me ? 1 : -1, nil]
    elsif b.all? then [0, nil]
    else
      moves = b.each_index.reject { |i| b[i] }.map { |i| c = b.dup; c[i] = turn; [best(c, me, turn == :x ? :o : :x, memo)[0], i] }
      turn == me ? moves.max_by(&:first) : moves.min_by(&:first)
    end
  end
end
board = [:x, :o, :x, nil, :o, nil, nil, nil, nil]
until winner(board) || board.all?
  turn = board.count(:x) > board.count(:o) ? :o : :x
  board[best(board, turn, turn)[1]] = turn
end
board.each_slice(3) { |row| puts row.map { |c| c || "." }.join(" ") }
winner(board)

### a scheduler of fibers
log = []
job = ->(name, n) { Fiber.new { n.times { |i| log << "#{name}#{i}"; Fiber.yield(i) }; :done } }
queue = [job.(:a, 2), job.(:b, 3), job.(:c, 1)]
results = []
until queue.empty?
  fiber = queue.shift
  value = fiber.resume
  fiber.alive? ? queue << fiber : results << value
end
p log, results
producer = Fiber.new { [1, 2, 3].each { |x| Fiber.yield(x) }; nil }
sum = 0
while (x = producer.resume)
  sum += x
end
sum

### a cache that forgets
class Lru
  def initialize(size) = (@size, @store, @hits = size, {}, 0)
  def fetch(key)
    if @store.key?(key)
      @hits += 1
      return @store[key] = @store.delete(key)
    end
    @store[key] = yield(key)
    @store.shift while @store.size > @size
    @store[key]
  end
  def to_s = "#{@store.map { |k, v| "#{k}=#{v}" }.join(" ")} (#{@hits} hits)"
end
c = Lru.new(2)
computed = []
%i[a b a c b].each { |k| c.fetch(k) { |x| computed << x; x.to_s.upcase } }
puts c
computed

### votes by preference
ballots = [%w[a b c], %w[a c b], %w[b c a], %w[c b a], %w[c b a], %w[b a c], %w[b a c]]
rounds = []
left = ballots.flatten.uniq
loop do
  tally = left.to_h { |c| [c, 0] }.merge(ballots.map { |b| (b & left).first }.tally)
  rounds << tally.sort.to_h
  top, votes = tally.max_by { |c, n| [n, c] }
  break rounds << top if votes > ballots.size / 2.0
  left.delete(tally.min_by { |c, n| [n, c] }[0])
end
rounds

### robots on a grid
COMPASS = %i[n e s w].freeze
MOVES = { n: [0, 1], e: [1, 0], s: [0, -1], w: [-1, 0] }.freeze
robot = { x: 0, y: 0, facing: :n }
act = {
  "L" => ->(r) { r.merge(facing: COMPASS[COMPASS.index(r[:facing]) - 1]) },
  "R" => ->(r) { r.merge(facing: COMPASS[(COMPASS.index(r[:facing]) + 1) % 4]) },
  "F" => ->(r) { dx, dy = MOVES[r[:facing]]; { **r, x: r[:x] + dx, y: r[:y] + dy } }
}
trail = "FFRFFLBF".each_char.each_with_object([robot]) { |c, t| t << (act[c] || ->(r) { r.merge(lost: c) }).(t.last) }
p trail.last, trail.size
trail.map { |r| r.values_at(:x, :y) }.uniq

### events in order of time
Event = Struct.new(:at, :name) do
  include Comparable
  def <=>(o) = [at, name] <=> [o.at, o.name]
  def to_s = "#{at.to_s.rjust(3)}: #{name}"
end
agenda = [Event.new(5, "open"), Event.new(0, "start")]
out = []
until agenda.empty?
  now = agenda.min
  agenda.delete(now)
  out << now.to_s
  agenda << Event.new(now.at + 10, "tick") if now.name =~ /start|tick/ && now.at < 25
  agenda << Event.new(now.at + 1, "close") if now.name == "open"
end
puts out
[Event.new(1, "a"), Event.new(2, "a")].minmax.map(&:at)
