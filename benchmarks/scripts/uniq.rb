def script
  numbers = Array.new(1200) { |n| n * 7 % 97 }
  words = Array.new(400) { |n| "w#{n % 60}" }
  pairs = Array.new(300) { |n| [n % 20, n % 3] }
  numbers.uniq.size + words.uniq.size + pairs.uniq.size + words.uniq { |word| word.size }.size + (numbers | [1, 2]).size + (words - ["w1"]).size
end
