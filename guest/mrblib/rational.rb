class Rational
  # The fraction with the smallest denominator between two others (Stern and Brocot).
  def self.__simplest(low, high)
    return -__simplest(-high, -low) if high < 0
    return Rational(0, 1) if low <= 0
    whole = low.floor
    return Rational(whole, 1) if low == whole
    return Rational(whole + 1, 1) if whole + 1 <= high
    whole + 1 / __simplest(1 / (high - whole), 1 / (low - whole))
  end

  def floor(digits = 0) = __rounded(digits) { |n, d| n.div(d) }

  def ceil(digits = 0) = __rounded(digits) { |n, d| -(-n).div(d) }

  def truncate(digits = 0) = negative? ? ceil(digits) : floor(digits)

  def round(digits = 0, half: nil)
    half = half.to_sym if String === half
    raise ArgumentError, "invalid rounding mode: #{half}" unless [nil, :up, :down, :even].include?(half)
    __rounded(digits) do |n, d|
      sign = n < 0 ? -1 : 1
      whole, rest = n.abs.divmod(d)
      upward = rest * 2 <=> d
      upward = { nil => 1, :up => 1, :down => -1, :even => whole.odd? ? 1 : -1 }[half] if upward == 0
      sign * (upward > 0 ? whole + 1 : whole)
    end
  end

  def __rounded(digits)
    raise TypeError, "not an integer" unless Integer === digits
    return yield(numerator, denominator) if digits == 0
    scale = 10**digits.abs
    return yield(numerator, denominator * scale) * scale if digits < 0
    Rational(yield(numerator * scale, denominator), scale)
  end

  def abs = negative? ? -self : self
  alias magnitude abs

  def positive? = numerator > 0

  def zero? = numerator == 0

  def coerce(other)
    case other
    when Integer then [Rational(other, 1), self]
    when Float then [other, to_f]
    when Rational then [other, self]
    else raise TypeError, "#{other.class} can't be coerced into Rational"
    end
  end

  def fdiv(other) = to_f / other

  def rationalize(precision = nil)
    precision ? Rational.__simplest(self - precision.abs, self + precision.abs) : self
  end
end

class Rational
  # The real number that a text holds: an Integer, a Float or a Rational. What comes behind it is nil where `strict`.
  def self.__number(text, strict)
    numerator, slash, denominator = text.partition("/")
    return __parse(text, strict) unless slash.empty?
    digits = numerator.count("0-9+\\-_") == numerator.size && !numerator.empty?
    return Float(numerator, exception: false) if strict && !digits
    digits ? strict ? Integer(numerator, 10, exception: false) : numerator.to_i : numerator.to_f
  end

  # The fraction that a text begins with, `1/3` or `1.25e2`; nil where `strict` and it holds anything else.
  def self.__parse(text, strict)
    text = text.strip
    number = +""
    rest = nil
    text.each_char.with_index do |char, i|
      allowed = "0123456789_".include?(char) || (char == "." && !number.include?(".") && !number.include?("e")) ||
                ("+-".include?(char) && (i == 0 || number.end_with?("e"))) || ("eE".include?(char) && i > 0 && !number.include?("e"))
      unless allowed
        rest = text[i..]
        break
      end
      number << char.downcase
    end
    mantissa, exponent = number.delete("_").split("e")
    whole, fraction = (mantissa || "").split(".")
    fraction ||= ""
    return strict ? nil : 0r if "#{whole}#{fraction}".count("0-9") == 0
    value = Rational("#{whole}#{fraction}".to_i, 10**fraction.size) * 10r**exponent.to_i
    if rest && rest.start_with?("/") && rest.size > 1 && "0123456789".include?(rest[1])
      divisor = __parse(rest[1..], strict)
      return nil if divisor.nil?
      raise ZeroDivisionError, "divided by 0" if divisor == 0
      return value / divisor
    end
    strict && rest ? nil : value
  end
end

module Kernel
  alias __plain_rational __to_rational

  def __to_rational(value, divisor = 1)
    [value, divisor].each { |part| raise TypeError, "can't convert #{part.nil? ? "nil" : part.class} into Rational" unless Numeric === part || String === part }
    value, divisor = [value, divisor].map do |part|
      next part unless String === part
      Rational.__parse(part, true) or raise ArgumentError, "invalid value for convert(): #{part.inspect}"
    end
    raise ZeroDivisionError, "divided by 0" if divisor == 0
    return __plain_rational(value, divisor) if Integer === value && Integer === divisor
    value.to_r / divisor.to_r
  end
end
