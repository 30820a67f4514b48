# Sorting and extremes. Keys are computed and blocks called here, where they may leave their Fiber; values that only the core
# compares (numbers, Strings, Symbols, Arrays of them) are then ordered in C, guest/src/order.c, which answers nil for others.
class Array
  def sort!(&block)
    unless frozen?
      sorted = block ? nil : __plain_sort
      return replace(sorted) if sorted
    end
    replace(block ? __merge_sort(block) : __merge_sort(->(left, right) { left <=> right }))
  end

  def sort(&block)
    sorted = __plain_sort unless block
    sorted || self[0, size].sort!(&block)
  end

  # From below: runs of one, two, four … elements of one list are merged into the other.
  def __merge_sort(order)
    from = self[0, size]
    count = from.size
    width = 1
    while width < count
      to = []
      left = 0
      while left < count
        middle = left + width
        last = middle + width
        last = count if last > count
        right = middle
        while left < middle && right < last
          first = from[left]
          second = from[right]
          compared = order.call(first, second)
          __compared(first, second) if compared.nil?
          if compared > 0
            to << second
            right += 1
          else
            to << first
            left += 1
          end
        end
        middle = last if middle > last
        to.concat(from[left, middle - left]) if left < middle
        to.concat(from[right, last - right]) if right < last
        left = last
      end
      from = to
      width *= 2
    end
    from
  end

  def __compared(left, right)
    text =
      case right
      when Integer, Float, Symbol, nil, true, false then right.inspect
      else right.class
      end
    raise ArgumentError, "comparison of #{left.class} with #{text} failed"
  end

  def sort_by(&block)
    return to_enum(:sort_by) unless block

    values = self[0, size]
    keys = values.map(&block)
    sorted = values.__plain_sort_by(keys)
    return sorted if sorted

    i = -1
    pairs = keys.map { |key| [key, values[i += 1]] }
    pairs.__merge_sort(->(left, right) { left[0] <=> right[0] || __compared(left[0], right[0]) }).map { |pair| pair[1] }
  end

  def sort_by!(&block)
    return to_enum(:sort_by!) unless block

    replace(sort_by(&block))
  end

  def min_by(count = nil, &block)
    return to_enum(:min_by, *count) unless block
    return sort_by(&block).first(count) if count

    values = self[0, size]
    values[__extreme(values.map(&block), -1) || 0]
  end

  def max_by(count = nil, &block)
    return to_enum(:max_by, *count) unless block
    return sort_by(&block).reverse.first(count) if count

    values = self[0, size]
    values[__extreme(values.map(&block), 1) || 0]
  end

  def minmax_by(&block)
    return to_enum(:minmax_by) unless block

    values = self[0, size]
    keys = values.map(&block)
    [values[__extreme(keys, -1) || 0], values[__extreme(keys, 1) || 0]]
  end

  # Where the first of the smallest (direction -1) or largest (1) keys is; nil when there are none.
  def __extreme(keys, direction)
    place = keys.__plain_extreme(direction)
    return place if place || keys.empty?

    place = 0
    best = keys[0]
    i = 1
    while i < keys.size
      key = keys[i]
      compared = key <=> best
      __compared(key, best) if compared.nil?
      if compared * direction > 0
        best = key
        place = i
      end
      i += 1
    end
    place
  end

  def min(count = nil, &block)
    return sort(&block).first(count) unless count.nil?
    return self[__extreme(self, -1) || 0] unless block

    inject { |best, value| block.call(value, best) < 0 ? value : best }
  end

  def max(count = nil, &block)
    return sort { |left, right| block ? block.call(right, left) : right <=> left }.first(count) unless count.nil?
    return self[__extreme(self, 1) || 0] unless block

    inject { |best, value| block.call(value, best) > 0 ? value : best }
  end

  def minmax(&block)
    [min(&block), max(&block)]
  end
end
