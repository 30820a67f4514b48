### counters that remember
def counter(start = 0, by: 1)
  n = start - by
  [-> { n += by }, -> { n = start - by; nil }, ->(x) { n = x }]
end
tick, reset, set = counter(10, by: 5)
p tick.(), tick.call, tick[], reset.(), tick.yield, set.(100), tick.()
adders = (1..3).map { |i| ->(x) { x + i } }
x = 10
change = proc { x += 1 }
3.times(&change)
blocks = []
[1, 2].each { |v; x| x = v; blocks << -> { x } }
[adders.map { |f| f.(10) }, x, blocks.map(&:call)]

### memoising a function
def memoise(f)
  known = {}
  calls = 0
  [->(*args) { known.fetch(args) { calls += 1; known[args] = f.(*args) } }, -> { calls }]
end
fast, calls = memoise(->(a, b) { a**b })
p fast.(2, 10), fast.(2, 10), fast.(3, 3), calls.()
fib = ->(n, memo = {}) { n < 2 ? n : memo[n] ||= fib.(n - 1, memo) + fib.(n - 2, memo) }
class Squares
  def [](n) = (@known ||= {})[n] ||= compute(n)
  def compute(n) = (@count = @count.to_i + 1; n * n)
  attr_reader :count
end
s = Squares.new
[fib.(50), s[4], s[4], s[5], s.count]

### procs, lambdas and their returns
def proc_return = [1, 2, 3].each { |x| return x * 10 if x == 2 }
def lambda_return = [->(x) { return x * 10 }.(2), :after]
def with_next = [1, 2, 3].map { |x| next 0 if x == 2; x }
def with_break = [1, 2, 3].each { |x| break x * 100 if x == 2 }
l, pr = ->(a, b = 2) { [a, b] }, proc { |a, b = 2| [a, b] }
p proc_return, lambda_return, with_next, with_break, pr.call([5, 6]), pr.call(1, 2, 3), pr.(nil), l.(1), l.lambda?, pr.lambda?
begin
  l.call
rescue ArgumentError => e
  e.message
end

### blocks with every kind of parameter
def give(*args, **options) = yield(*args, **options)
p give(1, 2) { |a, b| [a, b] }, give([1, 2]) { |a, b| [a, b] }, give([1, [2, 3]]) { |a, (b, c)| [a, b, c] }, give(1) { |a, b| [a, b] }, give(1, 2, 3) { |a, *b| [a, b] }, give(1, 2, 3) { |*a, b| [a, b] }, give(k: 1) { |k:, l: 2| [k, l] }, give(1, k: 2) { |a, **o| [a, o] }, give(1, 2) { _1 + _2 }, give([3, 4]) { _1 }, give([3, 4]) { [_1, _2] }
p [[1, [2, 3]]].each_with_index.map { |(a, (b, c)), i| [a, b, c, i] }, { a: 1 }.map { |k, v| [k, v] }, { a: 1 }.map { |pair| pair }, [[1, 2]].each_with_object([]) { |(a, b), m| m << a + b }
{ a: 1, b: 2 }.each_with_index.map { |(k, v), i| "#{k}#{v}#{i}" }

### a little middleware
class Stack
  def initialize = @layers = []
  def use(name, &block) = (@layers << [name, block]; self)
  def call(env, &app) = @layers.reverse.inject(app) { |inner, (name, layer)| ->(e) { layer.(e.merge(path: [*e[:path], name]), inner) } }.call(env)
end
stack = Stack.new
  .use(:log) { |env, app| app.(env).then { |r| "log(#{r})" } }
  .use(:auth) { |env, app| env[:user] ? app.(env) : "denied" }
  .use(:wrap) { |env, app| "<#{app.(env)}>" }
p stack.call({ user: "ada" }) { |env| "#{env[:user]} via #{env[:path].join(">")}" }
stack.call({}) { "never" }

### instance_eval and instance_exec
class Recipe
  attr_reader :steps
  def self.define(name, &block) = new(name).tap { |r| r.instance_eval(&block) }
  def initialize(name) = (@name, @steps = name, [])
  def step(text, minutes: 0) = @steps << [text, minutes]
  def total = @steps.sum(&:last)
  def to_s = "#{@name}: #{@steps.map(&:first).join(", ")} (#{total} min)"
end
outer = 5
soup = Recipe.define("soup") do
  step "chop", minutes: outer
  step "boil", minutes: outer * 4
  @steps.unshift(["wash", 1])
end
puts soup
p soup.instance_exec(2) { |n| @steps.size * n }, soup.instance_eval { @name }, "abc".instance_eval { size }, String.class_eval { self }, soup.instance_variable_get(:@name)
Class.new { define_method(:hi) { |n = outer| n } }.new.hi

### ensure runs in order
log = []
f = lambda do
  begin
    log << 1
    return :early
  ensure
    log << 2
  end
end
g = -> { [1, 2].each { |x| begin; next if x == 1; break x; ensure; log << "e#{x}"; end } }
h = -> { begin; raise "x"; rescue; log << :r; :rescued; else; :else; ensure; log << :z; end }
def k(log) = [1].each { begin; return :k; ensure; log << :k; end }
p f.(), g.(), h.(), k(log), catch(:out) { begin; throw :out, 9; ensure; log << :c; end }
log

### yielders of one's own
def each_pair_of(list)
  return to_enum(__method__, list) { list.size * (list.size - 1) / 2 } unless block_given?
  list.each_with_index { |a, i| list.drop(i + 1).each { |b| yield a, b } }
end
e = each_pair_of(%w[a b c])
p e.to_a, e.size, e.next, e.next, e.peek, e.map { |a, b| a + b }, e.with_index(1).map { |(a, b), i| "#{i}#{a}#{b}" }, e.first, e.include?(%w[a c])
gen = Enumerator.new { |y| y << 1 << 2; y.yield(3, 4); :done }
p gen.to_a, gen.next, gen.next, gen.next
begin
  gen.next
rescue StopIteration => stop
  stop.result
end

### external iteration of two lists
a, b = [1, 4, 9, 12].each, [2, 3, 10].each
merged = []
loop do
  merged << (a.peek <= b.peek ? a.next : b.next)
end
[a, b].each { |rest| loop { merged << rest.next } }
p merged
tree = [1, [2, [3, 4]], 5]
walk = ->(t, &f) { t.is_a?(Array) ? t.each { |x| walk.(x, &f) } : f.(t) }
flat = Enumerator.new { |y| walk.(tree) { |x| y << x } }
[flat.next, flat.next, flat.take(4), flat.with_object(:o).first, Enumerator.produce(1) { |x| x * 3 }.take(4), Enumerator.produce([0, 1]) { |x, y| [y, x + y] }.lazy.map(&:first).first(6)]
