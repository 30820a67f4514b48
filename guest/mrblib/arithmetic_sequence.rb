class Enumerator
  # What `1.step(10, 3)` and `(1..10).step(3)` are without a block.
  class ArithmeticSequence < Enumerator
    def self.__new(first, last, step, exclusive, shown)
      allocate.__set(first, last, step, exclusive, shown)
    end

    attr_reader :begin, :end, :step

    def __set(first, last, step, exclusive, shown)
      initialize(self, :__each)
      @begin, @end, @step, @exclusive, @shown = first, last, step, exclusive, shown
      self
    end

    def exclude_end? = @exclusive

    def __each(&block)
      @begin.__each_step(@end, @step, @exclusive, &block)
      self
    end

    def each(&block)
      return self unless block
      __each(&block)
    end

    def size
      return @begin.__step_count(@end, @step, @exclusive) if [@begin, @end, @step].any?(Float)
      return Float::INFINITY if @end.nil?
      length = (@end - @begin).div(@step)
      return 0 if length < 0
      @exclusive && @begin + length * @step == @end ? length : length + 1
    end

    def last(count = nil)
      raise RangeError, "cannot get the last element of endless arithmetic sequence" if @end.nil?
      return to_a.last(count) if count
      found = nil
      total = size
      found = @begin + (total - 1) * @step if total > 0
      found
    end

    def ==(other)
      ArithmeticSequence === other && @begin == other.begin && @end == other.end && @step == other.step &&
        @exclusive == other.exclude_end?
    end
    alias eql? ==
    alias === ==

    def hash = [@begin, @end, @step, @exclusive].hash

    def inspect
      range, *arguments = @shown
      return "((#{range.inspect}).#{arguments[0]}(#{arguments[1].inspect}))" if Range === range
      shown = arguments.reject(&:nil?)
      "(#{@begin.inspect}.step(#{shown.map(&:inspect).join(", ")}))"
    end
    alias to_s inspect
  end

  # The enumerator, with what its `size` answers.
  def __sized(&size)
    @size = size
    self
  end

  def size
    return @size.call if Proc === @size
    return @size if @size
    @obj.size if @meth != :each_slice && @meth != :each_cons && @obj.respond_to?(:size)
  end
end

class Enumerator
  def inspect
    shown = @args.nil? || @args.empty? ? "" : "(#{@args.map(&:inspect).join(", ")})"
    "#<#{self.class}: #{@obj.inspect}:#{@meth}#{shown}>"
  end
  alias to_s inspect

  class Chain
    def with_index(offset = 0, &block)
      return to_enum(:with_index, offset) unless block
      index = (offset || 0) - 1
      each { |*value| block.call(value.__svalue, index += 1) }
    end

    def with_object(memo, &block)
      return to_enum(:with_object, memo) unless block
      each { |*value| block.call(value.__svalue, memo) }
      memo
    end
  end
end

module Kernel
  def to_enum(method = :each, *arguments, **keywords, &size)
    made = Enumerator.new(self, method, *arguments, **keywords)
    source = self
    size ? made.__sized { source.instance_exec(*arguments, &size) } : made
  end
  alias enum_for to_enum
end
