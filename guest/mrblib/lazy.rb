class Enumerator
  class Lazy
    # What `size` and `inspect` tell of: where the values come from, and by which method.
    def __from(source, name, arguments)
      @source, @name, @arguments = source, name, arguments
      self
    end

    def __lazy(name, arguments = [], given = true, &block)
      raise ArgumentError, "tried to call lazy #{name} without a block" unless given
      Lazy.new(self, &block).__from(self, name, arguments)
    end

    def eager = Enumerator.new { |yielder| each { |*value| yielder << value.__svalue } }

    def lazy = self

    def filter_map(&block)
      __lazy(:filter_map, [], block) do |yielder, value|
        made = block.call(value)
        yielder << made if made
      end
    end

    def grep(pattern, &block)
      __lazy(:grep, [pattern]) { |yielder, value| yielder << (block ? block.call(value) : value) if pattern === value }
    end

    def grep_v(pattern, &block)
      __lazy(:grep_v, [pattern]) { |yielder, value| yielder << (block ? block.call(value) : value) unless pattern === value }
    end

    def zip(*others, &block)
      sources = others.map { |other| Array === other ? other.each : other.to_enum(:each) }
      __lazy(:zip, others) do |yielder, value|
        row = [value, *sources.map { |source| __next_of(source) }]
        yielder << (block ? block.call(row) : row)
      end
    end

    def __next_of(source)
      source.next
    rescue StopIteration
      nil
    end

    def compact = reject(&:nil?)

    def with_index(offset = 0, &block)
      index = (offset || 0) - 1
      __lazy(:with_index) do |yielder, value|
        index += 1
        if block
          block.call(value, index)
          yielder << value
        else
          yielder << [value, index]
        end
      end
    end
    alias each_with_index with_index

    alias filter select

    %i[chunk chunk_while slice_when slice_before slice_after].each do |name|
      plain = Enumerable.instance_method(name)
      define_method(name) { |*arguments, &block| plain.bind(self).call(*arguments, &block).lazy }
    end

    # What needs all values takes them from an Array: `map` of a Lazy is none.
    %i[sort sort_by].each do |name|
      define_method(name) { |&block| to_a.__send__(name, &block) }
    end

    def size
      return unless @source.respond_to?(:size)
      @source.size if @name.nil? || %i[map zip with_index].include?(@name)
    end

    def inspect
      return super if @source.nil?
      shown = @arguments.empty? ? "" : "(#{@arguments.map(&:inspect).join(", ")})"
      "#<#{self.class}: #{@source.inspect}#{":#{@name}" if @name}#{shown}>"
    end
  end
end

module Enumerable
  def lazy = Enumerator::Lazy.new(self).__from(self, nil, [])
end
