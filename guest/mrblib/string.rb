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
    characters = chars
    result = []
    until characters.empty?
      piece = characters.shift
      next result << piece if piece.valid_encoding?
      piece = __broken(piece, characters)
      result << (block ? block.call(piece) : replacement || "\u{FFFD}")
    end
    result.join
  end

  # A character that ends too early is one broken piece, however many bytes it has (Unicode 15, table 3-7).
  def __broken(piece, following)
    first = piece.getbyte(0)
    return piece unless first.between?(0xc2, 0xf4)
    missing = first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3
    fitting = { 0xe0 => 0xa0..0xbf, 0xed => 0x80..0x9f, 0xf0 => 0x90..0xbf, 0xf4 => 0x80..0x8f }.fetch(first, 0x80..0xbf)
    while missing > 0 && !following.empty? && fitting === following.first.getbyte(0)
      piece += following.shift
      missing -= 1
      fitting = 0x80..0xbf
    end
    piece
  end
  private :__broken

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

  def grapheme_clusters = scan(Regexp.new("\\X"))

  def each_grapheme_cluster(&block)
    return to_enum(:each_grapheme_cluster) unless block
    grapheme_clusters.each(&block)
    self
  end
end
