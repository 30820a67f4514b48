class Numeric
  def integer? = false

  def real? = true

  def real = self

  def imaginary = 0
  alias imag imaginary

  def to_int = to_i

  def abs2 = self * self

  def arg
    return self if respond_to?(:nan?) && nan?
    self < 0 || (self == 0 && 1.0 / self < 0) ? Math::PI : 0
  end
  alias angle arg
  alias phase arg

  def rectangular = [self, 0]
  alias rect rectangular

  def polar = [abs, arg]

  def conjugate = self
  alias conj conjugate

  def magnitude = abs

  def coerce(other)
    return [other, self] if other.class == self.class
    [Float(other), Float(self)]
  end

  def fdiv(other) = to_f / other

  def quo(other) = self / other

  def div(other)
    raise ZeroDivisionError, "divided by 0" if other == 0
    (self / other).floor
  end

  def %(other) = self - other * div(other)
  alias modulo %

  def divmod(other) = [div(other), self % other]

  def remainder(other)
    rest = self % other
    rest != 0 && ((self < 0 && other > 0) || (self > 0 && other < 0)) ? rest - other : rest
  end

  def step(limit = nil, step = nil, by: nil, to: nil, &block)
    raise ArgumentError, "to is given twice" if limit && to
    raise ArgumentError, "step is given twice" if step && by
    limit = to if limit.nil?
    step = by if step.nil?
    step = 1 if step.nil?
    raise ArgumentError, "step can't be 0" if step == 0
    unless block
      return Enumerator::ArithmeticSequence.__new(self, limit, step, false, [:step, limit, step]) if Numeric === step
      return to_enum(:step, limit, step)
    end
    __each_step(limit, step, false, &block)
    self
  end

  # Floats count their steps, so that errors do not add up.
  def __each_step(limit, step, exclusive)
    if Float === self || Float === limit || Float === step
      i = 0
      count = __step_count(limit, step, exclusive)
      while i < count
        value = i == 0 ? to_f : i * step.to_f + self
        value = limit.to_f if limit && !exclusive && (step > 0 ? limit < value : value < limit)
        yield value
        i += 1
      end
    else
      value = self
      if limit.nil?
        while true
          yield value
          value += step
        end
      elsif step > 0
        limit -= 1 if exclusive && Integer === limit && Integer === value && Integer === step
        while value < limit || (!exclusive || Integer === limit) && value == limit
          yield value
          value += step
        end
      else
        while value > limit || !exclusive && value == limit
          yield value
          value += step
        end
      end
    end
  end

  def __step_count(limit, step, exclusive)
    return step.to_f.infinite? ? 1 : Float::INFINITY if limit.nil?
    start, limit, step = to_f, limit.to_f, step.to_f
    return (step > 0 ? start <= limit : start >= limit) ? 1 : 0 if step.infinite?
    count = (limit - start) / step
    error = (start.abs + limit.abs + (limit - start).abs) / step.abs * Float::EPSILON
    return start == limit ? 1 : 0 if count.nan?
    return count > 0 ? count : 0 if count.infinite?
    error = 0.5 if error > 0.5
    if exclusive
      return 0 if count <= 0
      count = count < 1 ? 0 : (count - error).floor
      last = (count + 1) * step + start
      count += 1 if start < limit ? last < limit : start > limit && last > limit
    else
      return 0 if count < 0
      count = (count + error).floor
    end
    count.to_i + 1
  end
end

class Integer
  def integer? = true

  def self.sqrt(number)
    number = Integer === number ? number : number.__to_int
    raise Math::DomainError, 'Numerical argument is out of domain - "isqrt"' if number < 0
    return Math.sqrt(number).floor if number < 1 << 52
    root = 1 << (number.bit_length + 1) / 2
    while (better = (root + number / root) >> 1) < root
      root = better
    end
    root
  end

  def self.try_convert(value)
    return value if Integer === value
    value.to_int if value.respond_to?(:to_int)
  end

  def lcm(other)
    raise TypeError, "not an integer" unless Integer === other
    self == 0 || other == 0 ? 0 : (self / gcd(other) * other).abs
  end

  def gcdlcm(other) = [gcd(other), lcm(other)]

  def ord = self

  def finite? = true

  def infinite? = nil

  def size = (bit_length + 63) / 64 * 8 > 8 ? (bit_length + 63) / 64 * 8 : 8

  def numerator = self

  def denominator = 1

  def rationalize(precision = nil) = to_r

  def coerce(other)
    return [other, self] if Integer === other
    [Float(other), Float(self)]
  end

  def magnitude = abs

  def ceildiv(other) = -div(-other)

  alias __powm pow
  def pow(exponent, modulus = nil)
    return self**exponent if modulus.nil?
    unless Integer === exponent && Integer === modulus
      raise TypeError, "Integer#pow() 2nd argument not allowed unless all arguments are integers"
    end
    raise RangeError, "Integer#pow() 1st argument cannot be negative when 2nd argument specified" if exponent < 0
    raise ZeroDivisionError, "divided by 0" if modulus == 0
    __powm(exponent, modulus.abs) % modulus
  end

  alias __digits digits
  def digits(base = 10)
    raise TypeError, "wrong argument type #{base.class} (expected Integer)" unless Integer === base
    raise ArgumentError, "negative radix" if base < 0
    raise ArgumentError, "invalid radix #{base}" if base < 2
    raise Math::DomainError, "out of domain" if self < 0
    return __digits(base) if base < 1 << 62
    digits = []
    number = self
    begin
      number, digit = number.divmod(base)
      digits << digit
    end until number == 0
    digits
  end

  # [] of anything but one bit of a small integer.
  def __bits(index, length = nil)
    if length
      (self >> index) & ((1 << length) - 1)
    elsif Range === index
      first = index.begin || 0
      return self >> first if index.end.nil?
      length = index.end - first + (index.exclude_end? ? 0 : 1)
      length < 0 ? self >> first : (self >> first) & ((1 << length) - 1)
    else
      index < 0 ? 0 : (self >> index) & 1
    end
  end

  def upto(limit, &block)
    unless block
      start = self
      return to_enum(:upto, limit).__sized { limit < start ? 0 : limit.floor - start + 1 }
    end
    raise ArgumentError, "comparison of Integer with #{limit.inspect} failed" unless Numeric === limit
    i = self
    while i <= limit
      block.call(i)
      i += 1
    end
    self
  end

  def downto(limit, &block)
    unless block
      start = self
      return to_enum(:downto, limit).__sized { limit > start ? 0 : start - limit.ceil + 1 }
    end
    raise ArgumentError, "comparison of Integer with #{limit.inspect} failed" unless Numeric === limit
    i = self
    while i >= limit
      block.call(i)
      i -= 1
    end
    self
  end

  def times(&block)
    return to_enum(:times).__sized { self < 0 ? 0 : self } unless block
    i = 0
    while i < self
      block.call i
      i += 1
    end
    self
  end
end

class Float
  def coerce(other) = [Float(other), self]

  def to_int = to_i

  def positive? = self > 0

  def negative? = self < 0

  def zero? = self == 0

  def magnitude = abs

  def eql?(other) = Float === other && self == other

  def numerator = to_r.numerator

  def denominator = to_r.denominator

  def next_float = __neighbour(1)

  def prev_float = __neighbour(-1)

  def __neighbour(direction)
    return self if nan? || (infinite? && (self > 0) == (direction > 0))
    return direction * Float::MIN * Float::EPSILON if self == 0
    bits = [self].pack("G").unpack("Q>")[0]
    bits += (self > 0) == (direction > 0) ? 1 : -1
    [bits].pack("Q>").unpack("G")[0]
  end

  # The simplest fraction that is this Float, or that is as close as `precision`.
  def rationalize(precision = nil)
    return to_r if self == to_i
    if precision
      Rational.__simplest(to_r - precision.abs, to_r + precision.abs)
    else
      text = abs.to_s
      digits, exponent = text.split("e")
      whole, fraction = digits.split(".")
      scale = 10**(fraction.size - exponent.to_i)
      middle = Rational((whole + fraction).to_i, 1) / scale
      found = Rational.__simplest(middle - 1r / (scale * 2), middle + 1r / (scale * 2))
      found = middle unless found.to_f == abs
      self < 0 ? -found : found
    end
  end

  remove_method :step
end

class Integer
  remove_method :step
end
