# Array's own versions of what mruby's Enumerable does through `each`: a loop over the elements costs one call for each, where
# a block that takes `*values` costs three and an Array. Plain Ruby, so that a block may break, throw and leave its Fiber.
# The length is asked for in every round: a block may change the Array.
class Array
  def each(&block)
    return to_enum(:each) unless block

    i = 0
    while i < size
      block.call(self[i])
      i += 1
    end
    self
  end

  def map(&block)
    return to_enum(:map) unless block

    result = []
    i = 0
    while i < size
      result << block.call(self[i])
      i += 1
    end
    result
  end
  alias collect map

  def select(&block)
    return to_enum(:select) unless block

    result = []
    i = 0
    while i < size
      value = self[i]
      result << value if block.call(value)
      i += 1
    end
    result
  end
  alias find_all select
  alias filter select

  def reject(&block)
    return to_enum(:reject) unless block

    result = []
    i = 0
    while i < size
      value = self[i]
      result << value unless block.call(value)
      i += 1
    end
    result
  end

  def filter_map(&block)
    return to_enum(:filter_map) unless block

    result = []
    i = 0
    while i < size
      value = block.call(self[i])
      result << value if value
      i += 1
    end
    result
  end

  def flat_map(&block)
    return to_enum(:flat_map) unless block

    result = []
    i = 0
    while i < size
      value = block.call(self[i])
      if Array === value
        result.concat(value)
      elsif value.respond_to?(:each)
        value.each { |each| result << each }
      else
        result << value
      end
      i += 1
    end
    result
  end
  alias collect_concat flat_map

  def partition(&block)
    return to_enum(:partition) unless block

    yes = []
    no = []
    i = 0
    while i < size
      value = self[i]
      (block.call(value) ? yes : no) << value
      i += 1
    end
    [yes, no]
  end

  def group_by(&block)
    return to_enum(:group_by) unless block

    groups = {}
    i = 0
    while i < size
      value = self[i]
      key = block.call(value)
      group = groups[key]
      group ? group << value : groups[key] = [value]
      i += 1
    end
    groups
  end

  def tally
    counts = {}
    i = 0
    while i < size
      value = self[i]
      counts[value] = (counts[value] || 0) + 1
      i += 1
    end
    counts
  end

  def each_with_index(&block)
    return to_enum(:each_with_index) unless block

    i = 0
    while i < size
      block.call(self[i], i)
      i += 1
    end
    self
  end

  def each_with_object(object, &block)
    return to_enum(:each_with_object, object) unless block

    i = 0
    while i < size
      block.call(self[i], object)
      i += 1
    end
    object
  end

  def inject(*args, &block)
    raise ArgumentError, "too many arguments" if args.size > 2

    operator = args.pop if Symbol === args[-1]
    i = 0
    if args.empty?
      result = self[0]
      i = 1
    else
      result = args[0]
    end
    if operator == :+
      while i < size
        result += self[i]
        i += 1
      end
    elsif operator
      while i < size
        result = result.__send__(operator, self[i])
        i += 1
      end
    else
      while i < size
        result = block.call(result, self[i])
        i += 1
      end
    end
    result
  end
  alias reduce inject

  def sum(init = 0, &block)
    return (block ? map(&block) : self).__sum(init)
  end

  # __plain_sum is C and knows numbers; everything else is added here.
  def __sum(init)
    result = __plain_sum(init)
    return result unless result.nil?

    result = init
    i = 0
    while i < size
      result += self[i]
      i += 1
    end
    result
  end

  def find(ifnone = nil, &block)
    return to_enum(:find, *ifnone) unless block

    i = 0
    while i < size
      value = self[i]
      return value if block.call(value)
      i += 1
    end
    ifnone.call unless ifnone.nil?
  end
  alias detect find

  def any?(pattern = NONE, &block)
    i = 0
    if !NONE.equal?(pattern)
      while i < size
        return true if pattern === self[i]
        i += 1
      end
    elsif block
      while i < size
        return true if block.call(self[i])
        i += 1
      end
    else
      while i < size
        return true if self[i]
        i += 1
      end
    end
    false
  end

  def all?(pattern = NONE, &block)
    i = 0
    if !NONE.equal?(pattern)
      while i < size
        return false unless pattern === self[i]
        i += 1
      end
    elsif block
      while i < size
        return false unless block.call(self[i])
        i += 1
      end
    else
      while i < size
        return false unless self[i]
        i += 1
      end
    end
    true
  end

  def none?(pattern = NONE, &block)
    NONE.equal?(pattern) ? !any?(&block) : !any?(pattern)
  end

  def count(value = NONE, &block)
    count = 0
    i = 0
    if NONE.equal?(value)
      return size unless block
      while i < size
        count += 1 if block.call(self[i])
        i += 1
      end
    else
      while i < size
        count += 1 if self[i] == value
        i += 1
      end
    end
    count
  end

  def include?(value)
    !__ary_index(value).nil?
  end
  alias member? include?

  def take_while(&block)
    return to_enum(:take_while) unless block

    i = 0
    while i < size
      return self[0, i] unless block.call(self[i])
      i += 1
    end
    self[0, i]
  end

  def drop_while(&block)
    return to_enum(:drop_while) unless block

    i = 0
    i += 1 while i < size && block.call(self[i])
    self[i..-1] || []
  end

  def take(count)
    count = count.__to_int
    raise ArgumentError, "attempt to take negative size" if count < 0
    self[0, count]
  end

  def drop(count)
    count = count.__to_int
    raise ArgumentError, "attempt to drop negative size" if count < 0
    self[count..-1] || []
  end

  def each_slice(count, &block)
    count = count.__to_int
    raise ArgumentError, "invalid slice size" if count <= 0
    return to_enum(:each_slice, count) unless block

    i = 0
    while i < size
      block.call(self[i, count])
      i += count
    end
    self
  end

  def each_cons(count, &block)
    count = count.__to_int
    raise ArgumentError, "invalid size" if count <= 0
    return to_enum(:each_cons, count) unless block

    i = 0
    while i + count <= size
      block.call(self[i, count])
      i += 1
    end
    self
  end

  def to_h(&block)
    result = {}
    i = 0
    while i < size
      pair = self[i]
      pair = block.call(pair) if block
      raise TypeError, "wrong element type #{pair.class}#{" at #{i}" unless block} (expected array)" unless Array === pair
      unless pair.size == 2
        text = block ? "element has wrong array length" : "wrong array length at #{i}"
        raise ArgumentError, "#{text} (expected 2, was #{pair.size})"
      end
      result[pair[0]] = pair[1]
      i += 1
    end
    result
  end
end
