### calendars
def leap?(y) = y % 4 == 0 && (y % 100 != 0 || y % 400 == 0)
def days(y, m) = (m == 12 ? Time.utc(y + 1) : Time.utc(y, m + 1)).then { |n| ((n - Time.utc(y, m)) / 86400).to_i }
first = Time.utc(2024, 2, 1)
puts "Su Mo Tu We Th Fr Sa"
cells = [""] * first.wday + (1..days(2024, 2)).to_a
cells.each_slice(7) { |w| puts w.map { |d| d.to_s.rjust(2) }.join(" ") }
[leap?(2000), leap?(1900), (1..12).map { |m| days(2023, m) }]
