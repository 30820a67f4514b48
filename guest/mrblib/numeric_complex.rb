Object.__send__(:remove_const, :Complex)

# mruby's keeps two Floats; CRuby's parts are what they were: Complex(1, 2) is (1+2i).
class Complex < Numeric
  attr_reader :real, :imaginary
  alias imag imaginary

  class << self
    undef_method :new

    def rectangular(real, imaginary = 0) = allocate.__set(real, imaginary)
    alias rect rectangular

    def polar(radius, angle = 0)
      return rectangular(radius, 0) if angle == 0
      return rectangular(-radius, 0) if angle == Math::PI
      return rectangular(0, radius) if angle == Math::PI / 2
      rectangular(radius * Math.cos(angle), radius * Math.sin(angle))
    end

    # The number that a text begins with; nil where `strict` and it holds anything else.
    def __parse(text, strict)
      text = text.strip
      body = text.delete_suffix("i")
      return Rational.__number(text, strict)&.to_c if body.size == text.size
      at = [body.rindex("+"), body.rindex("-")].compact.max
      at = 0 if at.nil? || (at > 0 && "eE".include?(body[at - 1]))
      real = at == 0 ? 0 : Rational.__number(body[0...at], strict)
      imaginary = body[at..]
      imaginary += "1" if imaginary.empty? || imaginary == "+" || imaginary == "-"
      imaginary = Rational.__number(imaginary, strict)
      real && imaginary && rectangular(real, imaginary)
    end
  end

  def __set(real, imaginary)
    raise TypeError, "not a real" unless Numeric === real && Numeric === imaginary && real.real? && imaginary.real?
    @real, @imaginary = real, imaginary
    freeze
  end

  def real? = false

  def +(other) = __with(other, :+) { |o| Complex(real + o.real, imaginary + o.imaginary) }

  def -(other) = __with(other, :-) { |o| Complex(real - o.real, imaginary - o.imaginary) }

  def *(other)
    return Complex(real * other, imaginary * other) if Numeric === other && other.real?
    __with(other, :*) { |o| Complex(real * o.real - imaginary * o.imaginary, real * o.imaginary + imaginary * o.real) }
  end

  def /(other)
    return Complex(__whole(real.quo(other)), __whole(imaginary.quo(other))) if Numeric === other && other.real?
    __with(other, :/) { |o| self * o.conjugate / o.abs2 }
  end
  alias quo /

  def __whole(part) = Rational === part && part.denominator == 1 ? part.numerator : part

  def __with(other, operator)
    return yield(other) if Numeric === other
    raise TypeError, "#{Comparable.__operand(other)} can't be coerced into Complex" unless other.respond_to?(:coerce)
    left, right = other.coerce(self)
    left.__send__(operator, right)
  end

  def **(other)
    return Complex(1, 0) if other == 0
    if Integer === other
      base, exponent, result = self, other.abs, Complex(1, 0)
      while exponent > 0
        result *= base if exponent.odd?
        base *= base
        exponent >>= 1
      end
      return other < 0 ? Complex(1, 0) / result : result
    end
    return Complex.polar(abs**other, arg * other) unless Complex === other
    return Complex(0, 0) if self == 0
    logarithm, angle = Math.log(abs), arg
    Complex.polar(Math.exp(other.real * logarithm - other.imaginary * angle), other.imaginary * logarithm + other.real * angle)
  end
  alias pow **

  def -@ = Complex(-real, -imaginary)

  def ==(other)
    return real == other.real && imaginary == other.imaginary if Complex === other
    Numeric === other ? real == other && imaginary == 0 : other == self
  end

  def <=>(other)
    return unless imaginary == 0 && Numeric === other && other.imaginary == 0
    real <=> other.real
  end

  def eql?(other) = Complex === other && real.eql?(other.real) && imaginary.eql?(other.imaginary)

  def hash = [Complex, real, imaginary].hash

  def coerce(other)
    return [other, self] if Complex === other
    raise TypeError, "#{other.class} can't be coerced into Complex" unless Numeric === other
    [Complex(other, 0), self]
  end

  def abs = Math.hypot(real.to_f, imaginary.to_f)
  alias magnitude abs

  def abs2 = real * real + imaginary * imaginary

  def arg = Math.atan2(imaginary.to_f, real.to_f)
  alias angle arg
  alias phase arg

  def polar = [abs, arg]

  def rectangular = [real, imaginary]
  alias rect rectangular

  def conjugate = Complex(real, -imaginary)
  alias conj conjugate

  def fdiv(other)
    return Complex(real.to_f, imaginary.to_f) / other if Complex === other
    Complex(real.fdiv(other), imaginary.fdiv(other))
  end

  def finite? = real.finite? && imaginary.finite?

  def infinite? = real.infinite? || imaginary.infinite? ? 1 : nil

  def to_c = self

  %i[to_i to_f to_r rationalize].each do |name|
    define_method(name) do |*arguments|
      kind = { to_i: Integer, to_f: Float, to_r: Rational, rationalize: Rational }[name]
      raise RangeError, "can't convert #{self} into #{kind}" unless imaginary.eql?(0)
      real.__send__(name, *arguments)
    end
  end

  def numerator = self * denominator

  def denominator = real.denominator.lcm(imaginary.denominator)

  def to_s = __shown(:to_s)

  def inspect = "(#{__shown(:inspect)})"

  def __shown(method)
    negative = imaginary < 0 || (Float === imaginary && imaginary == 0 && 1 / imaginary < 0)
    text = imaginary.abs.__send__(method)
    "#{real.__send__(method)}#{negative ? "-" : "+"}#{text}#{"*" unless ("0".."9").cover?(text[-1])}i"
  end

  %i[< <= > >= between? clamp % div divmod floor ceil remainder modulo round step truncate positive? negative?].each do |name|
    undef_method(name) if method_defined?(name)
  end

  I = rectangular(0, 1)
end

module Kernel
  def __to_complex(value, imaginary = nil)
    raise TypeError, "can't convert nil into Complex" if value.nil?
    if String === value
      raise ArgumentError, "invalid value for convert(): #{value.inspect}" unless (number = Complex.__parse(value, true))
      value = number
    end
    raise TypeError, "can't convert #{value.class} into Complex" unless Numeric === value
    return Complex === value ? value : Complex.rectangular(value, 0) if imaginary.nil?
    return Complex.rectangular(value, imaginary) if value.real? && imaginary.real?
    value + imaginary * Complex::I
  end
end

class Numeric
  def to_c = Complex.rectangular(self, 0)

  def i = Complex.rectangular(0, self)
end

class NilClass
  def to_c = Complex.rectangular(0, 0)

  def rationalize(_precision = nil) = 0r
end
