def script
  first = (1..2000).map { |n| n * 3 }.select { |n| n % 2 == 0 }.reject { |n| n % 5 == 0 }.reduce(0) { |sum, n| sum + n }
  list = (0...1000).to_a
  second = list.map { |n| n * n }.map(&:succ).inject(:+)
  third = list.each_with_index.map { |n, index| n - index }.sum
  fourth = list.take_while { |n| n < 700 }.filter_map { |n| n / 2 if n % 4 == 0 }.min
  fifth = list.any? { |n| n > 900 } && list.all? { |n| n < 1000 } ? list.find { |n| n * n > 250_000 } : 0
  first + second + third + fourth + fifth + list.flat_map { |n| [n, n] }.size + list.sum { |n| n % 7 }
end
