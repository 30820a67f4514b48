class Enumerator
  class Lazy
    def eager = Enumerator.new { |yielder| each { |*value| yielder << value.__svalue } }

    def lazy = self

    def filter_map(&block)
      Lazy.new(self) do |yielder, value|
        made = block.call(value)
        yielder << made if made
      end
    end

    def grep(pattern, &block)
      Lazy.new(self) { |yielder, value| yielder << (block ? block.call(value) : value) if pattern === value }
    end

    def grep_v(pattern, &block)
      Lazy.new(self) { |yielder, value| yielder << (block ? block.call(value) : value) unless pattern === value }
    end

    def zip(*others, &block)
      sources = others.map { |other| Array === other ? other.each : other.to_enum(:each) }
      Lazy.new(self) do |yielder, value|
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
      Lazy.new(self) do |yielder, value|
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

    def size = nil

    def inspect = "#<#{self.class}: ...>"
  end
end
