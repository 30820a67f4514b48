def script
  inside = 0
  24.times do |row|
    24.times do |column|
      cr = column / 12.0 - 1.5
      ci = row / 12.0 - 1.0
      zr = 0.0
      zi = 0.0
      steps = 0
      while steps < 20 && zr * zr + zi * zi < 4.0
        zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci
        steps += 1
      end
      inside += 1 if steps == 20
    end
  end
  root = 0.0
  300.times { |n| root += Math.sqrt(n) }
  inside + root.round
end
