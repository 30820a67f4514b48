def script
  rows = Array.new(60) { |n| { "id" => n, "name" => "item #{n}", "price" => n * 1.25, "tags" => %w[new red], "sold" => n % 2 == 0 } }
  text = JSON.generate({ "rows" => rows, "total" => 60 })
  back = JSON.parse(text)
  size = back["rows"].sum { |row| row["id"] + row["tags"].size }
  names = JSON.parse('{"a":[1,2,{"b":null}],"c":"x"}', symbolize_names: true)
  text.size + size + names[:a].size
end
