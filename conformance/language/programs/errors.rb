### retry with a limit
attempts = 0
log = []
begin
  attempts += 1
  raise IOError, "try #{attempts}" if attempts < 3
  log << "done after #{attempts}"
rescue IOError => e
  log << e.message
  retry if attempts < 5
else
  log << "else"
ensure
  log << "ensure"
end
log

### a hierarchy of one's own
module App
  class Error < StandardError
    attr_reader :code
    def initialize(message = "application error", code: 500) = (super(message); @code = code)
    def to_h = { error: self.class.name.split("::").last, message: message, code: code }
  end
  class NotFound < Error
    def initialize(what) = super("#{what} was not found", code: 404)
  end
  class Denied < Error; end
end
show = lambda do |&work|
  work.call
rescue App::NotFound, App::Denied => e
  [:known, e.to_h]
rescue App::Error => e
  [:generic, e.code, e.message]
rescue => e
  [:other, e.class]
end
p show.() { raise App::NotFound, "page" }, show.() { raise App::Denied.new("no", code: 403) }, show.() { raise App::Error }, show.() { raise App::Denied }, show.() { 1 / 0 }, show.() { :fine }
App::NotFound.ancestors.take(3)

### wrapping with a cause
class ConfigError < StandardError; end
def load(text)
  Integer(text)
rescue ArgumentError => e
  raise ConfigError, "bad config: #{text}"
end
begin
  load("abc")
rescue ConfigError => e
  chain = []
  while e
    chain << "#{e.class}: #{e.message}"
    e = e.cause
  end
  puts chain
end
begin
  begin
    raise "first"
  ensure
    raise "second" rescue p $!.cause&.message
  end
rescue => e
  [e.message, e.cause]
end

### results instead of exceptions
Result = Struct.new(:value, :error) do
  def self.try = new(yield, nil)
  rescue_block = nil
  def self.of
    new(yield, nil)
  rescue StandardError => e
    new(nil, e)
  end
  def ok? = error.nil?
  def then_try = ok? ? Result.of { yield value } : self
  def or_else(x) = ok? ? value : x
end
good = Result.of { "42" }.then_try { |s| Integer(s) }.then_try { |n| 84 / n }
bad = Result.of { "x" }.then_try { |s| Integer(s) }.then_try { |n| 84 / n }
[good.value, good.ok?, bad.ok?, bad.error.class, bad.error.message, bad.or_else(:default), Result.of { 1 / 0 }.error.message]

### which rescue is taken
def classify
  yield
rescue ZeroDivisionError then :zero
rescue KeyError, IndexError => e then "lookup #{e.class}"
rescue NoMethodError => e then "no #{e.name} for #{e.receiver.inspect}"
rescue NameError => e then "name #{e.name}"
rescue *[TypeError, ArgumentError] => e then "args #{e.message}"
rescue StandardError then :standard
else :nothing
end
p classify { 1 / 0 }, classify { {}.fetch(:a) }, classify { [].fetch(9) }, classify { nil.upcase }, classify { zork }, classify { Integer("z") }, classify { [1] + 1 }, classify { raise "x" }, classify { 1 }, classify { "a" + 1 }, classify { [3, nil].sort }, classify { raise StopIteration }
begin
  classify { raise NotImplementedError, "later" }
rescue ScriptError => e
  e.message
end

### ensure and return values
def a = begin; 1; ensure; 2; end
def b
  return 1
ensure
  $side = :effect
end
def c
  yield
  :normal
rescue
  :rescued
else
  :else
ensure
  :ignored
end
def d = [1, 2, 3].each { |x| begin; next; ensure; (@seen ||= []) << x; end }
p a, b, $side, c { }, c { raise "x" }, d, @seen
x = Integer("nope") rescue -1
y = (raise "a" rescue "b")
[x, y]

### throw and catch
found = catch(:found) do
  [[1, 2], [3, 4]].each_with_index { |row, y| row.each_with_index { |v, x| throw :found, [x, y] if v == 3 } }
  :none
end
p found, catch(:a) { catch(:b) { throw :a, 1 }; 2 }, catch { |tag| throw tag, :anonymous }, catch(:x) { 10 }, catch(:x) { throw :x }
begin
  throw :unknown
rescue UncaughtThrowError => e
  [e.message, e.tag, e.value]
end

### exceptions that compare and carry
class HttpError < StandardError
  attr_reader :status
  def initialize(status, message = nil) = (@status = status; super(message || "status #{status}"))
  def ==(other) = other.is_a?(HttpError) && status == other.status
  def retryable? = status >= 500
end
tries = Hash.new(0)
fetch = lambda do |url|
  tries[url] += 1
  raise HttpError.new(503) if url == "/flaky" && tries[url] < 3
  raise HttpError.new(404, "gone") if url == "/gone"
  "body of #{url}"
end
get = lambda do |url, limit = 3|
  fetch.(url)
rescue HttpError => e
  (limit -= 1) > 0 && e.retryable? ? retry : "failed: #{e.message} (#{e.status})"
end
[get.("/ok"), get.("/flaky"), get.("/gone"), get.("/flaky", 1), tries, HttpError.new(1) == HttpError.new(1), HttpError.new(500).message, HttpError.new(500).full_message(highlight: false).include?("HttpError")]

### messages for people
tries = { missing: -> { { "a" => 1 }.fetch("b") }, index: -> { [1, 2].fetch(5) }, frozen: -> { "x".freeze << "y" }, nil_call: -> { nil.length }, args: -> { [1].first(1, 2) }, type: -> { Integer([1]) }, range: -> { [1, 2].first(-1) }, zero: -> { 5 % 0 }, float: -> { Float("1.2.3") }, compare: -> { [1, "a"].max }, sym: -> { :a + 1 }, block: -> { [1, 2].each_slice(0) }, key: -> { def kw(a:, b:); end; kw(a: 1) }, unknown: -> { def kw2(a: 1); end; kw2(c: 1, d: 2) }, many: -> { def m(a, b = 1, *c, d); end; m }, lam: -> { ->(x) { x }.call }, konst: -> { Missing::Thing }, undef_local: -> { undefined_thing }, uncomparable: -> { 3.clamp(5, 1) }, dig: -> { { a: 1 }.dig(:a, :b) } }
tries.each { |name, f| begin; f.call; rescue StandardError => e; puts "#{name}: #{e.class}: #{e.message}"; end }
tries.size

### detailed rescue order with modules
module Transient; end
class Busy < StandardError; include Transient; end
class Lost < StandardError; end
def run(e)
  raise e
rescue Transient => t
  "again: #{t.class}"
rescue => other
  "gave up: #{other.class}"
end
tagged = RuntimeError.new("odd").extend(Transient)
[run(Busy.new), run(Lost), run(tagged), run(Class.new(Busy)).sub(/#<.*/, "a class")]

### cleaning up like with files
class Resource
  @open = []
  class << self
    attr_reader :open
    def with(name)
      r = new(name)
      open << name
      yield r
    ensure
      open.delete(name)
      puts "closed #{name}"
    end
  end
  def initialize(name) = @name = name
  def read = @name * 2
end
p Resource.with("a") { |a| Resource.with("b") { |b| [a.read, b.read, Resource.open.dup] } }
begin
  Resource.with("c") { raise "inside" }
rescue => e
  puts e.message
end
Resource.open
