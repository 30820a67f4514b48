### case beyond ASCII
p "éàü".upcase, "ÉÀÜ".downcase, "straße".upcase, "ÀB".swapcase, "élan".capitalize, "ΑΒΓ".downcase, "привет".upcase, "ÿ".upcase, "ǆ".upcase, "İ".downcase.size, "ﬁ".upcase, "ά".capitalize, "é".upcase!, "É".upcase!, "é".swapcase!, "ß".capitalize, "É".casecmp("é"), "É".casecmp?("é"), "ı".upcase, "Σ".downcase
"éa".upcase(:ascii)

### squeezing, stripping and counting
p " é ".strip, "\u3000x\u3000".strip, "éé".squeeze, "aéaé".delete("é"), "日本日本".squeeze, "日日本".squeeze("日"), "日本語".each_char.with_index.to_a, "日本語".rindex("本"), "日本語".partition("本"), "日本語".tr("日-本", "x"), "été".count("é"), "日本語".chars.rotate.join, "日本語" * 2, "日本語".succ, "日本".ljust(4, "語"), "日本語"[1..], "日本語".slice(1), "%-4s|" % "日", "日本語".unpack("C3"), "éa".sum
"日本\n語".lines

### characters and bytes
s = "héllo 漢字 🎉"
p s.length, s.bytesize, s.chars, s[1], s[6, 2], s[-1], s.reverse, s.index("漢"), s.byteslice(0, 3), s.codepoints.last, s.each_char.to_a.size, s.center(14, "*"), s.ljust(13, "·"), s.bytes.first(4), s.slice(0..2), s.chop, s.include?("🎉"), s.start_with?("hé"), s.sub("é", "e"), s.tr("é漢", "e-"), s.delete("字"), s.count("é🎉"), s.insert(2, "ß").size, s.ord, s.hash == s.dup.hash, s.unpack("U*").size, s.each_grapheme_cluster.count
"🎉".ord.to_s(16)

### broken bytes
broken = ["a\xffb\xe3\x81", "\x80\x80", "\xe3\x81a", "\xf0\x9f\x98", "\xf0\x9fa", "\xc3", "\xed\xa0\x80", "\xf8\x80\x80", "\xc0\x80", "\xf4\x90\x80\x80", "\xe0\x80\x80", "é\xc3", "x" * 40 + "\x80é"]
broken.each do |s|
  p [s.valid_encoding?, s.length, s.bytesize, s.chars.map(&:bytes), s[1]&.bytes, s.reverse.bytes, s.scrub("?"), s.scrub { |b| "<#{b.unpack1("H*")}>" }, s.bytes == s.dup.bytes]
  p [s.index("b"), s.each_char.to_a.size, s.center(20).bytes.size, s.inspect]
end
