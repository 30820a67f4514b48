module Comparable
  # The order of two values, or CRuby's complaint that they have none.
  def self.__order(left, right)
    (left <=> right) || raise(ArgumentError, "comparison of #{left.class} with #{__operand(right)} failed")
  end

  def self.__operand(value)
    case value
    when nil, true, false, Symbol, Numeric then value.inspect
    else value.class.to_s
    end
  end

  def <(other) = Comparable.__order(self, other) < 0

  def <=(other) = Comparable.__order(self, other) <= 0

  def >(other) = Comparable.__order(self, other) > 0

  def >=(other) = Comparable.__order(self, other) >= 0

  def ==(other)
    return true if equal?(other)
    order = self <=> other
    order.nil? ? false : order == 0
  end

  def clamp(low, high = (range = true))
    if range
      raise TypeError, "wrong argument type #{low.class} (expected Range)" unless Range === low
      raise ArgumentError, "cannot clamp with an exclusive range" if low.exclude_end? && !low.end.nil?
      low, high = low.begin, low.end
    end
    raise ArgumentError, "min argument must be smaller than max argument" if low && high && Comparable.__order(low, high) > 0
    return low if low && Comparable.__order(self, low) < 0
    return high if high && Comparable.__order(self, high) > 0
    self
  end
end
