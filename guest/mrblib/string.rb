# Strings are bytes that are shown and counted as UTF-8; the names of encodings are there for programs that mention them.
class Encoding
  attr_reader :name
  alias to_s name

  def initialize(name) = @name = name

  def inspect = "#<Encoding:#{name}>"

  UTF_8 = new("UTF-8")
  ASCII_8BIT = new("ASCII-8BIT")
  BINARY = ASCII_8BIT
  US_ASCII = new("US-ASCII")
  def self.default_external = UTF_8

  def self.default_internal = nil

  class CompatibilityError < EncodingError
  end

  class UndefinedConversionError < EncodingError
  end

  class InvalidByteSequenceError < EncodingError
  end

  class ConverterNotFoundError < EncodingError
  end

  class << self
    undef_method :new
  end
end

class String
  def self.try_convert(value)
    return value if String === value
    value.to_str if value.respond_to?(:to_str)
  end

  def encoding = valid_encoding? ? Encoding::UTF_8 : Encoding::ASCII_8BIT

  def force_encoding(_encoding) = self

  def encode(encoding = nil, _from = nil, invalid: nil, undef: nil, replace: nil, **)
    name = encoding.to_s.upcase
    unless ["", "UTF-8", "UTF8", "US-ASCII", "ASCII", "ASCII-8BIT", "BINARY"].include?(name)
      raise Encoding::ConverterNotFoundError, "code converter not found (UTF-8 to #{encoding})"
    end
    invalid == :replace ? scrub(replace) : dup
  end

  def encode!(...) = replace(encode(...))

  def ascii_only? = bytesize == size && bytes.all? { |byte| byte < 128 }

  def scrub(replacement = nil, &block)
    return dup if valid_encoding?
    chars.map { |char| char.valid_encoding? ? char : block ? block.call(char) : replacement || "\u{FFFD}" }.join
  end

  def scrub!(...) = replace(scrub(...))

  def sum(bits = 16)
    total = 0
    each_byte { |byte| total += byte }
    bits > 0 ? total & ((1 << bits) - 1) : total
  end

  def to_c = Complex.__parse(self, false)

  def to_r = Rational.__parse(self, false)

  def casecmp?(other)
    raise TypeError, "no implicit conversion of #{other.nil? ? "nil" : other.class} into String" unless String === other
    downcase(:fold) == other.downcase(:fold)
  end

  def lines(separator = "\n", chomp: false, &block)
    found = __split_lines(separator, chomp)
    return found unless block
    found.each(&block)
    self
  end

  def each_line(separator = "\n", chomp: false, &block)
    return to_enum(:each_line, separator, chomp: chomp) unless block
    __split_lines(separator, chomp).each(&block)
    self
  end

  def __split_lines(separator, chomp)
    return [dup] if separator.nil?
    if separator == "\n"
      found = __lines
      found.each(&:chomp!) if chomp
      return found
    end
    paragraphs = separator.empty?
    separator = "\n\n" if paragraphs
    found = []
    start = 0
    while start < bytesize
      stop = byteindex(separator, start)
      finish = stop ? stop + separator.bytesize : bytesize
      line = byteslice(start, finish - start)
      finish += 1 while paragraphs && getbyte(finish) == 10
      found << (chomp ? line.delete_suffix(separator) : line)
      start = finish
    end
    found
  end

  # mruby's work on bytes, and leave out a range's last character. They are right where there is neither.
  %i[count delete delete! squeeze squeeze! tr tr! tr_s tr_s!].each { |name| alias_method("__bytes_#{name}", name) }

  def __bytewise?(sets) = bytesize == size && sets.all? { |set| set.bytesize == set.size && !set.include?("-") }

  def count(*sets)
    return bytesize - __bytes_delete(*sets).bytesize if sets.size == 1 && __bytewise?(sets)
    inside = __member_of(sets)
    chars.count { |char| inside.call(char) }
  end

  def delete(*sets) = dup.tap { |copy| copy.delete!(*sets) }

  def delete!(*sets)
    return __bytes_delete!(*sets) if sets.size == 1 && __bytewise?(sets)
    inside = __member_of(sets)
    __replace_unless_same(chars.reject { |char| inside.call(char) }.join)
  end

  def squeeze(*sets) = dup.tap { |copy| copy.squeeze!(*sets) }

  def squeeze!(*sets)
    return __bytes_squeeze!(*sets) if sets.size < 2 && __bytewise?(sets)
    inside = sets.empty? ? ->(_) { true } : __member_of(sets)
    last = nil
    kept = chars.reject do |char|
      repeated = char == last && inside.call(char)
      last = char
      repeated
    end
    __replace_unless_same(kept.join)
  end

  def tr(from, to) = dup.tap { |copy| copy.tr!(from, to) }

  def tr!(from, to)
    return __bytes_tr!(from, to) if __bytewise?([from, to])
    map = __translation(from, to)
    __replace_unless_same(chars.map { |char| map.call(char) || char }.join)
  end

  def tr_s(from, to) = dup.tap { |copy| copy.tr_s!(from, to) }

  def tr_s!(from, to)
    return __bytes_tr_s!(from, to) if __bytewise?([from, to])
    map = __translation(from, to)
    last = nil
    made = chars.map do |char|
      changed = map.call(char)
      repeated = changed && changed == last
      last = changed
      repeated ? "" : changed || char
    end
    __replace_unless_same(made.join)
  end

  def __replace_unless_same(other) = other == self ? nil : replace(other)

  # The characters of a set such as "a-z\\-", in order.
  def __expand_set
    expanded = []
    list = chars
    i = 0
    while i < list.size
      char = list[i]
      if char == "\\" && i + 1 < list.size
        expanded << list[i + 1]
        i += 2
      elsif list[i + 1] == "-" && i + 2 < list.size
        first, last = char.ord, list[i + 2].ord
        raise ArgumentError, "invalid range \"#{char}-#{list[i + 2]}\" in string transliteration" if first > last
        first.upto(last) { |code| expanded << [code].pack("U") }
        i += 3
      else
        expanded << char
        i += 1
      end
    end
    expanded
  end

  def __member_of(sets)
    raise ArgumentError, "wrong number of arguments (given 0, expected 1+)" if sets.empty?
    tests = sets.map do |set|
      negated = set.size > 1 && set.start_with?("^")
      members = {}
      (negated ? set[1..] : set).__expand_set.each { |char| members[char] = true }
      ->(char) { members.key?(char) != negated }
    end
    ->(char) { tests.all? { |test| test.call(char) } }
  end

  def __translation(from, to)
    target = to.__expand_set
    if from.size > 1 && from.start_with?("^")
      kept = __member_of([from[1..]])
      return ->(char) { kept.call(char) ? nil : target.last || "" }
    end
    map = {}
    from.__expand_set.each_with_index { |char, i| map[char] ||= target[i] || target.last || "" }
    ->(char) { map[char] }
  end
end
