### orders by customer as a report
Order = Struct.new(:id, :customer, :lines, keyword_init: true) do
  def total = lines.sum { |l| l[:qty] * l[:price] }
  def to_s = format("#%04d %-10s %10.2f", id, customer, total)
end
orders = [
  Order.new(id: 1, customer: "Acme", lines: [{ sku: "A1", qty: 2, price: 9.99 }, { sku: "B2", qty: 1, price: 100.0 }]),
  Order.new(id: 2, customer: "Globex", lines: [{ sku: "A1", qty: 10, price: 9.49 }]),
  Order.new(id: 3, customer: "Acme", lines: []),
]
puts orders
by_customer = orders.group_by(&:customer).transform_values { |os| os.sum(&:total).round(2) }
by_customer.sort_by { |name, total| [-total, name] }.each.with_index(1) do |(name, total), rank|
  puts "#{rank}. #{name.ljust(8, ".")}#{total.to_s.rjust(10, ".")}"
end
puts "-" * 20, "max: #{orders.max_by(&:total)&.id}, min: #{orders.min_by(&:total).to_h.slice(:id, :customer)}"
orders.flat_map { |o| o.lines.map { |l| [l[:sku], l[:qty]] } }.each_with_object(Hash.new(0)) { |(sku, n), acc| acc[sku] += n }

### a csv with quotes by hand
csv = <<~CSV
  name,age,"quote, with comma"
  "Smith, J.",42,"said ""hi"""
  Doe,,plain
CSV
def parse_line(line)
  fields, field, quoted = [], +"", false
  chars = line.chomp.chars
  until chars.empty?
    c = chars.shift
    case
    when quoted && c == '"' && chars.first == '"' then field << chars.shift
    when c == '"' then quoted = !quoted
    when c == "," && !quoted
      fields << field
      field = +""
    else field << c
    end
  end
  fields << field
end
header, *rows = csv.lines.map { |l| parse_line(l) }
table = rows.map { |r| header.zip(r).to_h.transform_keys { |k| k.tr(" ,", "_").squeeze("_").to_sym } }
table.each { |row| p row }
table.map { |r| Integer(r[:age], exception: false) }

### a lexer with named groups and positions
class Lexer
  Token = Struct.new(:type, :text, :line, :column)
  RULES = { number: /\d+(?:\.\d+)?/, ident: /[a-z_]\w*/i, op: %r{[-+*/=<>!]=?|[(){};,]}, string: /"(?:\\.|[^"\\])*"/, space: /[ \t]+/, newline: /\n/ }.freeze
  PATTERN = Regexp.new(RULES.map { |name, re| "(?<#{name}>#{re.source})" }.join("|"), Regexp::IGNORECASE)
  include Enumerable
  def initialize(source) = @source = source
  def each
    return enum_for(:each) unless block_given?
    pos, line, column = 0, 1, 1
    while pos < @source.size
      m = PATTERN.match(@source, pos)
      raise SyntaxError, "line #{line}:#{column}: #{@source[pos].inspect}" if m.nil? || m.begin(0) != pos
      type = m.names.find { |n| m[n] }.to_sym
      yield Token.new(type, m[0], line, column) unless %i[space newline].include?(type)
      if type == :newline then line += 1; column = 1 else column += m[0].size end
      pos = m.end(0)
    end
  end
end
lexer = Lexer.new(%(let x = 3.14 * (y_1 + 2)\nprint "a \\"b\\"";))
lexer.each { |t| puts "%d:%-3d %-7s %s" % [t.line, t.column, t.type, t.text] }
p lexer.map(&:type).tally, lexer.first(2).map(&:to_a), lexer.each_slice(4).count, lexer.include?(nil)
begin
  Lexer.new("a = $").to_a
rescue SyntaxError => e
  "#{e.class}: #{e.message}"
end

### a recursive descent calculator with errors
class Calc
  class Error < StandardError
    attr_reader :position
    def initialize(message = "bad input", position: nil)
      @position = position
      super(position ? "#{message} at #{position}" : message)
    end
  end
  PRECEDENCE = { "+" => 1, "-" => 1, "*" => 2, "/" => 2, "%" => 2, "**" => 3 }.freeze
  def self.call(...) = new(...).call
  def initialize(text, vars: {}) = (@text, @vars, @pos = text, vars, 0)
  def call
    value = expression(0)
    skip
    raise Error.new("unexpected #{@text[@pos].inspect}", position: @pos) if @pos < @text.size
    value
  end
  private
  def skip = (@pos += 1 while @text[@pos] == " ")
  def expression(min)
    left = unary
    loop do
      skip
      op = @text[@pos..][/\A(\*\*|[-+*\/%])/] or break
      level = PRECEDENCE.fetch(op)
      break if level < min
      @pos += op.size
      right = expression(op == "**" ? level : level + 1)
      left = left.public_send(op, right)
    end
    left
  end
  def unary
    skip
    case @text[@pos]
    when "-" then @pos += 1; -unary
    when "(" then @pos += 1; expression(0).tap { skip; @text[@pos] == ")" or raise Error.new("expected )", position: @pos); @pos += 1 }
    when /\d/ then @text[@pos..][/\A\d+(\.\d+)?/].then { |s| @pos += s.size; s.include?(".") ? s.to_f : s.to_i }
    when /[a-z]/ then @text[@pos..][/\A\w+/].then { |s| @pos += s.size; @vars.fetch(s.to_sym) { raise Error, "unknown #{s}" } }
    else raise Error.new(position: @pos)
    end
  end
end
["1 + 2 * 3", "(1 + 2) * 3", "2 ** 3 ** 2", "-2 ** 2", "10 % 4 - 7", "x / y", "7 / 2.0", "1 +", "(1", "z", "1 1", "1 / 0"].each do |text|
  puts "#{text} => #{Calc.call(text, vars: { x: 9, y: 2 })}"
rescue Calc::Error => e
  puts "#{text} => #{e.message} #{e.position.inspect}"
rescue ZeroDivisionError => e
  puts "#{text} => #{e.message} (#{e.class.superclass})"
end

### a state machine as a small language
module StateMachine
  def self.included(base) = base.extend(ClassMethods)
  module ClassMethods
    def transitions = @transitions ||= Hash.new { |h, k| h[k] = {} }
    def states(*names)
      names.each { |n| define_method(:"#{n}?") { state == n } }
      @initial ||= names.first
      const_set(:STATES, names.freeze)
    end
    def initial = @initial
    def event(name, from:, to:, &guard)
      Array(from).each { |f| transitions[name][f] = [to, guard] }
      define_method(name) { fire(name) }
      define_method("can_#{name}?") { !!self.class.transitions.dig(name, state) }
    end
  end
  class InvalidTransition < StandardError; end
  def state = @state || self.class.initial
  def history = @history ||= [state]
  def fire(name)
    to, guard = self.class.transitions[name][state]
    raise InvalidTransition, "cannot #{name} from #{state}" unless to
    raise InvalidTransition, "#{name} is not allowed" if guard && !instance_exec(&guard)
    history << (@state = to)
    self
  end
end
class Door
  include StateMachine
  states :closed, :open, :locked
  event :open, from: :closed, to: :open
  event(:close, from: %i[open], to: :closed)
  event(:lock, from: :closed, to: :locked) { @key }
  event :unlock, from: :locked, to: :closed
  def key! = tap { @key = true }
end
door = Door.new
p door.closed?, door.can_open?, door.can_lock?, Door::STATES
p door.open.close.history
[-> { door.unlock }, -> { door.lock }, -> { door.key!.lock.locked? }, -> { door.jump }].map do |step|
  step.call
rescue Door::InvalidTransition => e
  e.message
rescue NoMethodError => e
  e.message[/undefined method `\w+'/]
end

### html by method_missing
class Html
  VOID = %w[br img hr].freeze
  def self.build(&block) = new.tap { |h| h.instance_eval(&block) }.to_s
  def initialize = (@out, @depth = [], 0)
  def text(s) = line(s.to_s.gsub(/[&<>"]/, "&" => "&amp;", "<" => "&lt;", ">" => "&gt;", '"' => "&quot;"))
  def method_missing(name, content = nil, **attributes, &block)
    attrs = attributes.map { |k, v| v == true ? " #{k}" : %( #{k.to_s.tr("_", "-")}="#{v}") }.join
    if VOID.include?(name.to_s) then line("<#{name}#{attrs}>")
    elsif block
      line("<#{name}#{attrs}>")
      @depth += 1
      instance_eval(&block)
      @depth -= 1
      line("</#{name}>")
    else line("<#{name}#{attrs}>#{content}</#{name}>")
    end
  end
  def respond_to_missing?(name, include_private = false) = name.match?(/\A[a-z]\w*\z/) || super
  def to_s = @out.join("\n")
  private def line(s) = (@out << "  " * @depth + s; self)
end
items = %w[one two & three]
puts(Html.build do
  div(class: "box", data_id: 7) do
    h1 "Title"
    ul { items.each { |i| li { text i } } }
    br
    input type: "text", disabled: true
  end
end)
p Html.new.respond_to?(:section), Html.new.respond_to?(:Section), Html.new.respond_to?("x y")
Html.new.method(:span).call("z").to_s

### memoization, recursion and hashes with default blocks
fib = Hash.new { |h, n| h[n] = n < 2 ? n : h[n - 1] + h[n - 2] }
p fib[90], fib.size
module Memoize
  def memoize(name)
    original = instance_method(name)
    cache = {}
    define_method(name) { |*args| cache.fetch(args) { cache[args] = original.bind_call(self, *args) } }
    name
  end
end
class Grid
  extend Memoize
  attr_reader :calls
  def initialize = @calls = 0
  memoize def paths(r, c)
    @calls += 1
    r.zero? || c.zero? ? 1 : paths(r - 1, c) + paths(r, c - 1)
  end
end
g = Grid.new
p g.paths(14, 14), g.calls
ackermann = ->(m, n) { m.zero? ? n + 1 : n.zero? ? ackermann.(m - 1, 1) : ackermann.(m - 1, ackermann.(m, n - 1)) }
p ackermann.(2, 3)
lcs = lambda do |a, b, memo = {}|
  next "" if a.empty? || b.empty?
  memo[[a, b]] ||= if a[0] == b[0] then a[0] + lcs.(a[1..], b[1..], memo)
                   else [lcs.(a[1..], b, memo), lcs.(a, b[1..], memo)].max_by(&:size)
                   end
end
lcs.("AGGTAB", "GXTXAYB")

### versions that compare and iterate
class Version
  include Comparable
  attr_reader :parts, :pre
  def self.parse(text)
    m = /\A(\d+(?:\.\d+)*)(?:-([\w.]+))?\z/.match(text) or raise ArgumentError, "malformed version #{text.inspect}"
    new(m[1].split(".").map(&:to_i), m[2])
  end
  def initialize(parts, pre = nil) = (@parts, @pre = parts, pre)
  def <=>(other)
    return nil unless other.is_a?(Version)
    width = [parts.size, other.parts.size].max
    pad = ->(v) { v.parts + [0] * (width - v.parts.size) }
    order = pad[self] <=> pad[other]
    return order unless order.zero?
    [pre ? 0 : 1, pre.to_s] <=> [other.pre ? 0 : 1, other.pre.to_s]
  end
  def succ = Version.new(parts[0..-2] + [parts.last + 1])
  def to_s = [parts.join("."), pre].compact.join("-")
  alias inspect to_s
  def hash = to_s.hash
  def eql?(other) = other.is_a?(Version) && to_s == other.to_s
end
versions = %w[1.2 1.10 1.2.0 1.2-rc1 0.9.9 1.2-beta].map { Version.parse(_1) }
p versions.sort, versions.max, versions.minmax, versions.uniq.size
a, b = Version.parse("1.2"), Version.parse("1.5")
p a.between?(versions.min, b), b.clamp(versions.min, versions.max), (a..b).to_a, (a...b).include?(Version.parse("1.4")), a == Version.parse("1.2.0")
p (a <=> 3), (a == 3)
begin
  a < 3
rescue ArgumentError => e
  puts e.message.sub(/comparison of Version with/, "cmp")
end
begin
  Version.parse("x")
rescue => e
  e.message
end

### generators by fiber and enumerator
primes = Enumerator.new do |y|
  found = []
  (2..).each do |n|
    next if found.any? { |q| q * q <= n && (n % q).zero? }
    found << n
    y << n
  end
end
p primes.take(10), primes.lazy.select { |x| x % 4 == 1 }.map { |x| x * x }.first(4), primes.each_with_index.first(3)
collatz = Enumerator.produce(27) { |n| n == 1 ? raise(StopIteration) : n.even? ? n / 2 : 3 * n + 1 }
p collatz.count, collatz.max, collatz.each_slice(30).map(&:sum)
fiber = Fiber.new do |x|
  total = 0
  loop { total += x; x = Fiber.yield(total) }
end
p [1, 5, 10].map { fiber.resume(_1) }, fiber.alive?
tree = { v: 5, l: { v: 3, l: { v: 1 }, r: { v: 4 } }, r: { v: 8, r: { v: 9 } } }
walk = ->(node, &blk) { node and (walk.(node[:l], &blk); blk.(node[:v]); walk.(node[:r], &blk)) }
each_value = Enumerator.new { |y| walk.(tree) { y << _1 } }
p each_value.to_a, each_value.next, each_value.next, each_value.peek
e = [1, 2].each
r = []
begin
  loop { r << e.next }
  e.next
rescue StopIteration => s
  r << s.message << s.result
end
r

### linked lists with enumerable
class LinkedList
  include Enumerable
  Node = Struct.new(:value, :next_node)
  def initialize(*items) = (@size = 0; items.each { push(_1) })
  attr_reader :size
  def push(v)
    node = Node.new(v)
    @tail ? @tail.next_node = node : @head = node
    @tail = node
    @size += 1
    self
  end
  alias << push
  def each
    return to_enum(__method__) { size } unless block_given?
    node = @head
    (yield node.value; node = node.next_node) while node
    self
  end
  def reverse! = tap { prev, cur = nil, @head; @tail = @head; (cur.next_node, prev, cur = prev, cur, cur.next_node) while cur; @head = prev }
  def inspect = "(#{map(&:inspect).join(" -> ")})"
end
list = LinkedList.new(3, 1, 2) << 5 << 4
p list, list.sort, list.each.size, list.min_by { -_1 }, list.each_cons(2).to_a, list.reduce(:+), list.inject { |a, b| a * b }
p list.partition(&:even?), list.zip(list.drop(1)), list.each_with_index.to_a.last, list.chunk_while { |a, b| b == a + 1 }.to_a, list.sum, list.to_set.size
p list.reverse!, list.first, list.first(2), list.lazy.map { _1 * 2 }.reject(&:zero?).to_a, list.each_entry.to_a, list.minmax, list.include?(5), list.tally
list.each_with_object([]) { |x, acc| acc.unshift(x) }.slice_when { |a, b| a > b }.map(&:size)

### an inventory with custom exceptions, retry and ensure
class InventoryError < StandardError
  def initialize(item, msg = "problem with #{item}") = (@item = item; super(msg))
  attr_reader :item
end
OutOfStock = Class.new(InventoryError) { def initialize(item, wanted, have) = super(item, "#{item}: wanted #{wanted}, have #{have}") }
log = []
stock = Hash.new(0).merge!(apple: 3, pear: 0)
take = lambda do |item, n|
  attempts = 0
  begin
    attempts += 1
    raise OutOfStock.new(item, n, stock[item]) if stock[item] < n
    stock[item] -= n
    log << "took #{n} #{item}"
  rescue OutOfStock => e
    log << "#{e.class}: #{e.message} (attempt #{attempts})"
    stock[e.item] += 2
    retry if attempts < 3
    raise InventoryError.new(item)
  else
    :ok
  ensure
    log << "done #{item}"
  end
end
p take.(:apple, 2), (take.(:pear, 4))
begin
  take.(:plum, 50)
rescue InventoryError => e
  log << [e.message, e.cause.class, e.cause.message, e.cause.cause].inspect
end
puts log
stock

### text wrapped, justified and in columns
text = "The quick brown fox jumps over the lazy dog. " * 3
words = text.split
lines = words.slice_when.with_index { |a, b| false }.to_a rescue lines = nil
lines = words.each_with_object([[]]) { |w, ls| (ls.last + [w]).join(" ").size > 28 ? ls << [w] : ls.last << w }
lines.each do |ws|
  gaps = ws.size - 1
  spaces = 28 - ws.sum(&:size)
  puts ws == lines.last || gaps.zero? ? ws.join(" ") : ws.each_with_index.map { |w, i| i == gaps ? w : w + " " * (spaces / gaps + (i < spaces % gaps ? 1 : 0)) }.join
end
rows = [%w[name qty price], ["nut", 3, 1.5], ["bolt", 120, 0.25]]
widths = rows.transpose.map { |col| col.map { |c| c.to_s.size }.max }
rows.each { |r| puts r.zip(widths).map { |c, w| c.is_a?(Numeric) ? c.to_s.rjust(w) : c.ljust(w) }.join(" | ") }
puts rows[0].zip(widths).map { |_, w| "=" * w }.join("=+=")
puts "centered".center(20, "*"), "%-10s|%+5d|%05.1f|%x|%e" % ["left", 42, 3.14159, 255, 12345.678]
text.scan(/\b\w/).tally.sort_by { |c, n| [-n, c] }.first(5).map { |c, n| "#{c}#{n}" }.join(" ")

### bank accounts with operators, freezing and formatting
class Money
  include Comparable
  attr_reader :cents, :currency
  def initialize(cents, currency = "EUR") = (@cents, @currency = cents, currency; freeze)
  def self.[](amount, currency = "EUR") = new((amount * 100).round, currency)
  %i[+ -].each do |op|
    define_method(op) do |other|
      raise TypeError, "#{currency} #{op} #{other.currency}" if currency != other.currency
      Money.new(cents.send(op, other.cents), currency)
    end
  end
  def *(n) = Money.new((cents * n).round, currency)
  def -@ = Money.new(-cents, currency)
  def coerce(n) = [self, n]
  def <=>(o) = o.is_a?(Money) && currency == o.currency ? cents <=> o.cents : nil
  def to_s = format("%s%d.%02d %s", cents.negative? ? "-" : "", *cents.abs.divmod(100), currency)
  def inspect = "#<#{self.class.name} #{self}>"
  def allocate(*ratios)
    shares = ratios.map { |r| cents * r / ratios.sum }
    (cents - shares.sum).times { |i| shares[i] += 1 }
    shares.map { Money.new(_1, currency) }
  end
end
a = Money[10.01]
p a, a + Money[5], a - Money[20], a * 1.5, -a, 3 * a, [Money[3], Money[1]].sort, [a, a].sum(Money[0]), a.allocate(1, 1, 1)
begin
  a + Money[1, "USD"]
rescue TypeError => e
  puts e.message
end
begin
  a.instance_variable_set(:@cents, 1)
rescue FrozenError => e
  puts e.message, e.receiver.equal?(a)
end
begin
  a > Money[1, "USD"]
rescue ArgumentError => e
  puts e.message
end
a.clamp(Money[1], Money[5]).to_s

### matrices and numbers
class Matrix2
  attr_reader :rows
  def self.identity(n) = new(Array.new(n) { |i| Array.new(n) { |j| i == j ? 1 : 0 } })
  def initialize(rows) = @rows = rows
  def [](i, j) = rows.dig(i, j)
  def *(o) = Matrix2.new(rows.map { |r| o.rows.transpose.map { |c| r.zip(c).sum { |a, b| a * b } } })
  def **(n) = n.zero? ? self.class.identity(rows.size) : n.odd? ? self * self**(n - 1) : (self * self)**(n / 2)
  def ==(o) = o.class == self.class && rows == o.rows
  def det
    m = rows.map { |r| r.map(&:to_r) }
    (0...m.size).reduce(1) do |acc, i|
      pivot = (i...m.size).find { |r| !m[r][i].zero? } or return 0
      acc = -acc if pivot != i
      m[i], m[pivot] = m[pivot], m[i]
      (i + 1...m.size).each { |r| f = m[r][i] / m[i][i]; m[r] = m[r].zip(m[i]).map { |a, b| a - f * b } }
      acc * m[i][i]
    end
  end
  def to_s = rows.map { |r| r.map { _1.to_s.rjust(4) }.join }.join("\n")
end
fib = Matrix2.new([[1, 1], [1, 0]])
p (fib**90)[0, 1], fib**2 == Matrix2.new([[2, 1], [1, 1]]), (fib**0).rows
puts Matrix2.new([[1, 2], [3, 40]])
p Matrix2.new([[2, -1, 0], [1, 3, 2], [0, 5, -4]]).det, Matrix2.new([[0, 1], [1, 0]]).det, Matrix2.new([[1, 2], [2, 4]]).det
p 10.digits, 255.to_s(2).count("1"), 255.bit_length, 0b1010 ^ 0x0f, ~5 & 0xff, 1 << 70, -17 / 5, -17 % 5, -17.remainder(5), 17.fdiv(5), 7.pow(100, 13), 48.gcd(36), 4.lcm(6), 10.pred.succ, 3.7.divmod(1.2), -7.divmod(2)
p 1234.5678.round(2), 1234.5678.round(-2), 15.round(-1), 25.round(-1, half: :even), 2.5.round(half: :down), 1e3.to_i, 12.34.floor(1), -12.34.ceil(1), 0.1 + 0.2, 1.23456789012345e+20, 100.0, 1e100.to_s, 5.clamp(..3), 5.clamp(7..)
(1..10).each_slice(3).map(&:sum).then { |s| s.sum.fdiv(s.size) }
