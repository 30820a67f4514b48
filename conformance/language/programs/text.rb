### word frequencies
text = <<~TEXT
  It was the best of times, it was the worst of times,
  it was the age of wisdom, it was the age of foolishness.
TEXT
counts = text.downcase.scan(/\w+/).tally
top = counts.sort_by { |word, n| [-n, word] }.first(5)
top.each { |word, n| puts format("%-6s %2d %s", word, n, "#" * n) }
counts.values.sum

### wrapping a paragraph
def wrap(text, width)
  text.split.each_with_object([+""]) do |word, lines|
    if lines.last.size + word.size + 1 > width && !lines.last.empty?
      lines << +word
    else
      lines.last << " " unless lines.last.empty?
      lines.last << word
    end
  end
end
puts wrap("The quick brown fox jumps over the lazy dog and runs away from the hounds", 20)
puts "a long line of words to wrap here".gsub(/(.{1,12})(\s+|\z)/, "\\1\n")
wrap("", 5)

### camel and snake case
def snake(name) = name.gsub(/([A-Z]+)([A-Z][a-z])/, '\1_\2').gsub(/([a-z\d])([A-Z])/, '\1_\2').tr("-", "_").downcase
def camel(name) = name.split("_").map.with_index { |part, i| i.zero? ? part : part.capitalize }.join
names = %w[UserAccount parseHTMLDocument already_snake kebab-case X HTTPServer2Go]
p names.map { |n| snake(n) }, names.map { |n| camel(snake(n)) }
snake("FooBar").split("_").map(&:capitalize).join

### slugs and titles
titles = ["Hello, World!", "  Ruby & Rust: a tale  ", "100% true -- really", "Crème brûlée"]
p titles.map { |t| t.strip.downcase.gsub(/[^a-z0-9]+/, "-").gsub(/\A-|-\z/, "") }
p titles.map { |t| t.downcase.tr("èûé", "eue") }
"the lord of the rings".split.map.with_index { |w, i| i.positive? && %w[of the a].include?(w) ? w : w.capitalize }.join(" ")

### palindromes and anagrams
def palindrome?(s) = (t = s.downcase.delete("^a-z")) == t.reverse
p ["A man, a plan, a canal: Panama", "hello", "", "No lemon, no melon"].map { |s| palindrome?(s) }
words = %w[listen silent enlist google elgoog abc cab tree]
groups = words.group_by { |w| w.chars.sort.join }.values.select { |g| g.size > 1 }
p groups
"racecar".each_char.with_index.all? { |c, i| c == "racecar"[-i - 1] }

### a template with placeholders
template = "Dear {{name}}, you owe {{ amount }} on {{date}}. {{missing}}"
values = { "name" => "Ada", "amount" => "12.50", "date" => "2024-01-02" }
out = template.gsub(/\{\{\s*(\w+)\s*\}\}/) { values.fetch($1) { |k| "<#{k}?>" } }
puts out
puts template.gsub(/\{\{\s*(?<key>\w+)\s*\}\}/) { |m| "[#{$~[:key]}:#{m.size}]" }
template.scan(/\{\{\s*(\w+)/).flatten

### run length coding
def encode(s) = s.gsub(/(.)\1*/) { |m| m.size > 1 ? "#{m.size}#{$1}" : $1 }
def decode(s) = s.gsub(/(\d+)(\D)/) { $2 * $1.to_i }
source = "WWWWWWBWWWWBBBW"
p encode(source), decode(encode(source)) == source, encode(""), decode("3a2b c")
"aabbbc".each_char.chunk_while { |a, b| a == b }.map { |run| [run.first, run.size] }

### parsing log lines
log = <<~LOG
  2024-03-01 12:00:01 [INFO] server: started in 1.25s
  2024-03-01 12:00:07 [WARN] db: slow query (350ms)
  2024-03-01 12:01:00 [ERROR] server: timeout after 30s
  garbage
LOG
pattern = /\A(?<date>[\d-]+) (?<time>[\d:]+) \[(?<level>[A-Z]+)\] (?<source>\w+): (?<message>.+)\z/
entries = log.each_line(chomp: true).filter_map { |line| pattern.match(line)&.named_captures&.transform_keys(&:to_sym) }
entries.each { |e| puts "%<level>5s %<source>-8s %<message>s" % e }
entries.group_by { |e| e[:source] }.transform_values { |es| es.map { |e| e[:level] } }

### reading comma separated values
def parse_line(line)
  fields = []
  field = +""
  quoted = false
  chars = line.chars
  while (c = chars.shift)
    if quoted
      if c == '"' && chars.first == '"' then field << chars.shift
      elsif c == '"' then quoted = false
      else field << c
      end
    elsif c == '"' then quoted = true
    elsif c == "," then fields << field; field = +""
    else field << c
    end
  end
  fields << field
end
p parse_line('a,"b ""quoted"", c",,d'), parse_line(""), parse_line("x,")
csv = "name,age\nAda,36\nAlan,41\n"
header, *rows = csv.lines(chomp: true).map { |l| parse_line(l) }
rows.map { |r| header.zip(r).to_h }

### a table of text
rows = [%w[Item Qty Price], ["Apple", 3, 1.5], ["Kiwi", 12, 0.333], ["Very long name", 1, 1234.5]]
cells = rows.map { |r| r.map { |c| c.is_a?(Float) ? "%.2f" % c : c.to_s } }
widths = cells.transpose.map { |col| col.map(&:size).max }
cells.each_with_index do |row, i|
  puts row.zip(widths).map.with_index { |(cell, w), col| col.zero? ? cell.ljust(w) : cell.rjust(w) }.join(" | ")
  puts widths.map { |w| "-" * w }.join("-+-") if i.zero?
end
widths

### vigenere and rot13
def vigenere(text, key, sign = 1)
  shifts = key.upcase.bytes.map { |b| b - 65 }.cycle
  text.upcase.each_byte.map { |b| b.between?(65, 90) ? ((b - 65 + sign * shifts.next) % 26 + 65).chr : b.chr }.join
end
coded = vigenere("Attack at dawn!", "Lemon")
p coded, vigenere(coded, "Lemon", -1)
"Hello".tr("A-Za-z", "N-ZA-Mn-za-m")

### longest common prefix and distance
def common_prefix(words) = words.min_by(&:size).then { |s| s[0, (0...s.size).find { |i| words.any? { |w| w[i] != s[i] } } || s.size] }
def levenshtein(a, b)
  row = (0..b.size).to_a
  a.each_char.with_index(1) do |ca, i|
    last, row[0] = row[0], i
    b.each_char.with_index(1) do |cb, j|
      last, row[j] = row[j], [row[j] + 1, row[j - 1] + 1, last + (ca == cb ? 0 : 1)].min
    end
  end
  row.last
end
p common_prefix(%w[flower flow flight]), common_prefix(%w[a b]), common_prefix(["same", "same"])
[levenshtein("kitten", "sitting"), levenshtein("", "abc"), levenshtein("flaw", "lawn")]

### extracting links and addresses
text = "Mail ada@example.org or bob.smith+tag@mail.example.co.uk, see https://example.org/a?b=1#c and http://x.test."
p text.scan(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/), text.scan(%r{https?://[^\s,]+[^\s,.]})
p text[/https?/], text[/(\w+)@/, 1], text =~ /Mail/, text.match?(/nothing/), $~ && $~[0]
text.gsub(/\b(\w+)@[\w.]+/) { "#{$1[0]}***" }

### pig latin and title case
def pig(word)
  return word + "ay" if word =~ /\A[aeiou]/
  word.sub(/\A([^aeiou]*qu|[^aeiou]+)(.*)/, '\2\1ay')
end
p "the quick brown fox eats an apple in school".split.map { |w| pig(w) }.join(" ")
p "o'neil mc-donald".gsub(/\b[a-z]/, &:upcase), "x_y-z".split(/[_-]/)
"hello world".gsub(/o(?=r)/, "0").gsub(/(?<=h)e/, "3")

### diff of two lists of lines
def lcs(a, b)
  table = Array.new(a.size + 1) { Array.new(b.size + 1, 0) }
  a.each_index { |i| b.each_index { |j| table[i + 1][j + 1] = a[i] == b[j] ? table[i][j] + 1 : [table[i][j + 1], table[i + 1][j]].max } }
  out = []
  i, j = a.size, b.size
  while i > 0 || j > 0
    if i > 0 && j > 0 && a[i - 1] == b[j - 1] then out.unshift("  #{a[i - 1]}"); i -= 1; j -= 1
    elsif j > 0 && (i.zero? || table[i][j - 1] >= table[i - 1][j]) then out.unshift("+ #{b[j - 1]}"); j -= 1
    else out.unshift("- #{a[i - 1]}"); i -= 1
    end
  end
  out
end
puts lcs(%w[one two three four], %w[one 2 three four five])
lcs([], %w[x])

### markdown to html, a little
def inline(s) = s.gsub(/\*\*(.+?)\*\*/, '<b>\1</b>').gsub(/\*(.+?)\*/, '<i>\1</i>').gsub(/`([^`]+)`/) { "<code>#{$1.gsub("<", "&lt;")}</code>" }.gsub(/\[([^\]]+)\]\(([^)]+)\)/, '<a href="\2">\1</a>')
def html(source)
  source.split(/\n{2,}/).map do |block|
    case block
    when /\A(\#{1,3}) (.*)/ then "<h#{$1.size}>#{inline($2)}</h#{$1.size}>"
    when /\A- / then "<ul>" + block.lines.map { |l| "<li>#{inline(l.sub("- ", "").chomp)}</li>" }.join + "</ul>"
    else "<p>#{inline(block.tr("\n", " ").strip)}</p>"
    end
  end.join("\n")
end
puts html("# Title *x*\n\nSome **bold** and `a<b` text\nwith [link](http://a.test).\n\n- one\n- *two*\n")
inline("plain")
