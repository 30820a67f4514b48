### basics
s = Set.new([3, 1, 2, 3])
p s, s.size, s.include?(2), s.member?(9), s === 1, s.add(4), s << 4, s.add?(4), s.add?(5).class, s.delete(1), s.delete?(99), s.to_a, s.first, s.first(2), s.min, s.sum, s.empty?, Set[].empty?, s.length, s.count(&:even?)
Set.new([1, 2]) { |x| x * 10 }

### changing
s = Set.new(1..6)
p s.select!(&:even?), s.reject! { |x| x > 5 }, s.map! { |x| x * 10 }, s.merge([1, 2], [3]), s.subtract([1, 20]), s.delete_if { |x| x == 2 }, s.keep_if { |x| x > 3 }, s.clear, s.replace([7, 8]), s.collect! { |x| x - 1 }, s.filter! { |x| x > 6 }, s.reset
s.add(1).freeze
begin
  s << 2
rescue => e
  [e.class, s.frozen?, s.dup.frozen?]
end

### enumerable
s = Set["pear", "fig", "apple"]
p s.map(&:size), s.map(&:size).class, s.sort, s.group_by(&:size), s.partition { |x| x.size > 3 }, s.select { |x| x.size > 3 }, s.reject { |x| x.size > 3 }, s.to_a, s.each { |x| x }.equal?(s), s.inject { |a, b| a + b }, s.sort_by(&:size), s.min_by(&:size), s.each_slice(2).to_a, s.find { |x| x[0] == "f" }, s.any?("fig"), s.to_set.equal?(s), s.classify(&:size), s.divide { |x| x.size }, s.filter_map { |x| x[0] if x.size > 3 }, s.zip([1, 2, 3]), s.join("-"), s.tally.size, s.sum(&:size), s.flat_map(&:chars).uniq.size
[1, [2]].to_set.flatten

### nested and inspected
s = Set[1, "a", :b, nil, [1, 2], Set[3]]
p s, s.to_s, Set[Set[1]].flatten, Set[Set[1], Set[1]].size, { Set[1] => :x }[Set[1]], Set[[1], [1]].size, Set.new([1.0, 1]).size, Set[], Set.new(nil), Set.new({ a: 1 })
puts s.inspect, "#{Set[1]}"
begin
  Set.new(5)
rescue ArgumentError => e
  e.message
end

### uniqueness over time
seen = Set.new
dupes = %w[a b a c b a].reject { |x| seen.add?(x) }
visited = Set[[0, 0]]
path = [[0, 0]]
"RRULL".each_char do |m|
  x, y = path.last
  path << { "R" => [x + 1, y], "L" => [x - 1, y], "U" => [x, y + 1] }[m]
  visited << path.last
end
p dupes, seen, visited.size, visited.include?([1, 1]), path.size - visited.size, [1, 2, 2].to_set.size, (1..3).to_set, Set[3, 1].sort.to_set == Set[1, 3], Set[1] == [1]

Set[1, 2].to_a.product([3])

### algebra
a, b = Set[1, 2, 3], Set[2, 3, 4]
p a | b, a & b, a - b, a ^ b, a + b, a.union([9]), a.intersection(b), a.difference(b), a.subset?(Set[1, 2, 3, 4]), a <= a, a < a, a.superset?(Set[1]), a > Set[1], a >= b, a.proper_subset?(Set[1, 2, 3, 4]), a.disjoint?(Set[7]), a.intersect?(b), a == Set[3, 2, 1], a.eql?(Set[1, 2, 3]), a.hash == Set[3, 2, 1].hash
a <=> Set[1, 2, 3, 4]

### frozen sets
require "set"
LEVELS = Set[:low, :high].freeze
p LEVELS.frozen?, LEVELS.include?(:low), LEVELS.dup.add(:mid).size, LEVELS.map(&:to_s), (LEVELS | [:mid]).size, LEVELS.clone.frozen?
[-> { LEVELS << :mid }, -> { LEVELS.delete(:low) }, -> { LEVELS.merge([1]) }, -> { LEVELS.clear }].each { |f| f.call rescue puts $!.class }
p Set[1, 2].disjoint?(Set[3]), Set[1, 2].intersect?(Set[2]), Set[1, 2].disjoint?(Set[1]), Set[2, 1].reset
LEVELS.size
