### bank ledger
class Account
  InsufficientFunds = Class.new(StandardError)
  attr_reader :balance, :history
  def initialize(balance = 0)
    @balance = balance
    @history = []
  end
  def withdraw(amount)
    raise InsufficientFunds, "need #{amount - balance} more" if amount > balance
    @balance -= amount
    history << [:withdraw, amount]
    self
  end
  def deposit(amount) = tap { @balance += amount; history << [:deposit, amount] }
end
a = Account.new(100)
a.deposit(50).withdraw(30)
begin
  a.withdraw(500)
rescue Account::InsufficientFunds => e
  puts "#{e.class}: #{e.message}"
end
p a.balance, a.history, a.history.sum { |k, v| k == :deposit ? v : -v }
a.history.group_by(&:first).transform_values { |v| v.sum(&:last) }

### game of life
def step(cells)
  neighbours = cells.flat_map { |x, y| [-1, 0, 1].product([-1, 0, 1]).reject { |d| d == [0, 0] }.map { |dx, dy| [x + dx, y + dy] } }.tally
  neighbours.select { |cell, n| n == 3 || n == 2 && cells.include?(cell) }.keys.sort
end
glider = [[1, 0], [2, 1], [0, 2], [1, 2], [2, 2]]
4.times { glider = step(glider) }
puts (0..4).map { |y| (0..4).map { |x| glider.include?([x, y]) ? "#" : "." }.join }
glider

### dijkstra
graph = { a: { b: 7, c: 9, f: 14 }, b: { a: 7, c: 10, d: 15 }, c: { a: 9, b: 10, d: 11, f: 2 }, d: { b: 15, c: 11, e: 6 }, e: { d: 6, f: 9 }, f: { a: 14, c: 2, e: 9 } }
distances = Hash.new(Float::INFINITY).merge(a: 0)
previous, queue = {}, [[0, :a]]
until queue.empty?
  distance, node = queue.min_by(&:first)
  queue.delete([distance, node])
  graph[node].each do |other, length|
    next unless distance + length < distances[other]
    distances[other] = distance + length
    previous[other] = node
    queue << [distances[other], other]
  end
end
path = [:e]
path.unshift(previous[path.first]) while previous[path.first]
p distances, path
distances.values.sum

### csv by hand
def parse(line)
  fields, field, quoted = [], +"", false
  line.chars.each_with_index do |c, i|
    if quoted
      c == '"' ? (line[i + 1] == '"' ? field << '"' : quoted = false) : field << c unless c == '"' && line[i - 1] == '"' && field.end_with?('"')
    elsif c == '"' then quoted = true
    elsif c == "," then fields << field; field = +""
    else field << c
    end
  end
  fields << field
end
text = "name,age\nAnn,30\n\"Lee, Bob\",25\n"
header, *rows = text.lines(chomp: true).map { |l| parse(l) }
records = rows.map { |r| header.zip(r).to_h }
p records
records.sum { |r| r["age"].to_i }

### roman numerals
ROMAN = { 1000 => "M", 900 => "CM", 500 => "D", 400 => "CD", 100 => "C", 90 => "XC", 50 => "L", 40 => "XL", 10 => "X", 9 => "IX", 5 => "V", 4 => "IV", 1 => "I" }.freeze
def to_roman(n) = ROMAN.each_with_object(+"") { |(v, s), out| out << s * (n / v); n %= v }
def from_roman(s)
  values = s.chars.map { |c| ROMAN.key(c) }
  values.each_cons(2).sum { |a, b| a < b ? -a : a } + values.last
end
p [1, 4, 9, 14, 40, 90, 400, 1994, 2024, 3999].map { |n| to_roman(n) }
(1..3999).all? { |n| from_roman(to_roman(n)) == n }

### text adventure state machine
class Machine
  TRANSITIONS = { idle: { start: :running }, running: { pause: :paused, stop: :idle }, paused: { resume: :running, stop: :idle } }.freeze
  attr_reader :state, :log
  def initialize = (@state, @log = :idle, [])
  TRANSITIONS.values.flat_map(&:keys).uniq.each do |event|
    define_method("#{event}!") do
      target = TRANSITIONS.fetch(@state)[event] or raise ArgumentError, "cannot #{event} while #{@state}"
      @log << "#{@state}->#{target}"
      @state = target
      self
    end
    define_method("can_#{event}?") { TRANSITIONS[@state].key?(event) }
  end
end
m = Machine.new
m.start!.pause!.resume!
p m.state, m.log, m.can_stop?, m.can_start?, Machine.instance_methods(false).sort.first(4)
begin
  m.resume!
rescue ArgumentError => e
  e.message
end

### event emitter
module Events
  def on(name, &handler) = (handlers[name] ||= []).push(handler) && self
  def emit(name, *args, **opts) = handlers.fetch(name, []).map { |h| h.call(*args, **opts) }
  private def handlers = @handlers ||= {}
end
class Button
  include Events
end
b = Button.new
log = []
b.on(:click) { |x, y, shift: false| log << [x, y, shift] }.on(:click) { |x| log << x; x * 2 }
p b.emit(:click, 1, 2, shift: true), b.emit(:none), log
Button.new.emit(:click)

### matrix and determinant
class Matrix2
  attr_reader :rows
  def initialize(rows) = @rows = rows.map(&:dup).freeze
  def *(o) = Matrix2.new(rows.map { |r| o.rows.transpose.map { |c| r.zip(c).sum { |a, b| a * b } } })
  def ==(o) = rows == o.rows
  def **(n) = n == 1 ? self : n.even? ? (self * self)**(n / 2) : self * self**(n - 1)
  def det(m = rows)
    return m[0][0] if m.size == 1
    m[0].each_with_index.sum { |v, i| (i.even? ? v : -v) * det(m[1..].map { |r| r[0...i] + r[i + 1..] }) }
  end
  def to_s = rows.map { |r| r.join(" ") }.join("\n")
end
fib = Matrix2.new([[1, 1], [1, 0]])**90
puts fib
p fib.rows[0][1], Matrix2.new([[2, 0, 1], [1, 3, 2], [1, 1, 1]]).det, Matrix2.new([[1, 2], [3, 4]]).det
Matrix2.new([[1r / 2, 1], [1, 1r / 3]]).det

### tic tac toe minimax
LINES = [[0, 1, 2], [3, 4, 5], [6, 7, 8], [0, 3, 6], [1, 4, 7], [2, 5, 8], [0, 4, 8], [2, 4, 6]].freeze
def winner(b) = LINES.map { |l| b.values_at(*l) }.find { |a| a[0] && a.uniq.size == 1 }&.first
def score(b, turn)
  w = winner(b)
  return w == :x ? 1 : -1 if w
  free = b.each_index.reject { |i| b[i] }
  return 0 if free.empty?
  scores = free.map { |i| score(b.dup.tap { |c| c[i] = turn }, turn == :x ? :o : :x) }
  turn == :x ? scores.max : scores.min
end
board = [:x, :o, :x, nil, :o, nil, nil, nil, nil]
moves = board.each_index.reject { |i| board[i] }.to_h { |i| [i, score(board.dup.tap { |c| c[i] = :x }, :o)] }
p moves, moves.max_by(&:last)
score([:x, :x, nil, :o, :o, nil, nil, nil, nil], :x)

### linked list and iterators
class List
  include Enumerable
  Cell = Struct.new(:value, :rest)
  def initialize(*values) = @head = values.reverse.inject(nil) { |rest, v| Cell.new(v, rest) }
  def each
    return to_enum unless block_given?
    cell = @head
    while cell
      yield cell.value
      cell = cell.rest
    end
    self
  end
  def push(v) = tap { @head = Cell.new(v, @head) }
  def reverse = inject(List.new) { |l, v| l.push(v) }
  def inspect = "(#{map(&:inspect).join(" ")})"
end
l = List.new(3, 1, 2).push(9)
p l, l.reverse, l.sort, l.max, l.each_slice(2).to_a, l.each_with_index.map { |v, i| v * i }, l.lazy.map { |x| x + 1 }.select(&:even?).first(1), l.zip(l.reverse), l.include?(2), l.each.next, l.inject(:+), l.each_cons(2).count { |a, b| a > b }
l.to_a

### word count with report
text = <<~TEXT
  The quick brown fox. The lazy dog!
  A fox, a dog; the end?
TEXT
words = text.downcase.tr(".,;!?\n", " ").split
top = words.tally.sort_by { |w, n| [-n, w] }.first(4)
width = top.map { |w, _| w.size }.max
top.each { |w, n| puts "#{w.rjust(width)} #{"*" * n} #{n}" }
longest = words.max_by { |w| [w.size, w] }
p longest, words.uniq.size, words.group_by(&:size).transform_values(&:count).sort.to_h, words.each_cons(2).tally.max_by { |_, n| n }
words.sum(&:size).fdiv(words.size).round(2)

### lru cache and memo
class LRU
  def initialize(size) = (@size, @data = size, {})
  def fetch(key)
    if @data.key?(key)
      @data[key] = @data.delete(key)
    else
      @data.shift if @data.size >= @size
      @data[key] = yield(key)
    end
  end
  def keys = @data.keys
end
calls = []
c = LRU.new(2)
%i[a b a c b].each { |k| c.fetch(k) { |x| calls << x; x.to_s * 2 } }
p c.keys, calls
c.fetch(:c) { raise }

### topological sort and cycles
def order(deps)
  done, open = [], []
  visit = lambda do |n|
    raise ArgumentError, "cycle: #{(open.drop_while { |x| x != n } + [n]).join(" > ")}" if open.include?(n)
    next if done.include?(n)
    open.push(n)
    deps.fetch(n, []).each(&visit)
    done << open.pop
  end
  deps.each_key(&visit)
  done
end
p order({ app: %i[db web], web: %i[http], db: [], http: %i[db] })
begin
  order({ a: [:b], b: [:c], c: [:a] })
rescue ArgumentError => e
  e.message
end

### run length and huffman
def rle(s) = s.chars.chunk_while { |a, b| a == b }.map { |r| "#{r.size}#{r[0]}" }.join
def unrle(s) = s.chars.slice_when { |a, b| !("0".."9").cover?(a) }.map { |c| c[-1] * c[0..-2].join.to_i }.join
def huffman(text)
  nodes = text.chars.tally.map { |c, n| [n, c] }
  while nodes.size > 1
    a, b = nodes.sort_by { |n, v| [n, v.to_s] }.first(2)
    nodes = nodes - [a, b] + [[a[0] + b[0], [a, b]]]
  end
  codes = {}
  walk = ->((_, v), prefix) { v.is_a?(String) ? codes[v] = prefix : v.each_with_index { |n, i| walk.(n, prefix + i.to_s) } }
  walk.(nodes[0], "")
  codes
end
codes = huffman("abracadabra")
p rle("aaabbc"), unrle(rle("wwwwbbbw")), codes.transform_values(&:size).sort.to_h, "abracadabra".chars.sum { |c| codes[c].size }
codes.size

### priority scheduling
Job = Struct.new(:name, :priority, :deps, keyword_init: true) do
  include Comparable
  def <=>(o) = [-priority, name] <=> [-o.priority, o.name]
end
jobs = [Job.new(name: "build", priority: 5, deps: []), Job.new(name: "test", priority: 9, deps: ["build"]), Job.new(name: "lint", priority: 1, deps: []), Job.new(name: "ship", priority: 7, deps: %w[test lint])]
done = []
until done.size == jobs.size
  ready = jobs.reject { |j| done.include?(j.name) }.select { |j| (j.deps - done).empty? }
  done << ready.min.name
end
puts done.join(" -> ")
jobs.sort.map(&:to_a).first

### unit conversion with method_missing
class Length
  UNITS = { mm: 0.001, cm: 0.01, m: 1.0, km: 1000.0 }.freeze
  attr_reader :metres
  def initialize(metres) = @metres = metres
  def method_missing(name, *)
    name.start_with?("to_") && (unit = UNITS[name.to_s.delete_prefix("to_").to_sym]) ? (metres / unit).round(6) : super
  end
  def respond_to_missing?(name, priv = false) = name.start_with?("to_") && UNITS.key?(name[3..].to_sym) || super
  def +(other) = Length.new(metres + other.metres)
end
class Numeric
  Length::UNITS.each { |unit, factor| define_method(unit) { Length.new(self * factor) } }
end
p (5.km + 250.m).to_km, 30.cm.to_mm, 1.5.m.respond_to?(:to_cm), 1.m.respond_to?(:to_mile)
begin
  1.m.to_mile
rescue NoMethodError => e
  e.name
end

### recursive descent calculator
class Calc
  def initialize(text)
    @tokens = []
    number = +""
    text.each_char do |c|
      if ("0".."9").cover?(c) || c == "."
        number << c
      else
        @tokens << number.to_f unless number.empty?
        number = +""
        @tokens << c unless c == " "
      end
    end
    @tokens << number.to_f unless number.empty?
  end
  def value = expression.tap { raise ArgumentError, "left over: #{@tokens.join}" unless @tokens.empty? }
  private
  def expression
    left = term
    left = @tokens.shift == "+" ? left + term : left - term while ["+", "-"].include?(@tokens.first)
    left
  end
  def term
    left = factor
    left = @tokens.shift == "*" ? left * factor : left / factor while ["*", "/"].include?(@tokens.first)
    left
  end
  def factor
    case token = @tokens.shift
    when Float then token
    when "-" then -factor
    when "(" then expression.tap { @tokens.shift == ")" or raise ArgumentError, "missing )" }
    else raise ArgumentError, "unexpected #{token.inspect}"
    end
  end
end
["1 + 2 * 3", "(1 + 2) * 3", "-4 / (2 - 4)", "2 *", "1 2", "(1"].map { |t| Calc.new(t).value rescue $!.message }
