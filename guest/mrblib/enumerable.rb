module Enumerable
  def each_entry(*arguments, &block)
    return to_enum(:each_entry, *arguments) unless block
    each(*arguments) { |*value| block.call(value.__svalue) }
    self
  end

  def grep_v(pattern, &block)
    found = []
    each do |*value|
      value = value.__svalue
      found << (block ? block.call(value) : value) unless pattern === value
    end
    found
  end

  def compact = to_a.compact

  def to_set(&block) = Set.new(self, &block)

  def chunk(&block)
    return to_enum(:chunk) unless block
    source = self
    Enumerator.new do |yielder|
      group = nil
      source.each do |*value|
        value = value.__svalue
        key = block.call(value)
        if key.nil? || key == :_separator
          yielder << group if group
          group = nil
        elsif key == :_alone
          yielder << group if group
          yielder << [key, [value]]
          group = nil
        elsif group && group[0] == key
          group[1] << value
        else
          yielder << group if group
          group = [key, [value]]
        end
      end
      yielder << group if group
    end
  end

  def chunk_while(&block)
    raise ArgumentError, "tried to create Proc object without a block" unless block
    slice_when { |before, after| !block.call(before, after) }
  end

  def slice_when(&block)
    raise ArgumentError, "tried to create Proc object without a block" unless block
    source = self
    Enumerator.new do |yielder|
      slice = nil
      source.each do |*value|
        value = value.__svalue
        if slice.nil?
          slice = [value]
        elsif block.call(slice[-1], value)
          yielder << slice
          slice = [value]
        else
          slice << value
        end
      end
      yielder << slice if slice
    end
  end

  def slice_before(pattern = (none = true), &block)
    raise ArgumentError, "wrong number of arguments (given 0, expected 1)" if none && !block
    raise ArgumentError, "both pattern and block are given" if !none && block
    block ||= ->(value) { pattern === value }
    source = self
    Enumerator.new do |yielder|
      slice = nil
      source.each do |*value|
        value = value.__svalue
        if slice && block.call(value)
          yielder << slice
          slice = [value]
        else
          (slice ||= []) << value
        end
      end
      yielder << slice if slice
    end
  end

  def slice_after(pattern = (none = true), &block)
    raise ArgumentError, "wrong number of arguments (given 0, expected 1)" if none && !block
    raise ArgumentError, "both pattern and block are given" if !none && block
    block ||= ->(value) { pattern === value }
    source = self
    Enumerator.new do |yielder|
      slice = nil
      source.each do |*value|
        value = value.__svalue
        (slice ||= []) << value
        if block.call(value)
          yielder << slice
          slice = nil
        end
      end
      yielder << slice if slice
    end
  end

  def each_cons(count, &block)
    count = count.__to_int
    raise ArgumentError, "invalid size" if count <= 0
    unless block
      source = self
      return to_enum(:each_cons, count).__sized { source.respond_to?(:size) && [source.size - count + 1, 0].max }
    end
    window = []
    each do |*value|
      window.shift if window.size == count
      window << value.__svalue
      block.call(window.dup) if window.size == count
    end
    self
  end

  def each_slice(count, &block)
    count = count.__to_int
    raise ArgumentError, "invalid slice size" if count <= 0
    unless block
      source = self
      return to_enum(:each_slice, count).__sized { source.respond_to?(:size) && (source.size + count - 1) / count }
    end
    slice = []
    each do |*value|
      slice << value.__svalue
      next if slice.size < count
      block.call(slice)
      slice = []
    end
    block.call(slice) unless slice.empty?
    self
  end

  def flat_map(&block)
    return to_enum(:flat_map) unless block
    all = []
    each do |*value|
      made = block.call(*value)
      Array === made ? all.concat(made) : all << made
    end
    all
  end
  alias collect_concat flat_map

  def tally(into = nil)
    raise FrozenError, "can't modify frozen Hash: #{into.inspect}" if into && into.frozen?
    counts = into || {}
    each do |*value|
      value = value.__svalue
      counts[value] = (counts[value] || 0) + 1
    end
    counts
  end

  def filter_map(&block)
    return to_enum(:filter_map) unless block
    found = []
    each do |*value|
      made = block.call(*value)
      found << made if made
    end
    found
  end

  # Floats are added as CRuby does (Kahan and Babuska), so that [0.1, 0.2, 0.3].sum is 0.6.
  def sum(start = 0, &block)
    total, lost, floats = start, 0.0, Float === start
    each do |*value|
      value = block ? block.call(*value) : value.__svalue
      if floats && (Float === value || Integer === value || Rational === value)
        value = value.to_f
        if !value.finite? || !total.finite?
          total += value
        else
          sum = total + value
          lost += total.abs >= value.abs ? (total - sum) + value : (value - sum) + total
          total = sum
        end
      elsif !floats && Float === value && (Integer === total || Rational === total)
        total = total.to_f
        floats = true
        sum = total + value
        lost += total.abs >= value.abs ? (total - sum) + value : (value - sum) + total if sum.finite?
        total = sum
      else
        total += lost if floats && lost != 0
        lost, floats = 0.0, false
        total += value
      end
    end
    floats && total.finite? ? total + lost : total
  end

  def group_by(&block)
    return to_enum(:group_by) unless block
    groups = {}
    each do |*value|
      value = value.__svalue
      key = block.call(value)
      groups.key?(key) ? groups[key] << value : groups[key] = [value]
    end
    groups
  end

  def to_h(&block)
    return to_a.to_h unless block
    made = {}
    each do |*value|
      pair = block.call(*value)
      raise TypeError, "wrong element type #{pair.class} (expected array)" unless Array === pair
      raise ArgumentError, "element has wrong array length (expected 2, was #{pair.size})" unless pair.size == 2
      made[pair[0]] = pair[1]
    end
    made
  end

  def min(count = nil, &block) = __extreme(-1, count, block)

  def max(count = nil, &block) = __extreme(1, count, block)

  def __extreme(sign, count, block)
    order = block || ->(left, right) { left <=> right }
    if count
      raise ArgumentError, "negative size (#{count})" if count < 0
      sorted = to_a.sort(&block)
      return (sign < 0 ? sorted : sorted.reverse).first(count)
    end
    found = nil
    empty = true
    each do |*value|
      value = value.__svalue
      if empty
        found = value
        empty = false
      else
        compared = order.call(value, found)
        Comparable.__order(value, found) if compared.nil?
        found = value if compared * sign > 0
      end
    end
    found
  end

  def minmax(&block) = [min(&block), max(&block)]

  def min_by(count = nil, &block)
    return to_enum(:min_by, *count) unless block
    return sort_by(&block).first(count) if count
    __extreme_by(-1, block)
  end

  def max_by(count = nil, &block)
    return to_enum(:max_by, *count) unless block
    return sort_by(&block).reverse.first(count) if count
    __extreme_by(1, block)
  end

  def __extreme_by(sign, block)
    found = best = nil
    empty = true
    each do |*value|
      value = value.__svalue
      key = block.call(value)
      if empty || Comparable.__order(key, best) * sign > 0
        found, best, empty = value, key, false
      end
    end
    found
  end
end

class Set
  def ^(other)
    result = self.class.new(other)
    each { |value| result.add(value) unless result.delete?(value) }
    result
  end

  def to_set(*) = self
end
