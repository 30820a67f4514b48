### stepping
p (1..10).step(3).to_a, (0.0..1.0).step(0.25).to_a, 1.step(10, 4).to_a, (1..10) % 4, ((1..10) % 4).to_a, (1..).step(5).first(3), ("a".."g").step(2).to_a, (10..1).step(2).to_a, (1...10).step(3).to_a, (1..10).step(3).size, (1.0..2.0).step(0.5).map { |x| x }, (1..3).step(1).include?(2)
out = []
(1..7).step(2) { |x| out << x }
out

### ends
r = 3...9
p r.begin, r.end, r.first, r.last, r.min, r.max, r.size, r.count, r.first(2), r.last(2), r.exclude_end?, r.minmax, r.sum, (1..10).sum, ("a".."c").min, ("a".."c").max, (1.5..2.5).min, (1..0).min, (1..0).max, (1..0).sum, (1..3.5).max, (1..).first(2), (1..).size, (1..nil).end, (..3).begin, (1..10).reduce(:*), (1...1).size, (0.5..3).size, (1..).begin, (1..10).count(&:even?)
[(1..3).inspect, (1...3).to_s, ("a".."b").inspect, (1..).inspect, (..1).inspect, (nil..nil).inspect, (1.0..2).to_s]

### binary search
squares = (0..1000)
p squares.bsearch { |x| x * x >= 500 }, (0..).bsearch { |x| x > 12345 }, (0..10).bsearch { |x| x > 99 }, (0.0..100.0).bsearch { |x| x * x >= 2 }.round(6), (0...10).bsearch { |x| x >= 9 }
[1, 4, 9, 16].bsearch_index { |x| x >= 9 }

### slicing with ranges
text, list = "hello world", (10..20).to_a
p text[0..4], text[6..], text[..-7], text[-5...-1], list[2..4], list[-3..], list[..2], list[5...-2], list.values_at(1..2, 9..12), list.each_slice(4).map { |s| s.first..s.last }
list[1..-2].sum

### custom ranges
Version = Struct.new(:major, :minor) do
  include Comparable
  def <=>(other) = [major, minor] <=> [other.major, other.minor]
  def succ = minor == 9 ? Version.new(major + 1, 0) : Version.new(major, minor + 1)
  def to_s = "#{major}.#{minor}"
end
r = Version.new(1, 8)..Version.new(2, 1)
puts r.map(&:to_s).join(" "), r.include?(Version.new(1, 9)), r.min, r.max, r
r.to_a.size

### with letters and dates by hand
weeks = (1..31).each_slice(7).to_a
puts weeks.map { |w| w.map { |d| d.to_s.rjust(2) }.join(" ") }
p ("aa".."ad").map(&:upcase), ("08".."11").to_a, ("a".."zz").count, ("A".."z").count, ("Z".."AA").to_a
weeks.last

### equality and frozenness
p Range.new(1, 2), Range.new(1, 2, true), (1..2).dup == (1..2), { (1..2) => :a }[1..2], (1..3) == (1...4), (1..2).class, (1..2).eql?(1..2)
[(1..3).each_entry.to_a, (1..6).each_cons(3).to_a.length, (1..6).partition(&:even?), (1..6).each_with_object([]) { |i, a| a.unshift(i) }]

### infinite pipelines
p (1..).lazy.map { |x| x * x }.select(&:even?).first(3), (1..Float::INFINITY).lazy.reject(&:odd?).map { |x| x + 1 }.first(2), (1..).each_slice(2).first(2), (1..).find { |x| x % 7 == 0 && x % 5 == 0 }, (1..).take_while { |x| x < 4 }, (1..20).each_cons(2).map { |a, b| b - a }.uniq
(1..3).cycle.first(7)

### flip through buckets
buckets = { 0...10 => "low", 10...20 => "mid", 20.. => "high" }
label = ->(n) { buckets.find { |range, _| range.cover?(n) }&.last }
p [5, 10, 19.9, 20, 1000, -1].map(&label)
(1..15).map { |i| i % 15 == 0 ? "FizzBuzz" : i % 5 == 0 ? "Buzz" : i % 3 == 0 ? "Fizz" : i }

### membership
r = (1..10)
p r.include?(10), (1...10).include?(10), r === 5.5, r.cover?(3), r.cover?(0), r.member?(3), ("a".."z") === "m", ("a".."z").include?("mm"), ("a".."z").cover?("mm"), (1..) === 10**9, (..5).include?(3), (1.0..2.0).include?(1.5), (nil..nil).cover?(1), (1..10) == (1..10), (1..10).eql?(1..10.0), (1..10).hash == (1..10).hash
case 75
when 90.. then "A"
when 70...90 then "B"
else "C"
end

### empty ranges are empty arrays
p (5..1).to_a, (5...1).to_a, [*3..1], (5..1).last(3), (2..1).first(2), (1...1).to_a, (5..1).map { _1 }, (5..1).sum, (5..1).size, (3..-3).to_a, ("e".."a").to_a
low, high = 4, 2
(low..high).to_a + [*low..high] + Array(low..high)

### how many of the largest and smallest
p (1..5).max(2), (1..5).min(2), (1..5).max(2) { |a, b| b <=> a }, (1..5).max { |a, b| b <=> a }, (1..).min(3), ("a".."c").max(2), ("a".."c").min, (5..1).max, (1...5).max, (1.5..4).max, (..5).max, (1..).min, (1..5).minmax
[-> { (..5).min }, -> { (1..).max }, -> { (1...2.5).max }, -> { (1.0...5).max }, -> { (..1).max(3) }, -> { (nil..nil).min }, -> { (1..).min { 1 } }].map do |f|
  f.call
rescue RangeError, TypeError => e
  "#{e.class}: #{e.message}"
end
