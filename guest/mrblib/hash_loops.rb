# What mruby's Hash does through Enumerable, over a list of its pairs, which it makes anyway.
class Hash
  def each(&block)
    return to_enum(:each) unless block

    pairs = to_a
    i = 0
    while i < pairs.size
      block.call(pairs[i])
      i += 1
    end
    self
  end
  alias each_pair each

  def each_key(&block)
    return to_enum(:each_key) unless block

    keys.each(&block)
    self
  end

  def each_value(&block)
    return to_enum(:each_value) unless block

    values.each(&block)
    self
  end

  def select(&block)
    return to_enum(:select) unless block

    result = {}
    pairs = to_a
    i = 0
    while i < pairs.size
      pair = pairs[i]
      result[pair[0]] = pair[1] if block.call(pair)
      i += 1
    end
    result
  end
  alias filter select

  def reject(&block)
    return to_enum(:reject) unless block

    result = {}
    pairs = to_a
    i = 0
    while i < pairs.size
      pair = pairs[i]
      result[pair[0]] = pair[1] unless block.call(pair)
      i += 1
    end
    result
  end

  def map(&block)
    block ? to_a.map(&block) : to_enum(:map)
  end
  alias collect map

  def flat_map(&block)
    block ? to_a.flat_map(&block) : to_enum(:flat_map)
  end

  def filter_map(&block)
    block ? to_a.filter_map(&block) : to_enum(:filter_map)
  end

  def each_with_index(&block)
    return to_enum(:each_with_index) unless block

    to_a.each_with_index(&block)
    self
  end

  def each_with_object(object, &block)
    block ? to_a.each_with_object(object, &block) : to_enum(:each_with_object, object)
  end

  def inject(*args, &block)
    to_a.inject(*args, &block)
  end
  alias reduce inject

  def sum(init = 0, &block)
    to_a.sum(init, &block)
  end

  def find(ifnone = nil, &block)
    block ? to_a.find(ifnone, &block) : to_enum(:find, *ifnone)
  end
  alias detect find

  def sort(&block)
    to_a.sort(&block)
  end

  def sort_by(&block)
    block ? to_a.sort_by(&block) : to_enum(:sort_by)
  end

  def min_by(count = nil, &block)
    block ? to_a.min_by(count, &block) : to_enum(:min_by, *count)
  end

  def max_by(count = nil, &block)
    block ? to_a.max_by(count, &block) : to_enum(:max_by, *count)
  end

  def group_by(&block)
    block ? to_a.group_by(&block) : to_enum(:group_by)
  end

  def partition(&block)
    block ? to_a.partition(&block) : to_enum(:partition)
  end
end
