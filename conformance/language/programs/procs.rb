### lambdas and procs
square = ->(x) { x * x }
add = lambda { |a, b = 2, *rest, k: 1, **opts, &blk| [a, b, rest, k, opts] }
loose = proc { |a, b| [a, b] }
p square.call(3), square.(4), square[5], square.yield(6), square === 3, add.call(1), add.call(1, 3, 4, k: 9, z: 0), loose.call(1), loose.call(1, 2, 3), loose.call([7, 8]), loose.lambda?, square.lambda?, square.arity, add.arity, loose.arity, proc { |*a| }.arity, proc { || }.arity, ->(){}.arity, proc { |a, b = 1| }.arity, lambda { |x, y| }.parameters, loose.parameters, add.parameters
tries = [-> { square.call }, -> { square.call(1, 2) }, -> { ->(a:) { a }.call }, -> { ->(a:) { a }.call(a: 1, b: 2) }, -> { ->(a) { a }.call(1, b: 2) }]
tries.map { |t| begin; t.call.inspect; rescue => e; "#{e.class}: #{e.message}"; end }

### return, next and break
def from_proc
  [1, 2].each { |x| return x * 10 }
  :never
end
def from_lambda
  l = -> { return 5 }
  l.call + 1
end
def nexting = [1, 2, 3].map { |x| next 0 if x == 2; x }
def breaking = [1, 2, 3].each { |x| break x * 100 if x == 2 }
p from_proc, from_lambda, nexting, breaking
orphan = nil
def make = proc { return 1 }
begin
  make.call
rescue LocalJumpError => e
  e.class
end

### closures
counter = 0
increment = -> { counter += 1 }
3.times(&->(_) { increment.call })
adders = (1..3).map { |i| ->(x) { x + i } }
def make_counter
  count = 0
  [-> { count += 1 }, -> { count }]
end
inc, get = make_counter
2.times { inc.() }
x = 10
[1].each { |i; x| x = i }
p counter, adders.map { |f| f.(10) }, get.call, x, (lambda do |y| y * x end).call(2), ->(z) { z + counter }.(1)
x

### composition and currying
inc, dbl = ->(x) { x + 1 }, ->(x) { x * 2 }
p (inc >> dbl).call(3), (inc << dbl).call(3), [1, 2].map(&inc >> dbl), (method(:Integer) >> inc).call("41"), inc.curry.(1), ->(a, b, c) { a + b + c }.curry[1][2][3], ->(a, b, c) { a + b + c }.curry[1, 2].(3), ->(*a) { a.sum }.curry(3)[1][2][3], (:upcase.to_proc >> :reverse.to_proc).call("ab"), ({ a: 1 }.to_proc >> inc).call(:a), [inc, dbl, inc].inject(:>>).call(5)
pipeline = [:strip, :downcase, :capitalize].map(&:to_proc).reduce(:>>)
pipeline.call("  HeLLo ")

### blocks
def twice
  return enum_for(:twice) unless block_given?
  [yield(1), yield(2)]
end
def pass(&block) = block
def with_default(a, b = a * 2, *c, d) = [a, b, c, d]
p twice { |x| x * 3 }, twice.to_a, pass { 5 }.call, pass, with_default(1, 2), with_default(1, 2, 3), with_default(1, 2, 3, 4), twice { _1 + 1 }, [[1, 2]].map { _1 + _2 }, pass(&:upcase).call("q"), (pass { |a, (b, c), *d, e:, **f| [a, b, c, d, e, f] }).call(1, [2, 3], 4, e: 5, g: 6)
def yielder = yield([1, 2], 3)
yielder { |(a, b), c| [a, b, c] }

### arguments
def opt(a, b = 2, *c, d, e:, f: 6, **g, &h) = [a, b, c, d, e, f, g, h&.call]
def hash_last(a, h = {}) = [a, h]
def kw_only(x: 1, **rest) = [x, rest]
def splat(*args, **kw) = [args, kw]
p opt(1, 4, e: 5), opt(1, 2, 3, 4, e: 5, z: 9) { :blk }, hash_last(1, a: 2), hash_last(1, { a: 2 }), kw_only, kw_only(y: 2), kw_only(**{ x: 5 }), splat(1, *[2, 3], a: 1, **{ b: 2 }), splat({ a: 1 }), splat(*[], **{}), splat([1, 2]), splat("k" => 1), splat(:a => 1, "b" => 2)
tries = [-> { opt(1, e: 5) }, -> { opt(1, 4) }, -> { kw_only(1) }, -> { hash_last }, -> { hash_last(1, 2, 3) }, -> { opt }, -> { splat.foo }, -> { def z(a:, b:); end; z }, -> { z(a: 1, b: 2, c: 3, d: 4) }]
tries.map { |t| begin; t.call.inspect; rescue => e; "#{e.class}: #{e.message}"; end }

### memoize and wrap
def memoize(f)
  cache = {}
  ->(n) { cache.fetch(n) { cache[n] = f.(n) } }
end
calls = 0
slow = ->(n) { calls += 1; n**2 }
fast = memoize(slow)
[3, 3, 4, 3].each(&fast)
fact = ->(n) { n < 2 ? 1 : n * fact.(n - 1) }
y = ->(f) { ->(x) { x.(x) }.(->(x) { f.(->(v) { x.(x).(v) }) }) }
p calls, fact.(10), y.(->(s) { ->(n) { n.zero? ? 0 : n + s.(n - 1) } }).(4)
handlers = Hash.new(->(*) { :unknown }).merge(a: -> { :alpha })
[handlers[:a].call, handlers[:zz].call(1, 2)]

### forwarding
def target(a, *b, k: 0, &c) = [a, b, k, c ? c.call : nil]
def all(...) = target(...)
def some(first, ...) = target(first, ...)
def star(*a, **k, &b) = target(*a, **k, &b)
def block_only(&) = [1, 2].map(&)
p all(1, 2, k: 3) { 4 }, some(1, 9), star(5, k: 6), block_only { |x| x + 1 }
args, kwargs = [1, 2], { k: 3 }
target(*args, **kwargs) { :b }
