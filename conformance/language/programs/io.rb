### standard streams
$stdout.puts "a", ["b", ["c"]]
$stdout.print "d", 1
$stdout << "e" << 2 << "\n"
n = $stdout.write("xyz", 1, :s, "\n")
STDOUT.puts "const"
$stderr.puts "err"
warn "warned", "twice"
$stdout.printf("%d\n", 5)
putc "A"
putc 66
putc "\n"
p n, $stdout.sync, $stdout.fileno, $stderr.fileno, $stdout.tty?, $stdout.respond_to?(:write)
$stdout.flush.class

### capturing output
class Capture
  attr_reader :text
  def initialize = @text = +""
  def write(*parts) = parts.sum { |x| @text << x.to_s; x.to_s.bytesize }
  def puts(*xs) = xs.each { |x| write(x, "\n") }
  def print(*xs) = write(*xs)
end
capture = Capture.new
old = $stdout
$stdout = capture
begin
  puts "hidden"
  print "too"
  p :inspected
ensure
  $stdout = old
end
puts "shown"
capture.text

### puts details
puts
puts nil
puts [nil]
puts []
puts [[], [[]]]
puts "no newline", "newline\n", "two\n\n", ""
puts [1, [2, [3]]], 4
print "a\n", "b\n"
puts "multi
line"
puts :sym, 1.0, 10**20, nil.to_s
$stdout.puts
puts(*[])
p(*[])

### display and inspect side effects
5.display
"x".display
puts
puts "%s" % :a, "a".."c", (1..3)
puts "é漢🎉", "tab\tx"
puts true & false
[true, nil].inspect
