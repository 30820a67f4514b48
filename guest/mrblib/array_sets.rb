# Arrays as sets: a Hash finds what was seen. __plain_uniq is C, for elements whose hash and equality are the core's own.
class Array
  def uniq(&block)
    unless block
      result = __plain_uniq
      return result if result
    end

    seen = {}
    result = []
    i = 0
    while i < size
      value = self[i]
      key = block ? block.call(value) : value
      unless seen.key?(key)
        seen[key] = true
        result << value
      end
      i += 1
    end
    result
  end

  def uniq!(&block)
    result = uniq(&block)
    result.size == size ? nil : replace(result)
  end

  def |(other)
    raise TypeError, "can't convert #{other.class} into Array" unless Array === other
    (self + other).uniq
  end

  def flatten(depth = nil)
    __flatten(depth.nil? ? -1 : depth.__to_int) || self[0, size]
  end

  def flatten!(depth = nil)
    result = __flatten(depth.nil? ? -1 : depth.__to_int)
    result && replace(result)
  end
end
