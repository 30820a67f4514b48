class Exception
  def inspect
    text = to_s
    text.empty? ? self.class.to_s : "#<#{self.class}: #{text}>"
  end

  def ==(other)
    equal?(other) || other.class == self.class && other.message == message && other.backtrace == backtrace
  end
end

class Exception
  # A line of a backtrace; in CRuby, Thread::Backtrace::Location.
  class Location
    attr_reader :path, :lineno, :label
    alias base_label label

    def initialize(line)
      file, place, rest = line.rpartition(/:\d+(?=\z|:)/)
      @text, @path, @lineno = line, file, place[1..].to_i
      @label = rest.empty? ? "<main>" : rest.delete_prefix(":in ")
    end

    def to_s = @text

    def inspect = @text.inspect
  end

  def backtrace_locations = backtrace&.map { |line| Location.new(line) }
end

module Kernel
  def caller_locations(start = 1, length = nil)
    lines = Range === start ? caller(start) : caller(start, *length)
    lines&.map { |line| Exception::Location.new(line) }
  end
end

class NameError
  def initialize(message = nil, name = nil, receiver: (none = true))
    @name = name
    __receiver(receiver) unless none
    super(message)
  end
end

class NoMethodError
  def initialize(message = nil, name = nil, arguments = [], _private = false, receiver: (none = true))
    @args = arguments
    none ? super(message, name) : super(message, name, receiver: receiver)
  end
end

class FrozenError
  def initialize(message = nil, receiver: (none = true))
    __receiver(receiver) unless none
    super(message)
  end
end

class KeyError
  def initialize(message = nil, receiver: (none = true), key: (keyless = true))
    __receiver(receiver) unless none
    @key = key unless keyless
    super(message)
  end

  def key
    raise ArgumentError, "no key is available" unless instance_variable_defined?(:@key)
    @key
  end
end

class NoMatchingPatternError < StandardError
end

class NoMatchingPatternKeyError < NoMatchingPatternError
  attr_reader :key, :matchee

  def initialize(message = nil, matchee: nil, key: nil)
    @matchee = matchee
    @key = key
    super(message)
  end
end

class EncodingError < StandardError
end

class SecurityError < Exception
end

class IOError < StandardError
end

class EOFError < IOError
end
