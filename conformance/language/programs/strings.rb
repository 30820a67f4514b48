### case and trimming
s = "  Hello, World  "
p s.strip, s.lstrip, s.rstrip, s.strip.upcase, s.strip.downcase, s.strip.swapcase, "heLLO wORLD".capitalize, s.strip.chomp("World"), "x\n".chomp, "x\r\n".chomp, "x\n\n".chomp(""), "abc".chop, "x\r\n".chop, "".chop
t = +"abc"
p t.upcase!, t.upcase!, t, t.downcase!, t.capitalize!, t.swapcase!, t.strip!, t.chomp!, t.squeeze!
t

### building a table
rows = [["Apple", 3, 1.5], ["Watermelon", 12, 0.25], ["Fig", 100, 10]]
width = rows.map { |name, *| name.size }.max
rows.each { |name, count, price| puts "#{name.ljust(width)} | #{count.to_s.rjust(4)} | #{"%8.2f" % price}" }
puts "-" * (width + 18), "total".center(width + 18, ".")
"ab".center(7, "123") + "|" + "ab".ljust(5, "xy") + "|" + "ab".rjust(6, "xyz")

### slicing
s = "hello world"
p s[0], s[-1], s[0, 5], s[0..4], s[0...-1], s[6..], s[..4], s[-5..], s[20], s[11], s[11, 2], s[12, 1], s["world"], s["xyz"], s[2..1], s[1, 0], s[-3, 2], s.slice(0, 3), s.chars.first(3), s.byteslice(0, 4)
t = s.dup
t[0] = "J"
t[-5..] = "there"
t["ll"] = "LL"
p t, t.slice!(0, 2), t, t.insert(2, "-"), t.insert(-1, "!")
begin
  t[50] = "x"
rescue => e
  "#{e.class}: #{e.message}"
end

### searching
s = "the quick brown the lazy the"
p s.index("the"), s.index("the", 1), s.rindex("the"), s.rindex("the", 20), s.index("zzz"), s.include?("brown"), s.start_with?("the"), s.start_with?("a", "th"), s.end_with?("the", "x"), s.count("aeiou"), s.count("a-e"), s.count("^a-z"), s.partition(" "), s.rpartition(" "), s.partition("zz"), s.rpartition("zz")
s.each_char.with_index.select { |c, _| c == "q" }

### splitting
p "a,b,,c,,".split(","), "a,b,,c,,".split(",", -1), "a,b,c".split(",", 2), " a  b c ".split, " a b".split(" "), "abc".split(""), "".split(","), "a b c".split(nil), "aXbXc".split("X"), "1-2-3".split("-").map(&:to_i)
p "line1\nline2\r\nline3".lines, "a\nb".each_line.map(&:chomp), "a|b|c".each_line("|").to_a, "x\ny\n".lines(chomp: true), "a\n\n\nb\nc".each_line("").to_a
"k=v; k2=v2".split("; ").to_h { |pair| pair.split("=") }

### replacing without patterns
s = "banana"
p s.sub("a", "o"), s.gsub("a", "o"), s.gsub("an") { |m| m.upcase }, s.tr("a", "e"), s.tr("a-c", "A-C"), s.tr("^b", "*"), s.delete("a"), s.delete("a-m"), s.squeeze, "aaabbb".squeeze("a"), "hello".tr("el", "ip"), "hello".tr_s("l", "r"), "mississippi".squeeze("sp"), s.delete_prefix("ba"), s.delete_suffix("na"), s.delete_prefix("x")
t = s.dup
p t.sub!("z", ""), t.gsub!("z", ""), t.tr!("z", "y"), t.delete!("z"), t.delete_prefix!("z")
t.sub!("b") { "B" }

### caesar and vowels
def caesar(text, shift)
  alphabet = [*"a".."z"]
  rotated = alphabet.rotate(shift)
  text.tr(alphabet.join + alphabet.join.upcase, rotated.join + rotated.join.upcase)
end
secret = caesar("Hello, Zebra!", 3)
puts secret, caesar(secret, -3)
secret.downcase.each_char.tally.select { |c, n| n > 1 }

### successors
p "a".succ, "z".succ, "az".succ, "Zz".succ, "a9".succ, "9".succ, "zz99".succ, "-".succ, "".succ, "<<koala>>".succ, "***".succ
p ("a".."e").to_a, ("aa".."ad").to_a, "a".upto("e").to_a, "9".upto("11").to_a, "a".upto("e", true).to_a, ("A".."C").include?("B"), ("a".."z").cover?("mm")
"az".next

### comparison
p "a" <=> "b", "b" <=> "a", "a" <=> "a", "a" <=> "ab", "a" <=> 1, "a" == :a, "a".eql?("a"), "a".equal?("a"), "A".casecmp("a"), "A".casecmp?("a"), "a".casecmp("b"), "a".casecmp(1), "a" < "b", "abc".between?("abb", "abd"), "a".hash == "a".hash
p %w[banana Apple cherry].sort, %w[banana Apple cherry].sort_by(&:downcase), %w[bb a ccc].max_by(&:size), %w[b a].minmax
begin
  "a" < 1
rescue => e
  "#{e.class}: #{e.message}"
end

### repetition, concatenation and formatting
s = +"ab"
s << "cd" << 101
s.concat("f", "g")
s.prepend(">", "> ")
p s, "ab" * 3, "a" + "b", "a" "b", "%s-%s" % %w[x y], "%p" % [nil], "%-5s|" % "ab", "%05d" % 42, "%x" % 255, "%08.3f" % 3.14159, "%+d" % 5, "%e" % 12345.678, "%%", "%c" % 65, "%b" % 10, "%o" % 8, "%<a>d %{b}" % { a: 1, b: 2 }
tries = [-> { "a" + 1 }, -> { "a" + nil }, -> { "a" * -1 }, -> { "a" * "b" }, -> { "a" << nil }, -> { "%d" % "x" }, -> { "%d %d" % 1 }, -> { "a" + :b }]
tries.map { |f| begin; f.call; rescue => e; "#{e.class}: #{e.message}"; end }

### palindromes and anagrams
words = %w[level Rotor noon hello listen silent enlist]
p words.select { |w| w.downcase == w.downcase.reverse }
p words.group_by { |w| w.downcase.chars.sort.join }.values.select { |g| g.size > 1 }
words.map { |w| w.sum rescue 0 }.size

### each and friends
"héy".each_char { |c| print c, "." }
puts
"ab".each_byte { |b| print b, " " }
puts
p "héy".chars, "héy".bytes, "héy".codepoints, "héy".each_char.to_a.size, "abc".each_char.with_index.map { |c, i| c * (i + 1) }, "ab".each_byte.to_a, "hey".sum, "ab\ncd".each_line.with_index.to_a
"abc".each_char.each_slice(2).map(&:join)

### case mapping of whole phrases
title = "the lord of the rings".split.map.with_index { |w, i| %w[of the].include?(w) && i > 0 ? w : w.capitalize }.join(" ")
snake = "HelloWorldFooBar".each_char.map { |c| c == c.upcase ? "_#{c.downcase}" : c }.join.delete_prefix("_")
camel = "hello_world_foo".split("_").each_with_index.map { |w, i| i.zero? ? w : w.capitalize }.join
p title, snake, camel
"hello world".split.map(&:capitalize).join(" ").then { |s| s.sub("World", "Ruby") }

### frozen strings
s = "abc".freeze
tries = [-> { s << "d" }, -> { s.upcase! }, -> { s[0] = "x" }, -> { s.concat("x") }, -> { s.gsub!("a", "b") }, -> { s.replace("z") }, -> { s.clear }, -> { s.insert(0, "x") }]
p tries.map { |f| begin; f.call; rescue => e; "#{e.class}: #{e.message}"; end }
t = s.dup
t << "d"
[s, t, s.frozen?, t.frozen?, (+s).frozen?, (-t).frozen?, s.clone.frozen?, s.clone(freeze: false).frozen?, :a.to_s.frozen?]

### word frequencies
text = "it was the best of times it was the worst of times"
counts = text.split.tally.sort_by { |w, n| [-n, w] }
counts.first(3).each { |word, n| puts "#{word.ljust(6)}#{"#" * n}" }
counts.to_h.values.sum

### wrapping text
def wrap(text, width)
  text.split.each_with_object([+""]) do |word, lines|
    lines << +"" if lines.last.size + word.size + 1 > width
    lines.last << " " unless lines.last.empty?
    lines.last << word
  end
end
puts wrap("The quick brown fox jumps over the lazy dog and runs away", 16)
wrap("a bb ccc", 4)

### heredoc styles
name = "World"
a = <<~TEXT
  Hello #{name}
    indented
  \tTab
TEXT
b = <<~'RAW'
  no #{name} \n here
RAW
c = [<<~ONE, <<~TWO].map(&:strip)
  first
ONE
  second
TWO
p a, b, c
<<~END.lines.map(&:chomp)
  x

  y
END

### squish and indent by hand
text = "  too   many    spaces "
p text.split.join(" "), text.squeeze(" ").strip, text.lines.map { |l| "> #{l}" }.join, "a\nb\n".gsub("\n", "\n  ")
"a-b_c d".tr("-_", "  ").split

### string and symbol conversion
p "abc".to_sym, "with space".to_sym, :a.to_s, :upcase.to_proc.call("x")
p "5" * 2 + "5".to_s, "5".to_i + 5, "1,2".to_r, "0.1".to_r, "1/3".to_r, "2+3i".to_c, "abc".to_s, String(5), String(nil), String([1, :a]), Array("a\nb"), "12".to_c
"abc".intern == :abc

### casting across the alphabet
p ("a".."zz").count, ("a".."z").each_slice(6).map(&:join), "a".ord.upto("e".ord).map(&:chr), [104, 105].pack("c*"), "hi".unpack("c*"), "%s" % :sym, "%-8s|%8s|" % %w[left right], "abc".each_char.map(&:ord).sum
"abc".unpack1("a2")
### sets of characters
tries = [
  -> { "hello".tr("ll", "xy") }, -> { "hello".tr!("l", "l") }, -> { "hello".tr!("z", "y") }, -> { "a-z\\".tr("\\a-z", "X") }, -> { "hello".tr("^l", "ab") },
  -> { "hello".tr("^", "x") }, -> { "a^b".tr("^b", "x") }, -> { "hello".tr("el", "") }, -> { "hello".tr_s("l", "") }, -> { "aabb".tr_s("ab", "xx") },
  -> { "hello".delete("l", "lo") }, -> { "a\\b".delete("\\") }, -> { "a\\b".delete("\\\\") }, -> { "hello".tr("a-e-o", "*") }, -> { "日本語".tr("日-語", "a-z") },
  -> { "abc".count("^") }, -> { "a-b".count("a-") }, -> { "a-b".count("-b") }, -> { "".count("b-a") }, -> { "x".count("b-a") }, -> { "x".tr("é-à", "x") },
  -> { "a".delete }, -> { "a".count }, -> { "a".delete(1) }, -> { "x".freeze.delete!("q") }, -> { "aab".squeeze("a-z") }, -> { "aab".squeeze!("b") },
  -> { "ééa".tr("é", "e") }, -> { "ab".tr("a", "é") }, -> { "été".delete("^é") }, -> { "abcde".tr("a-c", "日-") }, -> { "abc".tr("a-c", "xyz日") },
]
tries.each { |try| p(begin; try.call; rescue => error; "#{error.class}: #{error.message}"; end) }
s = +"héllo wörld"
p s.tr!("a-y", "b-z"), s, s.delete!("é"), s, s.squeeze!, s.squeeze!, s.tr_s!("m-p", "*"), s, s.count("*", "^a")
### numbers in text
["12", "-5", " 7 ", "+3", "", "x", "12x", "0x1f", "0b11", "017", "1_000", "1__0", "_1", "1 2", "\t5\n", "99999999999999999999", "9" * 18, "8" * 19, "1e3", "0", "08", "-"].each do |text|
  p [text, (Integer(text) rescue "#{$!.class}: #{$!.message}"), Integer(text, exception: false)]
end
p [1, 2].map { |n| Integer("q#{n}") rescue n }, [3].each_slice(1).map { |(n)| Integer("z#{n}") rescue $!.message }
### padding
[["hello", 4], ["hello", 20], ["hello", 20, "1234"], ["", 5, "123"], ["é", 4, "日本"], ["ab", 7, "é-"], ["a", 3, ""], ["a", 0, ""], ["x", 2.9], ["x", -1], ["日本", 5]].each do |text, *rest|
  p %i[ljust rjust center].map { |side| text.send(side, *rest) rescue "#{$!.class}: #{$!.message}" }
end
### letters, ASCII and others
["Hello World", "éÀb C", "straße", "abc1-Z", ""].each { |t| p [t.upcase, t.downcase, t.capitalize, t.swapcase, t.upcase(:ascii), t.dup.upcase!, t.dup.downcase!, t.size] }
["日本語" * 9, "a" * 17 + "é", "abcdefgh"].map(&:size)

### order and equality at every length, wherever the difference is
lines = (0..40).map do |length|
  text = "abcdefghijklmnopqrstuvwxyz0123456789-_.:"[0, length]
  (0...length).map do |place|
    [0, 96, 127, 128, 255].map do |byte|
      other = text.dup
      other.setbyte(place, byte)
      [text <=> other, other <=> text, text == other, other.eql?(text.dup), { text => 1 }.key?(other)]
    end
  end + [text == text.dup, text <=> text[0, length / 2], text[0, length / 2] <=> text]
end
puts lines.map(&:inspect).each_slice(7).map { |slice| slice.join.bytes.sum }.join(" ")
lines.flatten.tally.to_a.inspect

### successors across points and dashes
p %w[1.9 1.9.9 a-9 9-a Az zz Zz9 -9 *** <<koala>> 1999zzz ZZZ9999 a.9 z9.z9 az-z9 v1.9.9 9!].map(&:succ), "".succ, "あ".succ
p ("1.8".."2.1").to_a, ("08".."11").to_a, ("a8".."b1").to_a, "x1.9".upto("x2.1").to_a, ("1.5"..).first(6), ("az".."bc").to_a, "9".upto("11").to_a
s = +"zz"
[s.succ!, s, s.next!, ("a" * 20 + "z").succ]

### split hands each part to its block
out = []
p "a9".split("\n") { |x| out << x }, "a b".split { |x| out << x }, "a,b,,".split(",") { |x| out << x }, "a1b".split(/\d/) { |x| out << x }, "ab".split("") { |x| out << x }
p "a,b,c".split(",", 2) { |x| out << x.upcase }
out
