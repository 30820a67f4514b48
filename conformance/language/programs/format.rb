### integers
p format("%d|%5d|%-5d|%05d|%+d|% d|%x|%#x|%X|%o|%#o|%b|%08b|%#b", 42, 42, 42, 42, 42, 42, 255, 255, 255, 8, 8, 5, 5, 5)
p format("%x", -255), format("%b", -5), format("%o", -8), format("%+x", -255), format("%d", 3.99), format("%d", "0x1f".hex), format("%d", "12"), format("%i", -7), format("%u", 7), format("%10.4d|", 42), format("%*d", 6, 42), format("%-*d|", 6, 42), format("%d", 10**20), format("%x", 2**70), format("%d", nil.to_i), format("%c%c", 65, "z"), format("%5c|%-5c|", "a", "b")
format("%.3d", 5)

### floats
p format("%f %.2f %8.3f %-8.2f| %+.1f %e %.3e %E %g %g %g %G %a", 3.14159, 3.14159, 3.14159, 3.14159, 2.0, 12345.678, 0.00012, 1e10, 1e10, 0.0001, 1e-5, 1e20, 1.0)
p format("%.0f %.0f %.0f", 0.5, 1.5, 2.5), format("%f", 1e20), format("%.10f", 0.1), format("%.20f", 0.1), format("%f", Float::INFINITY), format("%5.1f|", Float::NAN), format("%d%%", 50), format("%.2f", 2.675), format("%.1f", 0.25), format("%08.2f", -3.14159), format("%+08.2f", 3.14159), format("%.2f", 1r / 3), format("%.2f", 10), format("%f", "1.5"), format("%s", 1e100), format("%.15g", 0.1), format("%#.0f", 3)
format("%.2e", 123456)

### strings and inspect
p format("%s|%10s|%-10s|%.2s|%5.1s|%p|%-8p|", "abc", "abc", "abc", "abc", "abc", "a\n", :b), format("%s %s", nil, true), format("%s", [1, "a"]), format("%p %p", nil, { a: 1 }), format("%5s|%-5s|", "é", "漢字"), format("%%"), format("%s", :sym), "%s and %s" % %w[a b], "%p" % [[1]], "%s" % nil, "%s" % [[1, 2]], "%-10s|" % "ab", "%3d%%" % 5
"%s" * 2 % [1, 2]

### errors
tries = [-> { format("%d") }, -> { format("%d", "x") }, -> { format("%d", nil) }, -> { format("%z", 1) }, -> { format("%") }, -> { format("%1$s %s", 1) }, -> { format("%f", "abc") }, -> { format("%<a>d", 1) }, -> { format("%d", []) }, -> { format("%*d", "a", 1) }, -> { "%d %d" % [1] }, -> { format("%3$s", 1) }]
tries.map { |t| begin; t.call; rescue => e; "#{e.class}: #{e.message}"; end }

### tables
rows = [["Tea", 2, 3.5], ["Coffee beans", 10, 12.25], ["Mug", 1, 7]]
widths = rows.map { |n, *| n.size }.max
puts format("%-#{widths}s %5s %8s", "item", "qty", "sum")
rows.each { |name, qty, price| puts format("%-#{widths}s %5d %8.2f", name, qty, qty * price) }
puts format("%-#{widths}s %14.2f", "total", rows.sum { |_, q, pr| q * pr })
printf("%s=%d\n", "x", 5)
$stdout.printf("%05.1f|%s\n", 2.345, [1])
rows.map { |r| "%s:%d" % r.first(2) }

### thousands and money
def commas(n) = n.to_s.reverse.chars.each_slice(3).map(&:join).join(",").reverse
def money(cents) = format("%s$%s.%02d", cents < 0 ? "-" : "", commas(cents.abs / 100), cents.abs % 100)
p commas(1234567), commas(999), commas(0), money(123456789), money(-5), money(100)
[1, 12, 123].map { |i| i.to_s.rjust(5, "0") }

### durations and percentages
def duration(s) = s >= 3600 ? format("%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60) : format("%d:%02d", s / 60, s % 60)
p duration(59), duration(61), duration(3661), format("%.1f%%", 12.345), format("%5.1f%%", 7), format("%+.2e", 0.000123), format("%08.3f", 3.14159), format("%s", 0.1 + 0.2), format("%.17g", 0.1 + 0.2)
[0.5, 1, 99.95].map { |x| format("%6.1f", x) }

### named and positional
p format("%<a>05.1f|%{b}|%<c>s|%<d>p", a: 1.25, b: "x", c: :y, d: nil), format("%2$s %1$s", "a", "b"), format("%1$s %1$p", "q"), format("%{a}%{a}", a: 1), "%{x}-%<y>d" % { x: 1, y: 2 }, format("%-10<n>s|", n: "ab"), format("%{long name}", "long name": 1)
begin
  format("%{zz}", a: 1)
rescue KeyError => e
  [e.message, e.key]
end
