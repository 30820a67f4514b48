module Enumerable
  def grep_v(pattern, &block)
    ary = []
    each do |*values|
      value = values.__svalue
      next if pattern === value
      ary.push(block ? block.call(value) : value)
    end
    ary
  end
end
