def script
  seed = 7
  rows = Array.new(600) do |n|
    seed = (seed * 1103515245 + 12345) & 0x7fffffff
    { id: n, score: seed % 1000, name: "n#{seed % 777}" }
  end
  by_score = rows.sort_by { |row| -row[:score] }
  by_name = rows.sort_by { |row| row[:name] }
  by_both = rows.first(200).sort_by { |row| [row[:score], row[:id]] }
  by_score.first[:score] + by_name.last[:name].size + by_both[100][:score]
end
