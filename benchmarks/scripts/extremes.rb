def script
  rows = Array.new(500) { |n| { id: n, weight: n * 37 % 499 } }
  light = rows.min_by { |row| row[:weight] }
  heavy = rows.max_by { |row| row[:weight] }
  numbers = rows.map { |row| row[:weight] }
  light[:id] + heavy[:id] + numbers.max + numbers.min + numbers.sum + numbers.minmax.sum + numbers.sort.first + numbers.count(&:positive?)
end
