### reverse polish notation
def rpn(text)
  text.split.each_with_object([]) do |token, stack|
    case token
    when /\A-?\d+(\.\d+)?\z/ then stack.push(token.include?(".") ? token.to_f : token.to_i)
    when "+", "-", "*", "/" then b, a = stack.pop, stack.pop; stack.push(a.public_send(token, b))
    when "dup" then stack.push(stack.last)
    else raise ArgumentError, "unknown word #{token.inspect}"
    end
  end
end
p rpn("3 4 + 2 *"), rpn("5 1 2 + 4 * + 3 -"), rpn("2 dup *"), rpn("7.5 2 /")
begin
  rpn("1 2 frob")
rescue => e
  e.message
end

### infix with precedence climbing
class Formula
  LEVELS = { "+" => 1, "-" => 1, "*" => 2, "/" => 2, "^" => 3 }.freeze
  def initialize(source, names = {}) = (@tokens, @names = source.scan(/\d+(?:\.\d+)?|[a-z]\w*|[-+*\/^()]/), names)
  def self.value(source, **names) = new(source, names).then { |f| f.expression(0) }
  def expression(least)
    left = atom
    while (op = @tokens.first) && LEVELS.fetch(op, 0) > least - 1 && LEVELS.key?(op) && LEVELS[op] >= least
      @tokens.shift
      right = expression(op == "^" ? LEVELS[op] : LEVELS[op] + 1)
      left = op == "^" ? left**right : left.send(op, right)
    end
    left
  end
  def atom
    case token = @tokens.shift
    when "(" then expression(0).tap { @tokens.shift }
    when "-" then -atom
    when /\A\d+\z/ then token.to_i
    when /\A\d/ then token.to_f
    when nil then raise "an operand is missing"
    else @names.fetch(token.to_sym) { raise NameError, "#{token} is not known" }
    end
  end
end
p Formula.value("1 + 2 * 3"), Formula.value("2 ^ 3 ^ 2"), Formula.value("(1 + 2) * -3"), Formula.value("price * qty - 0.5", price: 2, qty: 4)
%w[1+ x*2].map { |s| Formula.value(s) rescue "#{$!.class}: #{$!.message}" }

### a json parser of one's own
class Reader
  def initialize(text) = (@text, @at = text, 0)
  def read
    skip
    value = case peek
            when "{" then object
            when "[" then array
            when '"' then string
            when /[-\d]/ then number
            else { "true" => true, "false" => false, "null" => nil }.each { |w, v| return (@at += w.size; v) if @text[@at, w.size] == w }; raise "unexpected #{peek.inspect} at #{@at}"
            end
    skip
    value
  end
  private
  def peek = @text[@at]
  def skip = (@at += 1 while peek&.match?(/\s/))
  def take(c) = peek == c ? @at += 1 : raise("expected #{c} at #{@at}")
  def array
    take("[")
    out = []
    skip
    return (take("]"); out) if peek == "]"
    loop { out << read; break unless peek == ","; @at += 1 }
    take("]")
    out
  end
  def object
    take("{")
    out = {}
    skip
    return (take("}"); out) if peek == "}"
    loop { skip; key = string; skip; take(":"); out[key] = read; break unless peek == ","; @at += 1 }
    take("}")
    out
  end
  def string
    take('"')
    out = +""
    until peek == '"'
      raise "unterminated" if peek.nil?
      c = peek
      @at += 1
      c == "\\" ? (out << ({ "n" => "\n", "t" => "\t" }[peek] || peek); @at += 1) : out << c
    end
    take('"')
    out
  end
  def number = @text[@at..][/\A-?\d+(\.\d+)?(e[-+]?\d+)?/i].then { |s| @at += s.size; s =~ /[.e]/i ? s.to_f : s.to_i }
end
p Reader.new('{"a": [1, -2.5, true, null], "b": {"c": "x\ny \"q\""}, "d": []}').read
['[1, }', '{"a" 1}', '"abc'].map { |t| Reader.new(t).read rescue $!.message }

### s-expressions and a tiny lisp
def tokens(s) = s.gsub("(", " ( ").gsub(")", " ) ").split
def parse(ts)
  case t = ts.shift
  when "(" then [].tap { |list| list << parse(ts) until ts.first == ")"; ts.shift }
  when /\A-?\d+\z/ then t.to_i
  else t.to_sym
  end
end
def evaluate(x, env)
  case x
  when Symbol then env.fetch(x)
  when Integer then x
  else
    case x.first
    when :if then evaluate(evaluate(x[1], env) ? x[2] : x[3], env)
    when :define then env[x[1]] = evaluate(x[2], env)
    when :lambda then ->(*args) { evaluate(x[2], env.merge(x[1].zip(args).to_h)) }
    else f, *args = x.map { |y| evaluate(y, env) }; f.(*args)
    end
  end
end
env = { :+ => ->(*a) { a.sum }, :* => ->(*a) { a.inject(:*) }, :- => ->(a, b) { a - b }, :< => ->(a, b) { a < b } }
run = ->(s) { evaluate(parse(tokens(s)), env) }
run.("(define twice (lambda (f x) (f (f x))))")
run.("(define inc (lambda (n) (+ n 1)))")
p parse(tokens("(a (b 1) ())")), run.("(twice inc 5)"), run.("(if (< 1 2) (* 2 3 4) 0)")
begin
  run.("(nope 1)")
rescue KeyError => e
  e.message
end

### ini files
ini = <<~INI
  ; a comment
  name = kobako
  [server]
  host = localhost
  port = 8080
  debug = true

  [paths]
  data = /var/data ; trailing
INI
section = nil
parsed = ini.each_line.with_object(Hash.new { |h, k| h[k] = {} }) do |line, out|
  case line.sub(/;.*/, "").strip
  when "" then next
  when /\A\[(\w+)\]\z/ then section = $1.to_sym
  when /\A(\w+)\s*=\s*(.*)\z/
    key, raw = $1, $2
    out[section][key] = case raw when /\A\d+\z/ then raw.to_i when "true", "false" then raw == "true" else raw end
  end
end
p parsed, parsed.keys, parsed[:server].sum { |_, v| v.is_a?(Integer) ? v : 0 }
parsed.map { |s, kv| "[#{s || "-"}] #{kv.map { |k, v| "#{k}:#{v.class}" }.join(",")}" }

### query strings
def encode(s) = s.to_s.gsub(/[^\w.~-]/) { |c| c.bytes.map { |b| "%%%02X" % b }.join }
def decode(s) = s.tr("+", " ").gsub(/((?:%\h\h)+)/) { [$1.delete("%")].pack("H*").force_encoding("UTF-8") }
query = { q: "ruby & wasm", tag: %w[a é], page: 2 }.flat_map { |k, v| Array(v).map { |x| "#{k}=#{encode(x)}" } }.join("&")
p query, decode("a%20b%C3%A9+c")
query.split("&").each_with_object({}) { |pair, h| k, v = pair.split("=", 2); (h[k] ||= []) << decode(v) }

### tokens with a scanner of regexps
RULES = { number: /\d+(?:\.\d+)?/, string: /"(?:[^"\\]|\\.)*"/, name: /[a-z_]\w*/i, op: /==|[-+*\/=<>(){},;]/, space: /\s+/ }
def lex(source)
  pattern = Regexp.union(*RULES.map { |name, r| /(?<#{name}>#{r})/ })
  at = 0
  out = []
  while at < source.size
    m = pattern.match(source, at)
    raise SyntaxError, "column #{at + 1}: #{source[at]}" unless m && m.begin(0) == at
    kind = m.named_captures.find { |_, v| v }.first.to_sym
    out << [kind, m[0]] unless kind == :space
    at = m.end(0)
  end
  out
end
p lex('let x = 3.14 * (y + "a \" b");')
begin
  lex("a = 1 ? 2")
rescue SyntaxError => e
  e.message
end

### a machine of states
class Door
  TRANSITIONS = { closed: { open: :opened, lock: :locked }, opened: { close: :closed }, locked: { unlock: :closed } }.freeze
  attr_reader :state, :history
  def initialize = (@state, @history = :closed, [])
  TRANSITIONS.values.flat_map(&:keys).uniq.each do |event|
    define_method(event) do
      to = TRANSITIONS[@state][event] or raise "cannot #{event} a #{@state} door"
      @history << [@state, to]
      @state = to
      self
    end
    define_method("#{event}?") { TRANSITIONS[@state].key?(event) }
  end
end
door = Door.new
door.open.close.lock
p door.state, door.history, door.unlock?, door.open?
begin
  door.open
rescue => e
  e.message
end

### brackets that match
PAIRS = { ")" => "(", "]" => "[", "}" => "{" }.freeze
def check(s)
  open = []
  s.each_char.with_index do |c, i|
    if PAIRS.value?(c) then open << [c, i]
    elsif (wanted = PAIRS[c])
      last, = open.pop
      return "#{c} at #{i} closes #{last || "nothing"}" if last != wanted
    end
  end
  open.empty? ? :fine : "#{open.last[0]} at #{open.last[1]} stays open"
end
["(a[b]{c})", "(]", "((", ")", ""].map { |s| check(s) }

### semantic versions
class Version
  include Comparable
  attr_reader :parts, :pre
  def initialize(text)
    m = /\A(\d+)\.(\d+)\.(\d+)(?:-([\w.]+))?\z/.match(text) or raise ArgumentError, "malformed version #{text.inspect}"
    @parts, @pre = m.captures.first(3).map(&:to_i), m[4]
  end
  def <=>(other) = (parts <=> other.parts).nonzero? || (pre.nil? ? 1 : 0) <=> (other.pre.nil? ? 1 : 0)
  def to_s = [parts.join("."), pre].compact.join("-")
  def satisfies?(range) = range.split(",").all? { |r| op, v = r.strip.split; send(op == "=" ? :== : op.to_sym, Version.new(v)) }
end
versions = %w[1.10.0 1.2.10 1.2.9 2.0.0-beta 2.0.0].map { |t| Version.new(t) }
p versions.sort.map(&:to_s), versions.max.to_s, Version.new("1.5.0").between?(*versions.minmax), Version.new("1.5.0").satisfies?(">= 1.2.0, < 2.0.0"), Version.new("1.0.0") == Version.new("1.0.0"), Version.new("3.0.0").clamp(*versions.minmax).to_s
begin
  Version.new("1.x")
rescue ArgumentError => e
  e.message
end

### a brainfuck machine
def run(code, input = "")
  cells, at, out, read = Hash.new(0), 0, +"", input.bytes
  jumps = {}
  open = []
  code.each_char.with_index { |c, i| c == "[" ? open << i : c == "]" && (j = open.pop; jumps[i] = j; jumps[j] = i) }
  i = 0
  while i < code.size
    case code[i]
    when ">" then at += 1
    when "<" then at -= 1
    when "+" then cells[at] = (cells[at] + 1) % 256
    when "-" then cells[at] = (cells[at] - 1) % 256
    when "." then out << cells[at].chr
    when "," then cells[at] = read.shift || 0
    when "[" then i = jumps[i] if cells[at].zero?
    when "]" then i = jumps[i] unless cells[at].zero?
    end
    i += 1
  end
  out
end
[run("++++++++[>++++++++<-]>+."), run(",.,.,.", "abc"), run(",[.-]", "\x03").bytes]

### durations and sizes
UNITS = { "d" => 86_400, "h" => 3600, "m" => 60, "s" => 1 }
def seconds(text) = text.scan(/(\d+)\s*([dhms])/).sum { |n, u| n.to_i * UNITS[u] }
def human(n) = UNITS.each_with_object([]) { |(u, size), out| k, n = n.divmod(size); out << "#{k}#{u}" if k > 0 }.then { |parts| parts.empty? ? "0s" : parts.join(" ") }
def bytes(n) = %w[B KB MB GB].each_with_index { |u, i| return "%.#{i.zero? ? 0 : 1}f %s" % [n / 1024.0**i, u] if n < 1024**(i + 1) || u == "GB" }
p seconds("1h 30m"), seconds("2d4h"), human(93_784), human(0), human(seconds("1d 1s"))
[0, 1023, 1536, 5 * 1024**2, 3 * 1024**4].map { |n| bytes(n) }

### arguments of a command line
def options(argv)
  argv = argv.dup
  flags, rest = { verbose: 0 }, []
  while (arg = argv.shift)
    case arg
    when "--" then rest.concat(argv); break
    when /\A--no-(\w+)\z/ then flags[$1.to_sym] = false
    when /\A--(\w+)=(.*)\z/m then flags[$1.to_sym] = $2
    when /\A--(\w+)\z/ then flags[$1.to_sym] = argv.first&.start_with?("-") == false ? argv.shift : true
    when /\A-(v+)\z/ then flags[:verbose] += $1.size
    else rest << arg
    end
  end
  [flags, rest]
end
options(%w[build --out dist -vv --no-color --level=3 --fast -- --not-a-flag x])
