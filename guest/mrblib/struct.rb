class Struct
  class << self
    alias __new new

    # keyword_init: the class that is made takes its members by name.
    def new(*names, keyword_init: nil, &block)
      raise ArgumentError, "wrong number of arguments (given 0, expected 1+)" if names.empty?
      made = __new(*names)
      made.singleton_class.prepend(KeywordInit) if keyword_init
      made.singleton_class.__send__(:define_method, :keyword_init?) { keyword_init ? true : keyword_init }
      made.class_eval(&block) if block
      made
    end
  end

  module KeywordInit
    def new(*positional, **values)
      raise ArgumentError, "wrong number of arguments (given #{positional.size}, expected 0)" unless positional.empty?
      unknown = values.keys - members
      raise ArgumentError, "unknown keywords: #{unknown.join(", ")}" unless unknown.empty?
      super(*members.map { |name| values[name] })
    end

    def inspect = "#{super}(keyword_init: true)"
  end

  alias __plain_to_h to_h
  def to_h(&block) = block ? each_pair.to_h { |name, value| block.call(name, value) } : __plain_to_h

  def deconstruct = to_a

  def deconstruct_keys(names)
    raise TypeError, "wrong argument type #{names.class} (expected Array or nil)" unless names.nil? || Array === names
    return to_h if names.nil?
    found = {}
    names.each do |name|
      break unless Symbol === name && members.include?(name)
      found[name] = self[name]
    end
    found
  end

  def each(&block)
    return to_enum(:each) unless block
    to_a.each(&block)
    self
  end

  def each_pair(&block)
    return to_enum(:each_pair) unless block
    members.zip(to_a).each(&block)
    self
  end

  def select(&block)
    return to_enum(:select) unless block
    to_a.select(&block)
  end
  alias filter select

  def hash = [self.class, *to_a].hash

  def dig(name, *rest)
    found = self[name]
    rest.empty? || found.nil? ? found : found.dig(*rest)
  end
end
