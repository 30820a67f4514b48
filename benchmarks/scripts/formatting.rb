def script
  size = 0
  300.times do |n|
    size += format("%05d|%-10s|%8.3f|%x", n, "row", n / 3.0, n).size
    size += "#{n}: #{n * 1.5} #{n.to_s(16).rjust(6, "0")}".size
    size += n.to_s.ljust(8, ".").size + 1234.5678.round(2).to_s.size
  end
  size
end
