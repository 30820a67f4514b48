def script
  words = Array.new(1000) { |n| "word#{n * 31 % 211}" }
  by_size = words.group_by { |word| word.size }
  by_mark = words.group_by(&:itself)
  parts = (1..1000).partition { |n| n % 3 == 0 }
  tally = words.tally
  by_size.size + by_mark.size + parts[0].size + tally["word7"] + by_size.map { |_, list| list.size }.max
end
