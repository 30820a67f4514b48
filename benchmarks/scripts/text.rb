TEXT = ("The quick brown fox jumps over the lazy dog; " * 20).freeze

def script
  words = TEXT.split(" ").map { |word| word.downcase.delete(";") }
  line = words.join("-")
  vowels = 0
  TEXT.each_char { |char| vowels += 1 if "aeiou".include?(char) }
  fields = "id,name,price,stock\n7,lamp,19.5,3\n8,desk,129,14\n".lines.map { |row| row.chomp.split(",") }
  total = 0.0
  20.times { fields.drop(1).each { |row| total += row[2].to_f * row[3].to_i } }
  line.size + vowels + total.to_i + line.reverse.tr("a-y", "b-z").size + words.count { |word| word.start_with?("qu") }
end
