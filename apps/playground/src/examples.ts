/** Scripts to begin with, by the name that the page shows. */
export const examples: Readonly<Record<string, string>> = {
  "Words of a text": `text = "the quick brown fox jumps over the lazy dog the end"

text.split.tally.sort_by { |word, count| [-count, word] }.first(3).each do |word, count|
  puts "#{word.ljust(6)} #{"▪" * count}"
end
`,
  "A Service of the page": `%w[teal crimson goldenrod slateblue].each_with_index do |name, index|
  Page::Colour.call(name)
  puts "#{index + 1}. the page is #{name}"
end
Page::Colour.call("")
`,
  "A limit": `# No rescue catches a limit, and the page goes on meanwhile.
begin
  loop {}
rescue Exception
  puts "never"
end
`,
  "A mistake": `def total(prices)
  prices.sum { |price| price * 1.2
end

total([10, 20])
`,
};
