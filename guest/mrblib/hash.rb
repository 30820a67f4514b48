class Hash
  def self.try_convert(value)
    return value if Hash === value
    value.to_hash if value.respond_to?(:to_hash)
  end

  def to_hash = self

  def to_h(&block)
    return super if block
    instance_of?(Hash) ? self : {}.merge(self)
  end

  def deconstruct_keys(_names) = self

  def assoc(key) = key?(key) ? [keys.find { |known| known == key }, self[key]] : nil

  def rassoc(value)
    each { |key, known| return [key, known] if known == value }
    nil
  end

  def fetch(key, none = (absent = true), &block)
    return self[key] if key?(key)
    return block.call(key) if block
    return none unless absent
    raise KeyError.new("key not found: #{key.inspect}", receiver: self, key: key)
  end

  def dig(key, *rest)
    found = self[key]
    return found if rest.empty? || found.nil?
    raise TypeError, "#{found.class} does not have #dig method" unless found.respond_to?(:dig)
    found.dig(*rest)
  end

  def any?(pattern = (none = true), &block)
    return super(pattern) unless none
    return !empty? unless block
    each { |pair| return true if block.call(pair) }
    false
  end

  def filter_map(&block)
    return to_enum(:filter_map) unless block
    found = []
    each do |pair|
      made = block.call(pair)
      found << made if made
    end
    found
  end

  def sum(start = 0, &block) = block ? to_a.sum(start) { |pair| block.call(pair) } : to_a.sum(start)

  def transform_keys(renamed = nil, &block)
    return to_enum(:transform_keys) unless block || renamed
    result = {}
    each do |key, value|
      if renamed && renamed.key?(key)
        result[renamed[key]] = value
      else
        result[block ? block.call(key) : key] = value
      end
    end
    result
  end

  def transform_keys!(renamed = nil, &block)
    return to_enum(:transform_keys!) unless block || renamed
    replace(transform_keys(renamed, &block))
  end

  def merge!(*others, &block)
    others.each do |other|
      raise TypeError, "no implicit conversion of #{other.nil? ? "nil" : other.class} into Hash" unless Hash === other
      other.each do |key, value|
        self[key] = block && key?(key) ? block.call(key, self[key], value) : value
      end
    end
    self
  end
  alias update merge!

  def merge(*others, &block) = dup.merge!(*others, &block)

  def key(value)
    each { |key, known| return key if known == value }
    nil
  end

  def flatten(level = 1)
    level = level.__to_int
    level < 0 ? to_a.flatten : to_a.flatten(level)
  end

  # The same for equal Hashes, whatever the order of their keys.
  def hash
    total = size.hash
    each { |key, value| total ^= [key, value].hash }
    total
  end

  def to_proc = method(:[]).to_proc
end
