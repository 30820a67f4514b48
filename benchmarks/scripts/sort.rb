def script
  seed = 42
  numbers = Array.new(1500) { seed = (seed * 1103515245 + 12345) & 0x7fffffff }
  sorted = numbers.sort
  words = numbers.first(500).map { |number| "w#{number % 9973}" }.sort
  down = numbers.first(300).sort { |left, right| right <=> left }
  floats = numbers.first(500).map { |number| number / 7.0 }.sort
  sorted[3] + words[7].size + down[0] + floats[1].to_i
end
