### dates in many forms
texts = ["2024-03-01", "01/03/2024", "March 1, 2024", "1.3.24", "soon"]
MONTHS = %w[January February March April May June July August September October November December].freeze
forms = {
  /\A(\d{4})-(\d\d)-(\d\d)\z/ => ->(m) { m.captures.map(&:to_i) },
  %r{\A(\d\d)/(\d\d)/(\d{4})\z} => ->(m) { m.captures.map(&:to_i).reverse },
  /\A(?<month>#{Regexp.union(MONTHS)}) (?<day>\d+), (?<year>\d{4})\z/ => ->(m) { [m[:year].to_i, MONTHS.index(m[:month]) + 1, m[:day].to_i] },
  /\A(\d+)\.(\d+)\.(\d\d)\z/ => ->(m) { [2000 + m[3].to_i, m[2].to_i, m[1].to_i] }
}
texts.map { |t| forms.each { |r, f| m = r.match(t) and break f.(m) }.then { |x| x.is_a?(Hash) ? nil : x } }

### groups with names
m = /(?<user>[\w.]+)@(?<host>[\w.]+)(?::(?<port>\d+))?/.match("to: ada.l@example.org!")
p m[:user], m["host"], m[:port], m.names, m.captures, m.named_captures, m.pre_match, m.post_match, m.begin(:host), m.end(0), m.offset(:user), m.to_a, m.size, m.values_at(1, 2), m.to_s, m.string
if /(?<year>\d+)-(?<mon>\d+)/ =~ "in 2024-03"
  p year, mon
end
p "x".match(/y/), "abc".match(/b/) { |x| x[0] * 2 }, "abc".match?(/B/i), $~.nil?
/(.)(.)?/.match("a").to_a

### replacing with hashes, blocks and references
p "cat hat".gsub(/[ch]/, "c" => "b", "h" => "m"), "2024-03-01".sub(/(\d+)-(\d+)-(\d+)/, '\3.\2.\1'), "a.b.c".gsub(".", "-"), "hello".gsub(/l/) { |l| l.upcase }, "hello".gsub(/[aeiou]/, '<\0>'), "John Smith".sub(/(?<f>\w+) (?<l>\w+)/, '\k<l>, \k<f>'), "aaa".sub("a") { "b" }, "path/to".gsub("/", "\\"), "tel: 555-1234".gsub(/\d/) { |d| (9 - d.to_i).to_s }, "x-1, y-22".gsub(/(\w)-(\d+)/) { "#{$2}#{$1}" }
p "hello world".gsub(/o/).with_index.map { |m, i| "#{m}#{i}" }, "price: $10".gsub("$", "€"), "a1b2".tr("0-9", "").size, "hello"[/l+/], "hello"[/(h)(e)/, 2], "key=val"[/(?<k>\w+)=/, :k]
s = +"one two"
s[/two/] = "three"
s.sub!(/zzz/, "") .inspect + s

### look around, lazy and greedy
p "1234567.891".gsub(/(?<=\d)(?=(\d{3})+(?!\d))/, ","), "<a><b>"[/<.+>/], "<a><b>"[/<.+?>/], "foobar foobaz".scan(/foo(?=baz)/), "price 100 cost 200".scan(/(?<=cost )\d+/), "aXbXc".split(/(X)/), "a1b22".scan(/[a-z]\d+/), "camelCaseString".split(/(?=[A-Z])/), "a,b;c d".split(/[,; ]/), "2 apples 3 pears".scan(/(\d+) (\w+)/)
p "aaa"[/a{2}/], "abab"[/(ab)\1/], "foo.bar".split("."), "ünïcode wörd".scan(/[[:alpha:]]+/), "x1 y2".scan(/\p{L}\d/), "line1\nline2" =~ /^line2$/, "line1\nline2" =~ /\Aline2/, "a\nb"[/a.b/], "a\nb"[/a.b/m], "AbC"[/abc/i]
"tel 123".match(/(?x) (\d) # first
  \d+ /)[1]

### validating with patterns
checks = { email: /\A[^@\s]+@[^@\s]+\.[a-z]{2,}\z/i, phone: /\A\+?\d[\d\s-]{5,}\d\z/, hex: /\A#?\h{6}\z/, ip: /\A(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!\z)|\z)){4}\z/, password: /\A(?=.*[A-Z])(?=.*\d).{8,}\z/, time: /\A([01]\d|2[0-3]):[0-5]\d\z/ }
samples = { email: %w[a@b.co a@b @b.co], phone: ["+49 30-1234", "12"], hex: %w[#ff00aa ff00a ff00ag], ip: %w[127.0.0.1 256.1.1.1 1.2.3], password: %w[Secret123 secret123 S1], time: %w[23:59 24:00 09:5] }
samples.each { |kind, texts| puts "#{kind}: #{texts.map { |t| t.match?(checks[kind]) }.join(" ")}" }
checks.transform_values(&:source)[:hex]

### case with patterns
def kind(s)
  case s
  when /\A-?\d+\z/ then [:integer, s.to_i]
  when /\A-?\d*\.\d+\z/ then [:float, s.to_f]
  when /\A(["'])(.*)\1\z/ then [:string, $2]
  when /\A(true|yes|on)\z/i then [:true, $~[1]]
  when /\A\w+(?:,\w+)+\z/ then [:list, $&.split(",")]
  when "" then :empty
  else :word
  end
end
["12", "-3.5", "'it'", "\"q", "YES", "a,b,c", "", "plain", ".5"].map { |s| kind(s) }

### building patterns
words = %w[a.b c+d (e)]
union = Regexp.union(words)
p union, union.source, Regexp.escape("1+1=2?"), "x(e)y" =~ union, Regexp.new("a#{1 + 1}", Regexp::IGNORECASE), /#{"a.b"}/ =~ "axb", /#{Regexp.escape("a.b")}/ =~ "axb", Regexp.union(/a/i, "b"), Regexp.union, /a/ == /a/, /a/ == /a/i, /x/mi.options, /x/.to_s, /a\/b/.inspect, %r{a/b}.source
highlight = ->(text, *terms) { text.gsub(/\b(?:#{Regexp.union(terms).source})\b/i) { |t| "[#{t}]" } }
highlight.("The cat sat on the catalog", "cat", "the")

### scanning with positions
text = "a1 b22 c333"
found = []
text.scan(/([a-z])(\d+)/) { found << [$1, $2.to_i, $~.begin(0), $`.size, $'] }
p found
at = 0
positions = []
while (m = text.match(/\d+/, at))
  positions << m.begin(0)
  at = m.end(0)
end
p positions, text.index(/\d\d/), text.rindex(/\d/), text.index(/[a-z]/, 1), text.partition(/\s/), text.rpartition(/\s/), text.slice(/b\d+/), text.start_with?(/[a-z]\d/), text.each_line(" ").map(&:strip), text.sub(/\d+$/) { |d| d.to_i.succ.to_s }
text.tr_s("0-9", "#").count("#")
