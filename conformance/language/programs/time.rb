### calendars
def leap?(y) = y % 4 == 0 && (y % 100 != 0 || y % 400 == 0)
def days(y, m) = (m == 12 ? Time.utc(y + 1) : Time.utc(y, m + 1)).then { |n| ((n - Time.utc(y, m)) / 86400).to_i }
first = Time.utc(2024, 2, 1)
puts "Su Mo Tu We Th Fr Sa"
cells = [""] * first.wday + (1..days(2024, 2)).to_a
cells.each_slice(7) { |w| puts w.map { |d| d.to_s.rjust(2) }.join(" ") }
[leap?(2000), leap?(1900), (1..12).map { |m| days(2023, m) }]

### parts of an instant
t = Time.at(1_700_000_000).utc
p t.year, t.month, t.mon, t.day, t.mday, t.hour, t.min, t.sec, t.wday, t.yday, t.usec, t.nsec, t.to_i, t.to_f, t.utc?, t.zone, t.utc_offset, t.monday?, t.tuesday?, t.sunday?, t.dst?, t.to_r
puts t, t.inspect, t.to_s
t.to_a

### strftime
t = Time.at(1_709_210_096, 123456).utc
p t.strftime("%Y-%m-%d %H:%M:%S"), t.strftime("%y %-m %-d %e %j"), t.strftime("%a %A %b %B %p %P %I %l %k"), t.strftime("%L %N %3N %6N %s %%"), t.strftime("%F %T %D %R %r %c"), t.strftime("%U %u %w %V %G %C %h %n|%t|"), t.strftime("%z %:z %Z"), t.strftime("%10Y|%-H|%^a|%^B|%#p|%05d|%_5d")
t.strftime("%Y%m%d")

### arithmetic
a = Time.at(1000).utc
b = a + 3600
p b - a, (b - 60).to_i, a < b, a <=> b, b > a, a == Time.at(1000), [b, a].min == a, (a..b).cover?(a + 5), b - 0.5 == Time.at(4599.5), a.eql?(Time.at(1000)), a.hash == Time.at(1000).hash, (a + 86400).day, a.between?(a, b)
begin
  a + b
rescue TypeError => e
  e.message
end

### making them
p Time.utc(2024, 2, 29, 12, 30, 15), Time.gm(2000), Time.utc(2024, "feb", 3), Time.utc(1999, 12, 31, 23, 59, 59).to_i, Time.utc(2024, 1, 1) + 86399, Time.at(0).utc, Time.at(-1).utc, Time.at(1.5).utc.usec, Time.at(1, 500).utc.usec, Time.utc(2024, 12, 31).yday, Time.utc(2023, 12, 31).yday, Time.at(2**33).utc.year
tries = [-> { Time.utc(2024, 13) }, -> { Time.utc(2024, 1, 32) }, -> { Time.utc(2024, 1, 1, 25) }, -> { Time.utc("x") }]
tries.map { |f| begin; f.call; rescue => e; e.class; end }

### rounding and comparison of fractions
t = Time.at(10, 999_999).utc
p t.round.to_i, t.floor.to_i, t.round(3).usec, t.subsec, (t - t.floor).round(6), Time.at(5.25).utc.to_f, Time.at(5).utc.usec, t.utc.equal?(t), t.dup == t, t.getutc == t
Time.at(3.7).to_i
