class Array
  def self.try_convert(value)
    return value if Array === value
    value.to_ary if value.respond_to?(:to_ary)
  end

  def to_ary = self

  def deconstruct = self

  def sort_by!(&block)
    return to_enum(:sort_by!) unless block
    replace(sort_by(&block))
  end

  def take(count)
    count = count.__to_int
    raise ArgumentError, "attempt to take negative size" if count < 0
    self[0, count]
  end

  def drop(count)
    count = count.__to_int
    raise ArgumentError, "attempt to drop negative size" if count < 0
    self[count..] || []
  end

  def cycle(count = nil, &block)
    unless block
      source = self
      return to_enum(:cycle, count).__sized do
        source.empty? ? 0 : count.nil? ? Float::INFINITY : [source.size * count, 0].max
      end
    end
    super
  end

  def dig(index, *rest)
    found = self[index]
    return found if rest.empty? || found.nil?
    raise TypeError, "#{found.class} does not have #dig method" unless found.respond_to?(:dig)
    found.dig(*rest)
  end

  def transpose
    return [] if empty?
    width = nil
    each do |row|
      raise TypeError, "no implicit conversion of #{row.class} into Array" unless Array === row
      width ||= row.size
      raise IndexError, "element size differs (#{row.size} should be #{width})" unless width == row.size
    end
    Array.new(width) { |column| map { |row| row[column] } }
  end

  def delete(value)
    found = nil
    kept = reject { |item| item == value && found = [item] }
    return block_given? ? yield(value) : nil unless found
    replace(kept)
    found[0]
  end
end
