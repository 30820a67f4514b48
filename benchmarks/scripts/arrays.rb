def script
  queue = []
  500.times { |n| queue.push(n * 3 % 101) }
  moved = []
  moved << queue.shift while queue.size > 100
  rows = Array.new(30) { |y| Array.new(30) { |x| x * y } }
  trace = 0
  rows.each_with_index { |row, y| trace += row[y] }
  flat = rows.flatten
  pairs = moved.zip(moved.reverse).map { |left, right| left - right }
  slices = moved.each_slice(7).map { |slice| slice.first + slice.size }
  trace + flat.size + pairs.max + slices.sum + moved.index(50) + flat.include?(841).to_s.size + (moved & queue).size
end
