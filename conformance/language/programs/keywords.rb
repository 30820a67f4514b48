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

### super without arguments passes keywords on
class Widget
  attr_reader :seen
  def initialize(*a, **k, &b) = @seen = [a, k, b&.call]
  def draw(*a, **k) = [a, k]
end
class Named < Widget
  def initialize(a, x:, y: 2) = (y *= 10; super)
  def draw(first = 1, *rest, k1:, k2: k1 + 1) = [1].map { super }.first
end
class Loose < Widget
  def initialize(a:, **) = super
  def draw(k:) = (k = 5; super)
end
p Named.new(1, x: 3).seen, Named.new(1, x: 3, y: 4) { 7 }.seen, Named.new(1, x: 3).draw(k1: 5), Named.new(1, x: 3).draw(2, 3, k1: 5, k2: 6)
p Loose.new(a: 1, b: 2).seen, Loose.new(a: 1).draw(k: 1)
module Framed
  def draw(a, k: 1, **o) = super
end
class Plain < Widget
  prepend Framed
end
class Explicit < Widget
  def draw(a, k: 1, &block) = super(a, &block)
end
class Bare < Widget
  def draw(a, k: 1) = super()
end
p Plain.new.draw(1, k: 2, z: 3), Explicit.new.draw(7, k: 8), Bare.new.draw(7, k: 8)
class AppError < StandardError
  attr_reader :code
  def initialize(message = "failed", code: 1) = (@code = code; super(message))
end
class HttpError < AppError
  def initialize(message = "http", code: 500) = super
end
[[HttpError.new.message, HttpError.new.code], [HttpError.new("x", code: 404).message, HttpError.new("x", code: 404).code]]

### keywords where a Hash is taken
list = []
list.push(name: "a", n: 1)
list.push(0, b: 2).append("k" => 3)
list.unshift(first: true).prepend(0, z: 1)
list.insert(1, mid: 1)
p list, [].push(**{ a: 1 }), [].push(*[1, 2], a: 1), [].push(*[1], **{}), [].unshift(*[1], a: 1), [].send(:push, a: 1), [].method(:push).call(a: 1), [[]].each { |x| x.push(a: 1) }
p [].push(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, a: 1).last, [{ a: 1 }].include?(a: 1), [{ a: 1 }].index(a: 1), Set[a: 1], Array(a: 1), [a: 1], { b: 1 }.fetch(:z, a: 1)
p String.new(capacity: 5), String.new("x", capacity: 5), String.new("y", encoding: "UTF-8")
o = Object.new
def o.run(&block) = instance_exec(1, a: 2, &block)
p o.run { |x, a:, b: 3| [x, a, b] }, o.run { |x, h| h } , o.instance_exec(a: 1) { |a:| break a + 1 }, String.class_exec(a: 1) { |a:| [self, a] }, Integer.module_exec(1, a: 2) { |x, a:| x + a }
[1, 2].sum { |x| Object.new.instance_exec(a: x) { |a:| a } }
