class Range
  # mruby's asks for `last`, which an endless Range refuses.
  def hash
    ends = [self.begin, self.end].hash
    exclude_end? ? ends + 1 : ends
  end

  def step(by = (none = true), &block)
    first = self.begin
    by = 1 if none
    if Numeric === first
      raise ArgumentError, "step can't be 0" if by == 0
      return Enumerator::ArithmeticSequence.__new(first, self.end, by, exclude_end?, [self, :step, by]) unless block
      raise ArgumentError, "step can't be negative" if by < 0
      first.__each_step(self.end, by, exclude_end?, &block)
      return self
    end
    raise ArgumentError, "step can't be 0" if by == 0
    raise ArgumentError, "step can't be negative" if by < 0
    return to_enum(:step, by) unless block
    each_with_index { |value, index| block.call(value) if index % by == 0 }
    self
  end

  def %(by) = Enumerator::ArithmeticSequence.__new(self.begin, self.end, by, exclude_end?, [self, :%, by])

  def count(*arguments, &block)
    return super if block || !arguments.empty?
    return Float::INFINITY if self.begin.nil? || self.end.nil?
    Integer === self.begin && Integer === self.end ? size : super
  end

  def minmax(&block)
    block ? super : [min, max]
  end

  def bsearch(&block)
    return to_enum(:bsearch) unless block
    low, high = self.begin, self.end
    return __bsearch_float(low, high, &block) if Float === low || Float === high
    raise TypeError, "can't do binary search for #{low.class}" unless Integer === low || low.nil? && Integer === high
    if high.nil?
      width = 1
      width *= 2 until (found = block.call(low + width)) == true || (Numeric === found && found <= 0)
      high = low + width
    elsif low.nil?
      width = 1
      width *= 2 while (found = block.call(high - width)) == true || (Numeric === found && found < 0)
      low = high - width
    elsif exclude_end?
      high -= 1
    end
    satisfied = nil
    while low <= high
      middle = (low + high) / 2
      case found = block.call(middle)
      when true
        satisfied = middle
        high = middle - 1
      when false, nil then low = middle + 1
      when 0 then return middle
      when Numeric then found < 0 ? high = middle - 1 : low = middle + 1
      else raise TypeError, "wrong argument type #{found.class} (must be numeric, true, false or nil)"
      end
    end
    satisfied
  end

  def __bsearch_float(low, high)
    low, high = (low || -Float::INFINITY).to_f, (high || Float::INFINITY).to_f
    key = ->(x) { bits = [x].pack("G").unpack("q>")[0]; bits < 0 ? -(bits & 0x7fffffffffffffff) : bits }
    float = ->(k) { [k < 0 ? (-k | 1 << 63) : k].pack("Q>").unpack("G")[0] }
    low, high = key.call(low), key.call(high)
    high -= 1 if exclude_end?
    satisfied = nil
    while low <= high
      middle = (low + high).div(2)
      value = float.call(middle)
      case found = yield(value)
      when true
        satisfied = value
        high = middle - 1
      when false, nil then low = middle + 1
      when 0 then return value
      else found < 0 ? high = middle - 1 : low = middle + 1
      end
    end
    satisfied
  end

  def inspect
    first, last = self.begin, self.end
    text = first.nil? && !last.nil? ? "" : first.inspect
    "#{text}#{exclude_end? ? "..." : ".."}#{last.nil? && !first.nil? ? "" : last.inspect}"
  end

  alias __plain_to_a to_a
  def to_a
    raise RangeError, "cannot convert endless range to an array" if self.end.nil?
    __plain_to_a
  end
  alias entries to_a

  alias __plain_include? include?
  def include?(value)
    first, last = self.begin, self.end
    return __plain_include?(value) unless String === first && String === last
    return false unless String === value
    return __plain_include?(value) && value.size == 1 if first.size == 1 && last.size == 1
    each { |text| return true if text == value }
    false
  end
  alias member? include?
end
