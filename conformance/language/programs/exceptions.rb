### order of rescue, else and ensure
log = []
run = lambda do |error|
  begin
    log << :body
    raise error if error
    :value
  rescue ArgumentError, TypeError => e
    log << e.class
    :rescued
  rescue => e
    log << [:other, e.message]
    :other
  else
    log << :else
    :else_value
  ensure
    log << :ensure
  end
end
p run.call(nil), run.call(ArgumentError), run.call(TypeError.new("t")), run.call("plain")
log

### retry with a counter
attempts = 0
result = begin
  attempts += 1
  raise IOError, "flaky" if attempts < 3
  "ok after #{attempts}"
rescue IOError => e
  puts "#{e.message} #{attempts}"
  retry if attempts < 3
  "gave up"
end
result

### ensure runs on every way out
def early(log)
  return :early
ensure
  log << :e1
end
def thrown(log)
  throw :done, :thrown
ensure
  log << :e2
end
def looped(log)
  [1, 2].each do |x|
    begin
      next if x == 1
      break x
    ensure
      log << [:e3, x]
    end
  end
end
def overridden
  return 1
ensure
  2
end
log = []
p early(log), catch(:done) { thrown(log) }, looped(log), overridden
log

### custom errors with data
class PaymentError < StandardError
  attr_reader :amount
  def initialize(amount, message = "cannot pay #{amount}")
    @amount = amount
    super(message)
  end
end
class LimitError < PaymentError
  def message = "limit: #{super}"
end
errors = []
[PaymentError, LimitError].each do |k|
  raise k.new(5)
rescue PaymentError => e
  errors << [e.class, e.message, e.amount, e.inspect, e.is_a?(StandardError)]
end
begin
  raise LimitError.new(9, "custom")
rescue => e
  errors << e.to_s << e.message
end
errors

### rescue modifiers and expressions
x = Integer("q") rescue -1
y = (raise "a" rescue "b")
def m = (raise IndexError rescue "endless")
z = [1, nil, "3"].map { |v| Integer(v) rescue 0 }
v = begin; 10 / 0; rescue ZeroDivisionError then :inf; end
w = begin; 1; ensure; 2; end
p x, y, m, z, v, w
begin
  (raise Exception, "not standard" rescue :no)
rescue Exception => e
  e.message
end

### catch and throw
found = catch(:found) do
  (1..3).each { |i| (1..3).each { |j| throw :found, [i, j] if i * j == 6 } }
  :none
end
p found, catch(:x) { 5 }, catch { |tag| throw tag, 7 }, catch(:a) { catch(:b) { throw :a, 1 }; 2 }, catch(:n) { throw :n }
begin
  throw :unknown, 1
rescue UncaughtThrowError => e
  [e.message, e.tag, e.value]
end

### rescuing by splat, expression and matcher
RETRIABLE = [IOError, KeyError]
kinds = [KeyError.new("k"), IndexError.new("i"), TypeError.new("t")].map do |error|
  raise error
rescue *RETRIABLE
  :retriable
rescue *[], IndexError
  :index
rescue -> { TypeError }.call => e
  e.message
end
kinds

### rescuing by a matcher of one's own
matcher = Module.new { def self.===(error) = error.message.start_with?("match") }
["match me", "other"].map do |message|
  raise message
rescue matcher
  :matched
rescue
  :unmatched
end

### raise in many forms
tries = [-> { raise "s" }, -> { raise TypeError }, -> { raise TypeError, "m" }, -> { raise TypeError.new("o") }, -> { raise TypeError.new("o"), "override" }, -> { raise Class.new(TypeError), "c" }, -> { fail "f" }, -> { raise KeyError.new("k", key: 1) }, -> { raise NotImplementedError }, -> { raise StopIteration }, -> { raise ArgumentError, nil }, -> { raise ArgumentError, [1, 2] }]
tries.map { |t| begin; t.call; rescue Exception => e; [e.class.superclass == TypeError ? :sub : e.class, e.message]; end }

### nested ensure order
order = []
begin
  begin
    begin
      raise "inner"
    ensure
      order << 1
    end
  rescue => e
    order << e.message
    raise "second"
  ensure
    order << 2
  end
rescue => e
  order << e.message
ensure
  order << 3
end
order

### errors in blocks, threads of control and define_method
class Ledger
  def initialize = @lines = []
  def transaction
    saved = @lines.dup
    yield self
    :committed
  rescue ArgumentError => e
    @lines = saved
    "rolled back: #{e.message}"
  end
  def add(n)
    raise ArgumentError, "bad #{n}" if n < 0
    @lines << n
    self
  end
  attr_reader :lines
end
l = Ledger.new
p l.transaction { |t| t.add(1).add(2) }, l.transaction { |t| t.add(3).add(-1) }, l.lines
begin
  l.transaction { |t| t.add("x") }
rescue => e
  e.class
end

### frozen error names its receiver
obj = Struct.new(:a).new(1).freeze
begin
  obj.a = 2
rescue FrozenError => e
  p e.receiver.equal?(obj), e.message[0, 27]
end
begin
  nil.unknown_thing
rescue NoMethodError => e
  [e.name, e.args, e.receiver, e.message]
end

### stack too deep
def forever(n) = forever(n + 1) + 1
begin
  forever(0)
rescue SystemStackError => e
  e.message
end

### messages of the built-in ones
tries = [-> { nil.foo }, -> { 5.foo(1) }, -> { "x".foo }, -> { [1].foo }, -> { {a: 1}.foo }, -> { Object.foo }, -> { Kernel.foo }, -> { true.foo }, -> { :s.foo }, -> { 1.5.foo }, -> { (1..2).foo }, -> { foo }, -> { foo() }, -> { self.foo }, -> { Foo }, -> { Math::Foo }, -> { raise "x" }, -> { raise }, -> { raise ArgumentError }, -> { Integer("q") }, -> { Float("q") }, -> { [].fetch(3) }, -> { {}.fetch(:k) }, -> { nil + 1 }, -> { 1 + nil }, -> { "a" + 1 }, -> { [1] + 1 }, -> { Object.new.instance_variable_get("x") }, -> { "abc".to_sym.unknown }, -> { 3.upto }, -> { "x" * "y" }, -> { [3, "a"].max }, -> { :a <=> nil; :a + 1 }, -> { Comparable.new }, -> { def r(a) = a; r }, -> { raise 5 }, -> { raise Object }, -> { throw :x }, -> { loop { raise StopIteration, "end" } }, -> { Struct.new(:a).new(1).b = 2 }]
tries.map { |t| begin; t.call.inspect; rescue Exception => e; "#{e.class}: #{e.message}"; end }

### cause
begin
  begin
    Integer("zz")
  rescue ArgumentError
    raise "outer"
  end
rescue => e
  p e.message, e.cause.class, e.cause.message, e.cause.cause
end
begin
  raise "a" rescue raise TypeError, "b", cause: nil
rescue => e
  p e.cause
end
begin
  raise KeyError.new("k"), cause: StandardError.new("given")
rescue => e
  e.cause.message
end

### the current exception
begin
  raise "one"
rescue
  p $!.message
  begin
    raise "two"
  rescue => e
    p $!.message
  end
  p $!.message
end
p $!
def reraise
  yield
rescue => e
  raise
end
begin
  reraise { raise TypeError, "again" }
rescue => e
  [e.class, e.message]
end

### exception objects
e = RuntimeError.new("boom")
p e.message, e.to_s, e.inspect, e.backtrace, e.full_message.class, e == RuntimeError.new("boom"), RuntimeError.new.message, RuntimeError.new(nil).message, StandardError.new(:sym).message, e.exception.equal?(e), e.exception("new").message, RuntimeError.exception("x").message, ArgumentError.new.inspect, RuntimeError.new("").inspect, KeyError.new("m", receiver: {}, key: 1).key, NameError.new("n", :nm).name, StopIteration.new.result, e.frozen?
e.set_backtrace(["a:1"])
[e.backtrace, RuntimeError.ancestors.take(3), ZeroDivisionError.superclass, FloatDomainError.superclass, KeyError.superclass, FrozenError.superclass, NoMethodError.superclass, StopIteration.superclass, NotImplementedError.superclass, UncaughtThrowError.superclass, FiberError.superclass, Class.new(StandardError).new("q").message]

### raising in every form
class Told < StandardError
  def initialize(text = "nothing") = super("told #{text}")
end
class Made < StandardError
  def self.exception(*) = Told.new("instead")
end
class Named < StandardError
  def to_s = "named"
end
tries = [-> { raise Told }, -> { raise Told, 7 }, -> { raise Named, "z" }, -> { raise ArgumentError }, -> { raise ArgumentError, nil }, -> { raise ArgumentError, 12 }, -> { raise "s" }, -> { raise 5 }, -> { raise Told.new(3), "over" }, -> { raise IOError, "io", cause: nil }, -> { raise IOError, "io", ["line"] }, -> { raise IOError, a: 1 }]
tries.each do |try|
  try.call
rescue Exception => error
  p error.class, error.message
end
tries.size
