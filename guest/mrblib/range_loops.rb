# Ranges of Integers count for themselves; every other Range goes through `each`, as mruby has it.
class Range
  def map(&block)
    return to_enum(:map) unless block

    i = __counter
    return super unless i

    last = __limit
    result = []
    while i < last
      result << block.call(i)
      i += 1
    end
    result
  end
  alias collect map

  def select(&block)
    return to_enum(:select) unless block

    i = __counter
    return super unless i

    last = __limit
    result = []
    while i < last
      result << i if block.call(i)
      i += 1
    end
    result
  end
  alias filter select
  alias find_all select

  def reject(&block)
    return to_enum(:reject) unless block

    i = __counter
    return super unless i

    last = __limit
    result = []
    while i < last
      result << i unless block.call(i)
      i += 1
    end
    result
  end

  def partition(&block)
    return to_enum(:partition) unless block

    i = __counter
    return super unless i

    last = __limit
    yes = []
    no = []
    while i < last
      (block.call(i) ? yes : no) << i
      i += 1
    end
    [yes, no]
  end

  def each_with_index(&block)
    return to_enum(:each_with_index) unless block

    i = __counter
    return super unless i

    last = __limit
    index = 0
    while i < last
      block.call(i, index)
      i += 1
      index += 1
    end
    self
  end

  def each_with_object(object, &block)
    return to_enum(:each_with_object, object) unless block

    i = __counter
    return super unless i

    last = __limit
    while i < last
      block.call(i, object)
      i += 1
    end
    object
  end

  def inject(*args, &block)
    i = __counter
    return super unless i && block && args.size < 2

    last = __limit
    if args.empty?
      return nil unless i < last
      result = i
      i += 1
    else
      result = args[0]
    end
    while i < last
      result = block.call(result, i)
      i += 1
    end
    result
  end
  alias reduce inject

  # The first Integer of a finite Range of Integers; otherwise nil.
  def __counter
    first = self.begin
    first if Integer === first && Integer === self.end
  end

  # The Integer after its last.
  def __limit
    exclude_end? ? self.end : self.end + 1
  end
end
