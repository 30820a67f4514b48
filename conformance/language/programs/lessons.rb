### sudoku by backtracking
puzzle = <<~GRID.lines.map { |l| l.chomp.chars.map(&:to_i) }
  530070000
  600195000
  098000060
  800060003
  400803001
  700020006
  060000280
  000419005
  000080079
GRID
allowed = lambda do |g, r, c|
  used = g[r] | g.map { _1[c] } | g[r / 3 * 3, 3].flat_map { |row| row[c / 3 * 3, 3] }
  (1..9).to_a - used
end
solve = lambda do |g|
  holes = (0..8).to_a.product((0..8).to_a).select { |r, c| g[r][c].zero? }
  next true if holes.empty?
  r, c = holes.min_by { |y, x| allowed.(g, y, x).size }
  allowed.(g, r, c).any? { |n| g[r][c] = n; solve.(g) } || (g[r][c] = 0) && false
end
p solve.(puzzle)
puts puzzle.map(&:join), puzzle.transpose.all? { |col| col.sort == [*1..9] }

### n queens, permutations and a knight
queens = ->(n) { [*0...n].permutation.select { |q| q.each_with_index.map { |c, r| c + r }.uniq.size == n && q.each_with_index.map { |c, r| c - r }.uniq.size == n } }
p (4..6).map { |n| queens.(n).size }, queens.(6).first
puts queens.(4).last.map { |c| "." * c + "Q" + "." * (3 - c) }
p %w[a b c].combination(2).map(&:join), [1, 2, 3].permutation(2).count, [1, 2].product([3, 4], [5]), [1, 2, 3].repeated_combination(2).to_a.size, (1..4).each_cons(2).map { |a, b| b - a }
moves = [1, -1].product([2, -2]).flat_map { |a, b| [[a, b], [b, a]] }
reach = ->(from, steps) { steps.zero? ? [from] : reach.(from, steps - 1).flat_map { |x, y| moves.map { |dx, dy| [x + dx, y + dy] } }.select { |q| q.all? { _1.between?(0, 7) } }.uniq }
(1..3).map { |n| reach.([0, 0], n).size }

### dijkstra with a small heap
class MinHeap
  def initialize(&by) = (@a = []; @by = by || :itself.to_proc)
  def push(x)
    @a << x
    i = @a.size - 1
    while i > 0 && @by.(@a[(i - 1) / 2]) > @by.(@a[i])
      @a[i], @a[(i - 1) / 2] = @a[(i - 1) / 2], @a[i]
      i = (i - 1) / 2
    end
    self
  end
  alias << push
  def pop
    return if @a.empty?
    top, last = @a.first, @a.pop
    unless @a.empty?
      @a[0] = last
      i = 0
      loop do
        child = [2 * i + 1, 2 * i + 2].select { _1 < @a.size }.min_by { @by.(@a[_1]) }
        break if child.nil? || @by.(@a[child]) >= @by.(@a[i])
        @a[i], @a[child] = @a[child], @a[i]
        i = child
      end
    end
    top
  end
  def empty? = @a.empty?
end
graph = Hash.new { |h, k| h[k] = {} }
"AB7 AC9 AF14 BC10 BD15 CD11 CF2 DE6 EF9".split.each { |e| a, b, w = e[0].to_sym, e[1].to_sym, e[2..].to_i; graph[a][b] = graph[b][a] = w }
shortest = lambda do |from|
  distance, previous = Hash.new(Float::INFINITY).merge(from => 0), {}
  heap = MinHeap.new(&:first) << [0, from]
  until heap.empty?
    d, node = heap.pop
    next if d > distance[node]
    graph[node].each do |neighbour, w|
      next unless d + w < distance[neighbour]
      distance[neighbour] = d + w
      previous[neighbour] = node
      heap << [d + w, neighbour]
    end
  end
  [distance, previous]
end
distance, previous = shortest.(:A)
path = ->(to) { [to, *(previous[to] && path.(previous[to]))] }
p distance, path.(:E).reverse
h = MinHeap.new { -_1 }
[5, 1, 8, 3].each { h << _1 }
4.times.map { h.pop } << h.pop

### the game of life on sets
require "set"
glider = Set[[1, 0], [2, 1], [0, 2], [1, 2], [2, 2]]
around = ->((x, y)) { [-1, 0, 1].product([-1, 0, 1]).reject { _1 == [0, 0] }.map { |dx, dy| [x + dx, y + dy] } }
step = ->(cells) { cells.flat_map(&around).tally.select { |cell, n| n == 3 || n == 2 && cells.include?(cell) }.keys.to_set }
show = ->(cells) { (0..4).map { |y| (0..4).map { |x| cells.include?([x, y]) ? "#" : "." }.join }.join("\n") }
gen = Enumerator.produce(glider, &step)
puts gen.take(3).map(&show).join("\n\n")
p gen.lazy.map(&:size).first(5), gen.take(5).last == glider.map { |x, y| [x + 1, y + 1] }.to_set, glider.superset?(Set[[1, 0]]), (glider & Set[[1, 0], [9, 9]]).to_a, glider ^ glider, Set[3, 1].add?(1), Set[1, 2].disjoint?(Set[3]), Set[1] <= Set[1, 2]
Set[1, [2]].inspect + Set[3, 1, 2].sort.inspect + Set[1, 2].group_by(&:odd?).inspect + Set.new([1, 2]) { _1 * 2 }.inspect

### events, observers and hooks by blocks
module Observable
  def on(event, priority: 0, &handler) = ((handlers[event] << [priority, handler]); self)
  def once(event, &handler)
    wrapper = lambda do |*args, **opts|
      handlers[event].reject! { |_, h| h.equal?(wrapper) }
      handler.call(*args, **opts)
    end
    on(event, &wrapper)
  end
  def emit(event, *args, **opts)
    handlers.fetch(event) { return [] }.sort_by { |prio, _| -prio }.map { |_, h| h.arity.zero? ? h.call : h.call(*args, **opts) }
  end
  private def handlers = (@handlers ||= Hash.new { |h, k| h[k] = [] })
end
class Button
  include Observable
  attr_reader :label
  def initialize(label) = @label = label
  def click(x, y) = emit(:click, x, y, button: self)
end
b = Button.new("OK")
seen = []
b.on(:click) { |x, y, button:| seen << "#{button.label}@#{x},#{y}" }
 .on(:click, priority: 9) { |x, *, **| seen << "first #{x}" }
 .once(:click) { |*a, **| seen << "once #{a}" }
p b.click(1, 2).size, b.click(3, 4).size, b.emit(:nothing), seen
begin
  b.handlers
rescue NoMethodError => e
  e.message[/private method `\w+' called/]
end

### an lru cache and a rate limiter with a clock of their own
class LRU
  include Enumerable
  def initialize(max) = (@max, @store, @hits = max, {}, Hash.new(0))
  def [](key)
    return @hits[:miss] += 1 && nil unless @store.key?(key)
    @hits[:hit] += 1
    @store[key] = @store.delete(key)
  end
  def fetch(key) = self[key] || (self[key] = yield(key))
  def []=(key, value)
    @store.delete(key)
    @store.shift if @store.size >= @max
    @store[key] = value
  end
  def each(&) = @store.each(&)
  def stats = @hits.dup
end
cache = LRU.new(2)
cache[:a] = 1
cache[:b] = 2
cache[:a]
cache[:c] = 3
p cache.to_a, cache.fetch(:d) { |k| k.to_s * 2 }, cache.map { |k, v| "#{k}=#{v}" }, cache.stats[:hit], cache.include?([:d, "dd"]), cache.to_h { |k, v| [v, k] }, cache.min_by { |k, _| k }, cache.sort_by { |k, _| k.to_s }.first, cache.each_with_index.map { |(k, v), i| [i, k, v] }, cache.reduce(0) { |s, (k, v)| s + v.to_s.size }
Clock = Struct.new(:now) { def advance(s) = self.now += s }
class Limiter
  def initialize(max, per, clock) = (@max, @per, @clock, @log = max, per, clock, [])
  def allow? = (@log.shift while @log.first && @log.first <= @clock.now - @per; @log.size < @max && !!(@log << @clock.now))
end
clock = Clock.new(0)
limiter = Limiter.new(2, 10, clock)
[0, 1, 1, 8, 1, 10, 0].map { |dt| clock.advance(dt); [clock.now, limiter.allow?] }

### a query builder that chains
class Query
  attr_reader :parts
  def self.from(table) = new(table: table)
  def initialize(**parts) = @parts = { fields: ["*"], wheres: [], order: nil, limit: nil, **parts }.freeze
  def select(*f) = with(fields: f.map(&:to_s))
  def where(text = nil, *args, **eq)
    conditions = text ? [text.gsub("?") { quote(args.shift) }] : eq.map { |k, v| v.is_a?(Array) ? "#{k} IN (#{v.map { quote(_1) }.join(", ")})" : v.nil? ? "#{k} IS NULL" : v.is_a?(Range) ? "#{k} BETWEEN #{quote(v.begin)} AND #{quote(v.end)}" : "#{k} = #{quote(v)}" }
    with(wheres: parts[:wheres] + conditions)
  end
  def order(*keys, **dirs) = with(order: [*keys, *dirs.map { |k, d| "#{k} #{d.to_s.upcase}" }].join(", "))
  def limit(n) = with(limit: Integer(n))
  def to_s
    sql = +"SELECT #{parts[:fields].join(", ")} FROM #{parts[:table]}"
    sql << " WHERE " << parts[:wheres].join(" AND ") if parts[:wheres].any?
    sql << " ORDER BY #{parts[:order]}" if parts[:order]
    sql << " LIMIT #{parts[:limit]}" if parts[:limit]
    sql
  end
  def method_missing(name, *args) = name.start_with?("by_") ? where(**{ name.to_s.delete_prefix("by_").to_sym => args.first }) : super
  def respond_to_missing?(name, _ = false) = name.start_with?("by_") || super
  private
  def with(**changes) = self.class.new(**parts, **changes)
  def quote(v) = v.is_a?(Numeric) ? v.to_s : "'#{v.to_s.gsub("'", "''")}'"
end
base = Query.from(:users)
puts base, base.select(:id, :name).where(active: 1, role: %w[admin owner]).where("age > ? AND name <> ?", 18, "O'Neil").order(:name, id: :desc).limit("5")
puts base.by_email("a@b.c").where(deleted_at: nil, age: 18..30), base
p base.frozen?, base.parts.frozen?, base.respond_to?(:by_x), (base.nope rescue $!.class), (base.limit("x") rescue $!.message)
base.where("a = ?", 1).parts[:wheres]

### an interpreter for a stack language
class Forth
  class StackUnderflow < RuntimeError; end
  def initialize(out = []) = (@stack, @words, @out = [], builtins, out)
  attr_reader :stack, :out
  def run(source)
    tokens = source.downcase.split
    until tokens.empty?
      case (token = tokens.shift)
      when /\A-?\d+\z/ then @stack.push(token.to_i)
      when ":"
        name, *body = tokens.shift(tokens.index(";") || raise(ArgumentError, "unterminated definition")).tap { tokens.shift }
        @words[name] = body.join(" ")
      when "if"
        depth, yes, no = 1, [], nil
        while (t = tokens.shift)
          depth += 1 if t == "if"
          depth -= 1 if t == "then"
          break if depth.zero?
          t == "else" && depth == 1 ? no = [] : (no || yes) << t
        end
        run((pop.zero? ? no || [] : yes).join(" "))
      else
        word = @words.fetch(token) { raise NameError.new("unknown word #{token}", token.to_sym) }
        word.is_a?(Proc) ? instance_exec(&word) : run(word)
      end
    end
    self
  end
  def pop = @stack.empty? ? raise(StackUnderflow, "stack underflow") : @stack.pop
  private def builtins
    binary = %w[+ - * / mod].to_h { |op| [op, -> (*) { b, a = pop, pop; @stack << (op == "mod" ? a % b : a.public_send(op, b)) }] }
    { "dup" => ->(*) { @stack << pop << @stack.last.to_i; @stack[-1] = @stack[-2] }, "drop" => ->(*) { pop }, "swap" => ->(*) { b, a = pop, pop; @stack << b << a }, "over" => ->(*) { b, a = pop, pop; @stack << a << b << a }, "." => ->(*) { @out << pop }, "=" => ->(*) { @stack << (pop == pop ? -1 : 0) }, "<" => ->(*) { @stack << (pop > pop ? -1 : 0) }, **binary }
  end
end
f = Forth.new
p f.run("1 2 3 * + dup .").stack, f.out
p f.run(": sq dup * ; : cube dup sq * ; 3 cube").stack
p Forth.new.run(": fact dup 1 = if drop 1 else dup 1 - fact * then ; 20 fact").stack, Forth.new.run(": fib dup 2 < if else dup 1 - fib swap 2 - fib + then ; 12 fib").stack
["+", "nope", ": x 1", "1 0 /"].map do |source|
  Forth.new.run(source)
rescue Forth::StackUnderflow, ZeroDivisionError => e
  "#{e.class}: #{e.message}"
rescue NameError => e
  "#{e.message} (#{e.name.inspect})"
rescue ArgumentError => e
  e.message
end

### roman numerals, number words and bases
ROMAN = { M: 1000, CM: 900, D: 500, CD: 400, C: 100, XC: 90, L: 50, XL: 40, X: 10, IX: 9, V: 5, IV: 4, I: 1 }.freeze
class Integer
  def to_roman = ROMAN.reduce([+"", self]) { |(s, n), (r, v)| [s << r.to_s * (n / v), n % v] }.first
  def in_words
    ones = %w[zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen]
    tens = %w[_ _ twenty thirty forty fifty sixty seventy eighty ninety]
    case self
    when 0...20 then ones[self]
    when 20...100 then tens[self / 10] + (self % 10 == 0 ? "" : "-" + ones[self % 10])
    when 100...1000 then ones[self / 100] + " hundred" + (self % 100 == 0 ? "" : " and " + (self % 100).in_words)
    else
      { 10**6 => "million", 1000 => "thousand" }.each { |unit, name| return (self / unit).in_words + " " + name + (self % unit == 0 ? "" : " " + (self % unit).in_words) if self >= unit }
    end
  end
  def ordinal = "#{self}#{(11..13).cover?(self % 100) ? "th" : { 1 => "st", 2 => "nd", 3 => "rd" }.fetch(self % 10, "th")}"
  def commas = to_s.reverse.scan(/\d{1,3}/).join(",").reverse
end
def from_roman(s) = s.chars.map { ROMAN[_1.to_sym] }.each_cons(2).sum { |a, b| a < b ? -a : a } + ROMAN[s[-1].to_sym]
p [1, 4, 9, 14, 40, 1994, 2024, 3999].map(&:to_roman), from_roman("MCMXCIV"), (1..200).all? { from_roman(_1.to_roman) == _1 }
p [0, 13, 42, 100, 115, 999, 1000, 12_345, 7_000_021].map(&:in_words), [1, 2, 3, 4, 11, 12, 13, 21, 102, 113].map(&:ordinal), [1, 1000, 1234567].map(&:commas)
p 255.to_s(16), "ff".to_i(16), "%08b" % 37, "0b101".to_i(0), 10.to_s(2).rjust(8, "0").scan(/..../), 0xFF.digits(16), [1, 1, 0].inject { |a, b| a * 2 + b }, 3.14.to_s.split("."), 1e3.to_i.to_s.size
(1..15).map { |i| i % 15 == 0 ? "FizzBuzz" : i % 5 == 0 ? "Buzz" : i % 3 == 0 ? "Fizz" : i }

### a bank of time: calendars and durations
def leap?(y) = (y % 4).zero? && !(y % 100).zero? || (y % 400).zero?
def days_in(y, m) = [31, leap?(y) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][m - 1]
def calendar(y, m)
  first = Time.utc(y, m, 1).wday
  title = Time.utc(y, m).strftime("%B %Y").center(20).rstrip
  weeks = ([nil] * first + [*1..days_in(y, m)]).each_slice(7).map { |w| w.map { |d| d.to_s.rjust(2) }.join(" ") }
  [title, "Su Mo Tu We Th Fr Sa", *weeks]
end
puts calendar(2024, 2), calendar(2021, 8)
def duration(seconds)
  { d: 86_400, h: 3600, m: 60, s: 1 }.each_with_object([]) { |(unit, size), acc| n, seconds = seconds.divmod(size); acc << "#{n}#{unit}" if n > 0 }.join(" ")
end
p [0, 59, 3600, 90_061, 86_400 * 3].map { duration(_1) }
t = Time.utc(2024, 2, 28, 23, 59, 50)
p t + 15, t + 86_400 * 2, t - Time.utc(2024, 1, 1), (t + 10).yday, t.strftime("%Y-%m-%dT%H:%M:%SZ %j %a %-d/%-m %I:%M %p %s %L %%"), t.monday?, t.to_a.first(6), t <=> t + 1, [t + 1, t].min == t, (t..t + 5).cover?(t + 3), t.round.usec, Time.at(0).utc.year, Time.utc(2000, 1, 31).month
p (Time.utc(2024, 12, 31) - Time.utc(2024, 1, 1)) / 86_400, Time.utc(1999, 12, 31, 23, 59, 59.5).to_f, Time.gm(2000, "jan", 1).wday, Time.utc(2024, 2, 30).day
[2000, 1900, 2023, 2024].map { |y| [y, leap?(y), (1..12).sum { days_in(y, _1) }] }
