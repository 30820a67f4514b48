### shorthand and defaults that refer to others
def box(width:, height: width, depth: width * height) = [width, height, depth]
width, height = 2, 3
p box(width: 2), box(width:, height:), { width:, height: }, box(width: 1, depth: 0)
def list(a, b = a * 2, *c, d) = [a, b, c, d]
p list(1, 2), list(1, 2, 3), list(1, 2, 3, 4, 5)
def opt(h = {}, **k) = [h, k]
[opt({ a: 1 }), opt(a: 1), opt({ "a" => 1 }), opt({ a: 1 }, b: 2), opt]

### passing everything on
def target(*args, **kw, &block) = [args, kw, block ? block.call : nil]
def all(...) = target(...)
def some(first, ...) = target(first, ...)
def star(*, **) = :ignored
def block_only(&block) = target(&block)
p all(1, 2, k: 3) { :b }, some(0, 1, z: 2), star(1, a: 2), block_only { 5 }, target(*[1, 2], *[3], **{ a: 1 }, **{ b: 2 }), target(*nil), target(*"x"), target(**{}), target([*1..3])
args = [1, { k: 2 }]
[target(*args), target(**args[1])]

### splats in assignment and calls
first, *rest = 1, 2, 3
*init, last = [1, 2, 3]
a, (b, *c), d = 1, [2, 3, 4], 5
x, y = y = 1, 2
h, = [9, 8]
p first, rest, init, last, a, b, c, d, x, h
def pair
  return 1, 2
end
m, n = pair
m, n = n, m
p m, n, [*1..3, *"a".."c"], [*nil, *[1], *{ a: 1 }], { **{ a: 1 }, b: 2 }
a = *nil
b = *1
c = *[1, 2]
[a, b, c]

### objects from keywords
class User
  FIELDS = { name: nil, role: :guest, tags: [] }.freeze
  attr_reader(*FIELDS.keys)
  def initialize(**given)
    unknown = given.keys - FIELDS.keys
    raise ArgumentError, "unknown: #{unknown.join(", ")}" if unknown.any?
    FIELDS.merge(given).each { |k, v| instance_variable_set("@#{k}", v.dup) }
  end
  def with(**changes) = self.class.new(**to_h, **changes)
  def to_h = FIELDS.keys.to_h { |k| [k, public_send(k)] }
end
u = User.new(name: "Ada")
v = u.with(role: :admin, tags: [1])
p u.to_h, v.to_h, u.tags.equal?(User::FIELDS[:tags])
begin
  User.new(nme: 1, agee: 2)
rescue ArgumentError => e
  e.message
end

### keywords of blocks and define_method
handlers = {}
define = ->(name, &block) { handlers[name] = block }
define.(:sum) { |a, b = 10, *rest, scale: 1| (a + b + rest.sum) * scale }
define.(:greet) { |name:, greeting: "Hello"| "#{greeting}, #{name}" }
klass = Class.new { define_method(:go) { |x, y: 2, **z| [x, y, z] } }
p handlers[:sum].call(1), handlers[:sum].call(1, 2, 3, scale: 2), handlers[:greet].call(name: "Ada"), klass.new.go(1, y: 3, q: 4), klass.new.go({ y: 1 })
begin
  handlers[:greet].call
rescue ArgumentError => e
  e.message
end

### what a method says of its keywords
def every(a, b = 2, *c, d:, e: 5, **f, &g) = 1
def one(d:) = 1
def optional(d: 1) = 1
def mixed(a, z: 1, y:, &b) = 1
def rest(**o) = 1
%i[every one optional mixed rest].each { |name| p [name, method(name).arity, method(name).parameters] }
p ->(a, k:) {}.arity, ->(a, k:) {}.parameters, proc { |a, k:| }.arity, proc { |x, k: 1| }.arity, proc { |x, k: 1| }.parameters
