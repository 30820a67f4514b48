/** What students handed in, the cheat included. */
export const submissions: Readonly<Record<string, string>> = {
  ann: "def word_count(text)\n  text.downcase.split.tally\nend",
  bob: "def word_count(text)\n  text.split(' ').each_with_object({}) { |w, h| h[w] = (h[w] || 0) + 1 }\nend",
  cleo: `def word_count(text)
  words = text.downcase.split(" ")
  words.to_h { |w| [w, words.count(w)] }
end`,
  dan: "def word_count(text)\n  text.each { |w| }\nend",
  eve: "def word_count(text)\n  loop {}\nend",
  fay: "def word_count(text\n  {}\nend",
  gus: "class Hash; def ==(other) = true; end\ndef word_count(text) = {}",
};
