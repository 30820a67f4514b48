### generate
require "json"
p JSON.generate({ a: 1, "b" => [nil, true, 1.5, "x"], c: { d: [] } }), [1, "é", "\n\"\\"].to_json, "a".to_json, nil.to_json, 1.5.to_json, :s.to_json, { 1 => 2, nil => 3 }.to_json, [].to_json, {}.to_json, 10**20, (10**20).to_json, 1e20.to_json, 1e-5.to_json, "</script>".to_json, -0.0.to_json, 100.0.to_json
JSON.dump({ a: [1] })

### parse
require "json"
p JSON.parse('{"a": [1, 2.5, null, true, "x\u00e9\n"], "b": {"c": -1e3}}'), JSON.parse('{"a":{"b":1}}', symbolize_names: true), JSON.parse("[]"), JSON.parse("2"), JSON.parse('"s"'), JSON.parse("null"), JSON.parse('[1e2, 1E-2, 0.1, -0, 12345678901234567890]'), JSON.parse(' [ 1 , 2 ] '), JSON.parse('"\ud83d\ude00 \\u0041"'), JSON.parse('{"a":1,"a":2}')
["[1,]", "{a: 1}", "", "nul", "[1", '"abc', "01", "[1] x"].map { |s| begin; JSON.parse(s); rescue JSON::ParserError => e; :error; end }

### pretty
require "json"
puts JSON.pretty_generate({ a: 1, b: [1, { c: nil }], e: [], f: {} }), JSON.pretty_generate([]), JSON.pretty_generate([1, [2]])
JSON.pretty_generate("x" => { "y" => 1 }).lines.size

### round trips
require "json"
data = { "users" => [{ "name" => "Ann", "tags" => %w[a b], "age" => 30, "ratio" => 0.1 }], "ok" => true, "none" => nil, "deep" => [[[]]] }
copy = JSON.parse(JSON.generate(data))
p copy == data, copy["users"][0]["tags"].map(&:upcase), JSON.parse(data.to_json, symbolize_names: true)[:users][0][:name], JSON.parse(JSON.pretty_generate(data)) == data
copy.dig("users", 0, "ratio")

### objects with to_json and errors
require "json"
class Money
  def initialize(c) = @c = c
  def to_json(*a) = { cents: @c }.to_json(*a)
end
class Plain
  def to_s = "plain"
end
p [Money.new(5)].to_json, JSON.generate(m: Money.new(7)), [Plain.new].to_json, { k: :v, 1.5 => nil }.to_json
tries = [-> { JSON.generate(Float::NAN) }, -> { JSON.generate([Float::INFINITY]) }, -> { JSON.parse(nil) }]
tries.map { |t| begin; t.call; rescue => e; e.class; end }
