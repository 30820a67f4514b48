### what errors say
class Account
  attr_reader :balance
  def initialize(balance:) = @balance = balance
  def withdraw(amount, note = nil) = @balance -= amount
  private def audit = :secret
  protected def inner = 1
end
a = Account.new(balance: 10)
messages = [
  -> { nil.upcase }, -> { nil + 1 }, -> { nil[0] }, -> { 5.upcase }, -> { "a" + 1 }, -> { 1 + "a" }, -> { 1 + nil }, -> { [1] + nil }, -> { [1, 2].first("x") },
  -> { Integer("abc") }, -> { Integer(nil) }, -> { Float("x") }, -> { {}.fetch(:a) }, -> { { a: 1 }.fetch("a") }, -> { [].fetch(3) }, -> { [1, 2, 3].fetch(-9) },
  -> { undefined_thing }, -> { undefined_call() }, -> { UndefinedConst }, -> { Account::Nope }, -> { a.nope }, -> { a.audit }, -> { a.inner }, -> { a.balance = 1 },
  -> { Account.new }, -> { Account.new(1) }, -> { Account.new(balance: 1, x: 2) }, -> { a.withdraw }, -> { a.withdraw(1, 2, 3) }, -> { "abc".freeze << "d" }, -> { [1].freeze << 2 }, -> { { a: 1 }.freeze[:b] = 1 },
  -> { :sym.unknown }, -> { 1 / 0 }, -> { 1 % 0 }, -> { 1.0.to_i / 0 }, -> { Float::NAN.to_i }, -> { (1.0 / 0).to_i }, -> { [3, "a"].sort }, -> { [nil, 1].sum }, -> { ["a", 1].sum("") },
  -> { raise "plain" }, -> { raise ArgumentError }, -> { raise ArgumentError, "given" }, -> { raise Class.new(StandardError), "anonymous" }, -> { throw :x }, -> { loop { raise StopIteration } ; raise IOError, "after" },
  -> { Comparable.new }, -> { BasicObject.new.inspect }, -> { Object.const_get(:lower) }, -> { [1, 2].to_h }, -> { [[1, 2, 3]].to_h }, -> { "x" * -1 }, -> { [1] * -1 }, -> { "abc".center },
  -> { Struct.new(:a).new(1, 2) }, -> { eval_nothing }, -> { def self.q(x:) = x; q }, -> { q(y: 1) }, -> { ->(x) {}.call }, -> { proc { |x| x.foo }.call(1) }, -> { [1, 2, 3].each_slice(0) }, -> { "a".ljust(5, "") }, -> { 300.chr.size; -1.chr },
]
messages.each_with_index do |f, i|
  value = f.call
  puts "#{i} #{value.inspect}"
rescue Exception => e
  puts "#{i} #{e.class.name || "anonymous"}: #{e.message.gsub(/0x\h+/, "0x").gsub(/#<Class:0x>/, "anon")}"
end
begin
  {}.fetch(:missing)
rescue KeyError => e
  p e.key, e.receiver
end
begin
  a.nope(1, 2)
rescue NoMethodError => e
  p e.name, e.args, e.receiver.equal?(a)
end

### causes, wrapping and the order of handlers
class AppError < StandardError
  def initialize(msg = "application failed") = super
end
class NotFound < AppError
  attr_reader :id
  def initialize(id) = (@id = id; super("no record #{id}"))
end
def load(id) = { 1 => "one" }.fetch(id) { raise NotFound.new(id) }
def handle(id)
  load(id)
rescue NotFound => e
  raise AppError, "wrapped #{e.id}"
ensure
  ($log ||= []) << id
end
def chain(e) = e ? ["#{e.class}(#{e.message})", *chain(e.cause)] : []
begin
  handle(7)
rescue AppError => e
  puts chain(e).join(" <- ")
end
p handle(1), $log
begin
  begin
    raise TypeError, "first"
  rescue => e
    raise ArgumentError, "second", cause: nil
  end
rescue => e
  p e.cause, $!.equal?(e)
end
p $!
result = [TypeError, ZeroDivisionError, NotFound, KeyError, ScriptError].map do |klass|
  klass == NotFound ? raise(NotFound.new(3)) : raise(klass, "x")
rescue TypeError, KeyError => e
  "type/key #{e.message}"
rescue AppError, *[ZeroDivisionError] => e
  "app/zero #{e.class}"
rescue Exception
  "other #{$!.class}"
else
  "never"
end
p result
def deep(n) = n.zero? ? raise("bottom") : deep(n - 1)
begin
  deep(3)
rescue => e
  p e.backtrace.size > 3, e.backtrace.first[/\d+/], e.full_message(highlight: false, order: :top).lines.first[/bottom \(RuntimeError\)/], e.backtrace_locations&.first&.lineno
end
x = Integer("5") rescue 0
y = Integer("z") rescue 0
value = begin Float("1.5"); rescue ArgumentError; nil; end
p x, y, value, (raise "a" rescue "inline"), [1, 2].frozen?, AppError.new.message, AppError.new("m").message, NotFound.new(1).message, AppError.instance_method(:message).owner, StandardError.new(nil).message, StandardError.new(5).message
def risky = yield
ensure_order = []
[1, 2, 3].each do |i|
  next ensure_order << :skipped if i == 2
  begin
    break if i == 3
    ensure_order << i
  ensure
    ensure_order << "e#{i}"
  end
end
ensure_order

### ledgers: grouping, pivoting and totals
lines = <<~CSV
  date,category,amount
  2024-01-03,food,12.50
  2024-01-15,rent,800
  2024-02-02,food,20.25
  2024-02-20,fun,-5
  2024-03-01,rent,800
  bad line
  2024-03-09,food,abc
CSV
header, *rows = lines.lines(chomp: true)
keys = header.split(",").map(&:to_sym)
good, bad = rows.map { |r| r.split(",") }.partition { |f| f.size == 3 && Float(f[2], exception: false) }
entries = good.map { |f| keys.zip(f).to_h.then { |h| h.merge(amount: h[:amount].to_f, month: h[:date][0, 7]) } }
pivot = entries.group_by { _1[:month] }.transform_values { |es| es.group_by { _1[:category] }.transform_values { |x| x.sum { |e| e[:amount] } } }
categories = entries.map { _1[:category] }.uniq.sort
puts "%-8s" % "" + categories.map { "%9s" % _1 }.join
pivot.each { |month, cells| puts month.ljust(8) + categories.map { |c| cells[c] ? format("%9.2f", cells[c]) : " " * 8 + "-" }.join }
puts "total".ljust(8) + categories.map { |c| format("%9.2f", pivot.values.sum { |h| h.fetch(c, 0) }) }.join
p bad, entries.minmax_by { _1[:amount] }.map { _1[:date] }, entries.sum { _1[:amount] }, entries.max_by(2) { _1[:amount] }.map { _1[:category] }
running = 0.0
p entries.map { |e| running += e[:amount] }, entries.each_cons(2).map { |a, b| (b[:amount] - a[:amount]).round(2) }, entries.chunk_while { |a, b| a[:month] == b[:month] }.map(&:size), entries.slice_when { |a, b| a[:category] != b[:category] }.count
mean = entries.sum { _1[:amount] } / entries.size
variance = entries.sum { (_1[:amount] - mean)**2 } / entries.size
puts "mean %.3f sd %.3f median %s" % [mean, Math.sqrt(variance), entries.map { _1[:amount] }.sort.then { |s| s[s.size / 2] }]
entries.each_with_object(Hash.new { |h, k| h[k] = [] }) { |e, h| h[e[:category]] << e[:date] }.transform_values(&:last)

### a log parser
log = <<~'LOG'
  [2024-05-01 10:00:01] INFO  api: GET /users/42 200 12ms
  [2024-05-01 10:00:02] ERROR db: connection lost (attempt=3, host="db-1")
  [2024-05-01 10:00:05] WARN  api: GET /slow 200 1543ms
    at line two of the message
  [2024-05-01 10:01:00] INFO  api: POST /users 201 40ms
  garbage
LOG
LINE = /\A\[(?<date>\d{4}-\d\d-\d\d) (?<time>[\d:]{8})\] (?<level>[A-Z]+)\s+(?<source>\w+): (?<message>.*)\z/
Entry = Struct.new(:date, :time, :level, :source, :message) do
  def seconds = time.split(":").map(&:to_i).inject { |a, b| a * 60 + b }
  def request = message[/\A(GET|POST) (\S+) (\d+) (\d+)ms/] && { verb: $1, path: $2, status: $3.to_i, ms: $4.to_i }
  def fields = message.scan(/(\w+)=("[^"]*"|\w+)/).to_h { |k, v| [k.to_sym, v.delete('"')] }
end
entries, junk = [], []
log.each_line(chomp: true) do |line|
  if (m = LINE.match(line)) then entries << Entry.new(*m.captures)
  elsif line.start_with?("  ") && entries.any? then entries.last.message += "\n" + line.strip
  else junk << line
  end
end
p entries.size, junk, entries.map(&:level).tally, entries[1].fields, entries.filter_map(&:request)
slow = entries.select { |e| (e.request || {})[:ms].to_i > 1000 }
puts slow.map { |e| "#{e.time} #{e.request[:path]}\n#{e.message.lines.drop(1).map { "> #{_1}" }.join}" }
p entries.each_cons(2).map { |a, b| b.seconds - a.seconds }, entries.group_by(&:source).transform_values(&:size), entries.find { _1.level == "ERROR" }&.message&.slice(0, 15)
p "2024-05-01".match(/(\d+)-(\d+)-(\d+)/).captures.map(&:to_i), "a=1;b=2".split(";").to_h { _1.split("=") }, "k: v".partition(": "), "x-y_z".tr("-_", "  ").split.map(&:capitalize).join, "%s=%p" % [:a, "b"]
entries.map { |e| e.message.gsub(/\d+/) { |n| "<#{n.size}>" }.lines.first.chomp }

### diffs, distances and similarities
levenshtein = lambda do |a, b|
  row = (0..b.size).to_a
  a.each_char.with_index(1) do |ca, i|
    previous, row[0] = row[0], i
    b.each_char.with_index(1) { |cb, j| previous, row[j] = row[j], [row[j] + 1, row[j - 1] + 1, previous + (ca == cb ? 0 : 1)].min }
  end
  row.last
end
p [%w[kitten sitting], %w[flaw lawn], ["", "abc"], %w[naïve naive]].map { levenshtein.(*_1) }
lcs = lambda do |a, b|
  t = Array.new(a.size + 1) { [0] * (b.size + 1) }
  a.each_index { |i| b.each_index { |j| t[i + 1][j + 1] = a[i] == b[j] ? t[i][j] + 1 : [t[i][j + 1], t[i + 1][j]].max } }
  i, j, out = a.size, b.size, []
  until i.zero? && j.zero?
    if i > 0 && j > 0 && a[i - 1] == b[j - 1] then out.unshift([" ", a[i -= 1]]); j -= 1
    elsif j > 0 && (i.zero? || t[i][j - 1] >= t[i - 1][j]) then out.unshift(["+", b[j -= 1]])
    else out.unshift(["-", a[i -= 1]])
    end
  end
  out
end
puts lcs.(%w[a b c d f], %w[a c d e f]).map(&:join)
soundex = ->(w) { w.upcase.then { |u| (u[0] + u[1..].tr("AEIOUYHWBFPVCGJKQSXZDTLMNR", "00000000111122222222334556").squeeze.delete("0")).ljust(4, "0")[0, 4] } }
p %w[Robert Rupert Ashcraft Tymczak Honeyman].map(&soundex), %w[listen silent enlist google].group_by { _1.chars.sort.join }.values
trigrams = ->(s) { "  #{s} ".each_char.each_cons(3).map(&:join) }
jaccard = ->(a, b) { (trigrams.(a) & trigrams.(b)).size.fdiv((trigrams.(a) | trigrams.(b)).size).round(3) }
p jaccard.("ruby", "rubi"), jaccard.("ruby", "perl"), "hello world".chars.tally.max_by { |c, n| [n, c] }, "mississippi".squeeze, "mississippi".chars.chunk_while { |a, b| a == b }.map { |g| g.size > 1 ? "#{g[0]}#{g.size}" : g[0] }.join
%w[apple apricot banana blueberry cherry].each_with_object({}) { |w, trie| w.each_char.inject(trie) { |node, c| node[c] ||= {} }[:end] = true }.dig("a", "p").keys

### json built and taken apart
require "json"
data = { "id" => 7, "tags" => %w[a b], "nested" => { "x" => [1, 2.5, nil, true], "empty" => {} }, "big" => 2**80, "text" => "é\n\t\"\\/" }
text = JSON.generate(data)
puts text, JSON.pretty_generate(data)
back = JSON.parse(text, symbolize_names: true)
p back == data, back.keys, back[:nested][:x], back.dig(:nested, :x, 1), JSON.parse(text) == data
walk = ->(v, path = "$", &blk) { v.is_a?(Hash) ? v.each { |k, x| walk.(x, "#{path}.#{k}", &blk) } : v.is_a?(Array) ? v.each_with_index { |x, i| walk.(x, "#{path}[#{i}]", &blk) } : blk.(path, v) }
walk.(data) { |path, v| puts "#{path} = #{v.inspect}" }
flatten = ->(h, prefix = nil) { h.flat_map { |k, v| key = [prefix, k].compact.join("."); v.is_a?(Hash) && v.any? ? flatten.(v, key).to_a : [[key, v]] }.to_h }
p flatten.(data).keys
merge = ->(a, b) { a.merge(b) { |_, x, y| x.is_a?(Hash) && y.is_a?(Hash) ? merge.(x, y) : x.is_a?(Array) && y.is_a?(Array) ? x | y : y } }
p merge.({ a: { b: 1, c: [1] }, d: 1 }, { a: { c: [2], e: 3 }, d: 2 })
class Point3
  attr_reader :x
  def initialize(x) = @x = x
  def to_json(*args) = { type: self.class.name, x: }.to_json(*args)
end
puts [Point3.new(1), { p: Point3.new(2) }].to_json, { 1 => :sym, nil => 1.0, "t" => 3r }.to_json, [1e20, 1e-7, -0.0, 100.0].to_json
["{", "[1,]", "{\"a\":}", "nul", "\"\\x\"", "[1 2]", ""].map do |bad|
  JSON.parse(bad)
rescue JSON::ParserError => e
  e.class
end

### floats, rounding and money
p 0.1 + 0.2, 1.1 * 3, 1e15 + 0.3, 123456789.123456789, 1e22, 1e23, 5e-324, 1.7976931348623157e308, 100.0 / 3, 2.0**0.5, 10.0.to_s, 1e2, 1.0e-4, 0.0001, 0.00001, -0.0, 3.0 == 3, 3.eql?(3.0), 3.equal?(3)
p 2.675.round(2), 2.5.round, 3.5.round, -2.5.round, 2.5.round(half: :even), 2.5.round(half: :down), 1234.567.round(-2), 1234.567.floor(1), -1.5.ceil, 1.23456.ceil(3), 15.round(-1), 25.round(-1, half: :even), 0.5.floor, -0.5.round, 1e20.round(2), 12.0.to_i
p 7.divmod(2), -7.divmod(2), 7.divmod(-2), 7.5.divmod(2), -7 / 2, -7 % 3, -7.remainder(3), -7.fdiv(2)
p 3.7 % 1, -3.7 % 1, 3.7.truncate, -3.7.truncate, 3.7.to_r.class, 0.75.rationalize, 3.14159.rationalize(1 / 100r), 1.5.numerator, 10.0.nan?, (0.0 / 0).nan?, (1 / 0.0).infinite?, 1.0.next_float > 1, Float::DIG, Float::EPSILON, 1.0.hash == 1.0.hash
p 12345.6789.to_s, "%.2f" % 2.345, "%.1f" % 0.25, "%.0f" % 0.5, "%e" % 12345.678, "%g" % 1e10, "%g" % 0.0001, "%+.1f" % 3.0, "%08.3f" % -3.14159, "%s" % 1e100, 1e100.to_i.to_s.size, 0.1.to_s, (0.1).inspect, 1_000_000.0.to_s, 1e7.to_i
p Math.sqrt(16), Math.cbrt(27), Math.hypot(3, 4), Math.log(Math::E), Math.log2(8), Math.log10(1000), Math.log(8, 2), Math.sin(0), Math.atan2(1, 1).round(4), Math::PI.round(5), (Math.sqrt(-1) rescue $!.message), Integer.sqrt(24), 10.pow(3), 2**-1, 4**0.5, 0**0, 10.digits, 3.zero?, 0.0.zero?, 5.clamp(1, 3), 5.0.clamp(..4.5), -5.abs, 5.pred, 3.14.abs, -3.7.abs
cents = [19.99, 5.01, 0.1, 0.2].map { (_1 * 100).round }
p cents.sum.fdiv(100), cents.sum.divmod(100), 10.0.to_i.digits, 1234567.89.to_s.reverse.scan(/\d{1,3}/).size, 0.1r + 0.2r == 0.3r, [0.1] * 3 == [0.1, 0.1, 0.1], [0.1, 0.2, 0.3].sum, [0.1, 0.2, 0.3].inject(:+), [1, 2.5, 3r].sum, [3, 5].sum(0.0), 10.0.floor.class
[1.15, 1.25, 1.35].map { |f| [f.round(1), f.floor(1), f.ceil(1), f.round(1, half: :even)] }

### structs and data-like values
Point = Struct.new(:x, :y) do
  include Comparable
  def <=>(o) = [x, y] <=> [o.x, o.y]
  def +(o) = Point.new(x + o.x, y + o.y)
  def to_s = "(#{x}, #{y})"
end
a, b = Point.new(1, 2), Point[3]
p a, b, a == Point.new(1, 2), a.eql?(Point.new(1, 2)), a.hash == Point.new(1, 2).hash, a.to_a, a.to_h, a.members, Point.members, a.size, a.values, a[0], a[:y], a["x"], a[-1], a.each.to_a, a.dig(:x), b.y
a.x += 10
a[:y] = 5
p a, "#{a}", a.inspect, a.to_h { |k, v| [k.to_s, v * 2] }, a > Point.new(1, 1), [Point.new(2, 1), Point.new(1, 9)].min, a.clamp(a, a) == a, a.select(&:odd?), a.zip([7, 8]), a.each_pair.to_a, a.sum, a.values_at(1, 0), a.deconstruct, a.deconstruct_keys([:x])
x, y = *a
p x, y, a.dup.tap { _1.x = 0 }.x, a.x, a.frozen?, Point.new(1, 2).freeze.frozen?
[-> { a[:z] }, -> { a[5] }, -> { a.z }, -> { Point.new(1, 2, 3) }, -> { Point.new(1).freeze.x = 2 }, -> { a[:z] = 1 }, -> { a["nope"] }].each do |f|
  f.call
rescue => e
  puts "#{e.class}: #{e.message.gsub(/0x\h+/, "0x")}"
end
Config = Struct.new(:host, :port, keyword_init: true) do
  def self.default = new(host: "localhost", port: 80)
  def url(path: "/") = "http://#{host}:#{port}#{path}"
end
c = Config.default
p c, c.url, Config.new(host: "h").to_h, c.to_h.merge(port: 81).then { Config.new(**_1) }.url(path: "/x"), Config.members, Config.keyword_init?, (Config.new(1) rescue $!.message), (Config.new(nope: 1) rescue $!.message)
Tree = Struct.new(:value, :left, :right) do
  include Enumerable
  def each(&b) = (left&.each(&b); b.(value); right&.each(&b); self)
  def insert(v) = v < value ? (left ? left.insert(v) : self.left = Tree.new(v)) : (right ? right.insert(v) : self.right = Tree.new(v))
  def depth = 1 + [left&.depth || 0, right&.depth || 0].max
end
t = Tree.new(5)
[3, 8, 1, 4, 9].each { t.insert(_1) }
p t.to_a, t.depth, t.map { _1 * 2 }, t.include?(4), t.sum, t.min_by { -_1 }, t.each_slice(2).to_a, t.first(2), t.sort_by { -_1 }, t.left.value, t.left.left.to_a, t.reduce(:*), t.each_with_index.to_a.last, t.lazy.select(&:odd?).first(2)
Struct.new("Named", :q).new(1).inspect

### arrays turned, filled and searched
a = [5, 3, 8, 1]
p a.sort, a.sort { |x, y| y <=> x }, a.max(2), a.min, a.minmax, a.sum, a.take(2), a.drop(3), a.first, a.last(2), a.rotate, a.rotate(-1), a.reverse, a.index(8), a.find_index { _1 < 3 }, a.values_at(0, -1, 9), a.fetch(9, :no), a.dig(0), a.sample.class, a.shuffle.size, a.each_slice(3).to_a, a.partition { _1 > 4 }, a.each_with_index.max[1]
m = [[1, 2, 3], [4, 5, 6]]
p m.transpose, m.flatten, m.map(&:sum), m.inject(:+), m.map(&:dup).each { _1.reverse! }, m.flat_map { _1.select(&:even?) }, m.sum { _1[0] }, m.to_a.assoc(4), m.rassoc(2), m.transpose.map(&:reverse), m.each_with_index.flat_map { |r, i| r.map { _1 * i } }, [[1, [2]], [3]].flatten(1), m.zip([7, 8]).map(&:flatten)
b = [1, 2, 2, 3, nil, 3]
p b.uniq, b.compact, b.tally, b.count(2), b - [2], b | [9], b & [3, 2], b.include?(nil), b.group_by(&:class).keys, b.index(nil), b.rindex(3), b.reject(&:nil?).each_cons(2).to_a, b.chunk { _1.nil? }.to_a, b.slice_when { |x, y| x != y }.to_a, b.each_entry.first(2), b.none?, b.one? { _1.nil? }, b.compact.inject { |x, y| x * y }
c = (1..10).to_a
p c[2..4], c[2...4], c[-3..], c[..2], c[2, 3], c[10], c[10, 1], c[11, 1], c[(1..).step(3)], c.each_slice(4).map(&:sum), c.each_cons(9).count, c.select.with_index { |_, i| i % 4 == 0 }, c.bsearch { _1 >= 7 }, c.take_while { _1 < 4 }, c.drop_while { _1 < 8 }, c.find { _1 > 4 }, c.sum.fdiv(c.size), c.step rescue p :no_step
d = [1, 2, 3]
d.push(4).unshift(0).insert(2, :x)
d.concat([5], [6])
d.delete(:x)
d.delete_at(0)
d[1..2] = [:a, :b, :c]
d[10] = :end
p d, d.compact!, d.compact!, d.fill(0, 1, 2), d.slice!(0, 2), d.pop, d.shift, d.delete_if { _1 == :c }, d.map! { [_1] }, d.flatten!, d.clear, Array.new(2) { |i| Array.new(2) { |j| i * j } }, Array.new(3, 0), Array(1..3), [*1..3, *[4]], %w[a b] * ",", [1, 2] * 2, [[1, :a], [2, :b]].to_h, [3, 1] <=> [3, 2], [1, [2, [3]]] == [1, [2, [3]]], [1, 2, 3].cycle.first(5), [0.1, 0.2].sum, ["a", "b"].sum(""), [[1, 2], [3]].sum([])
[1, 2, 3, 4].each_with_object({}) { |x, h| (h[x.even? ? :even : :odd] ||= []) << x }

### hashes merged, inverted and defaulted
h = { b: 2, a: 1, "c" => 3, nil => 4, 1.5 => 5, [1] => 6 }
p h, h.keys, h.values, h.size, h.key(2), h.invert[6], h.min_by { |_, v| v }, h.sort_by { |_, v| -v }.first, h.find { |_, v| v > 3 }, h.sum { |_, v| v }, h.to_a.flatten.size, h.any? { |k, _| k.nil? }, h.count { |_, v| v.odd? }, h.partition { |_, v| v < 3 }.map(&:to_h), h.each_with_index.map { |(k, v), i| [k, v * i] }, h.reduce(0) { |s, (_, v)| s + v }
g = { x: 1, y: { z: [10, { w: 5 }] } }
p g.dig(:y, :z, 1, :w), g.fetch(:x), g.fetch(:q, 0), g.fetch(:q) { |k| k.to_s }, g.key?(:x), g.value?(1), g.to_a, g.select { |k, _| k == :x }, g.reject { |k, _| k == :x }, g.filter_map { |k, v| k if v == 1 }, g.slice(:x, :nope), g.except(:x), g.transform_values(&:class), g.transform_keys(&:to_s), g.transform_keys({ x: :xx }), g.map { |k, v| [k, v.class] }.to_h, g.group_by { |_, v| v.class }.keys, g.each_with_object([]) { |(k, _), acc| acc << k }, g.compact, g.empty?, g.length, g.first, g.entries.size, g.sort_by { |k, _| k }.to_h.keys
p({ a: 1, b: 2 }.merge({ b: 3, c: 4 }), { a: 1 }.merge({ a: 2 }) { |k, o, n| [k, o, n] }, { a: 1 }.merge({ b: 2 }, { c: 3 }), { a: 1 }.update(a: 5), { a: nil }.compact, { a: 1 } <= { a: 1, b: 2 }, { a: 1, b: 2 } > { a: 1 }, { a: 1 } == { a: 1.0 }, { a: 1 }.eql?({ a: 1.0 }), { b: 1, a: 2 }.min, { a: 2, b: 1 }.sort { |x, y| x[1] <=> y[1] }, { a: 1 }.zip([2]), { a: 1 }.flat_map { |k, v| [k] * v }, Hash[[[:k, :v]]], Hash[1, 2], [[1, 2]].to_h { |a, b| [b, a] }, %w[a b].zip([1, 2]).to_h)
counts = Hash.new(0)
"the quick the lazy the".split.each { counts[_1] += 1 }
lists = Hash.new { |hash, key| hash[key] = [] }
lists[:a] << 1
lists[:b]
p counts, counts[:none], counts.size, lists, lists.fetch(:zz, nil), lists.default_proc.class, counts.default, Hash.new(5).merge({ a: 1 })[:zz], counts.max_by { |_, v| v }, counts.sort_by { |w, n| [-n, w] }.map(&:first), counts.sum { _2 }, counts.find_all { |_, n| n == 1 }.map(&:first), counts.each_slice(2).to_a.size, counts.delete("lazy"), counts.delete("zz"), counts.delete("zz") { :none }, counts.shift, counts.to_a
k = { a: 1, b: 2, c: 3 }
k.delete_if { |_, v| v == 2 }
k.store(:d, 4)
k.each_pair { |key, v| k[key] = v * 10 }
p k, k.keep_if { |_, v| v > 10 }, k.select! { true }, k.reject! { false }, k.transform_values!(&:to_s), k.filter_map { |key, v| "#{key}#{v}" }, k.clear, k.default = 7, k[:x], k.dig(:x), { a: { b: 1 } }.to_a.dig(0, 1, :b), k.compare_by_identity.compare_by_identity?
h.merge(k).each_key.to_a
