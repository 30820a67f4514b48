Token = Struct.new(:kind, :text)

def script
  source = "let total = 12 + price * (3 - x1); " * 8
  tokens = []
  state = :start
  word = +""
  source.each_char do |char|
    kind =
      case char
      when "a".."z" then :letter
      when "0".."9" then :digit
      when " ", ";" then :space
      else :sign
      end
    if kind != state && !word.empty?
      tokens << Token.new(state, word)
      word = +""
    end
    word << char unless kind == :space
    state = kind
  end
  sum = 0
  tokens.each do |token|
    case token.kind
    when :letter then sum += token.text.size
    when :digit then sum += token.text.to_i
    else sum += 1
    end
  end
  sum
end
