# What formulas and filters are methods of: one record, whose fields are methods too.
class Record
  # A field or a formula that the record does not have.
  class FieldError < NameError; end

  MAX_DEPTH = 16

  def initialize(fields)
    @fields = fields
  end

  # Any field, also one whose name is no Ruby name.
  def [](name)
    @fields[name.to_s]
  end

  def record
    self
  end

  # A field that is nil, or not there at all.
  def __absent(name)
    raise FieldError, "this record has no field #{name}, and there is no formula of that name" unless @fields.key?(name)
  end

  # Fields that `Rules.prepare` made no methods of.
  def method_missing(name, *args)
    field = name.to_s
    value = @fields[field]
    value.nil? ? __absent(field) : value
  end

  # What one rule gives: [true, value], or [false, class, message, place]. Every exception is the rule's own; limits are none.
  def __result(name)
    [true, __plain(__send__(name), 0)]
  rescue Exception => error
    [false, error.class.to_s, error.message.to_s, (error.backtrace || []).first.to_s]
  end

  # The same for a filter: whether the record passes.
  def __passes(name)
    [true, __send__(name) ? true : false]
  rescue Exception => error
    [false, error.class.to_s, error.message.to_s, (error.backtrace || []).first.to_s]
  end

  # A value as JSON has it: whatever else a formula gives is its mistake, and not one of the whole batch.
  def __plain(value, depth)
    case value
    when Float
      raise FloatDomainError, "the value is #{value}" if value.nan? || value.infinite?
      value
    when Integer, String, nil, true, false then value
    when Symbol then value.to_s
    when Array, Hash then __plain_all(value, depth)
    else raise TypeError, "a formula cannot give a #{value.class}"
    end
  end

  def __plain_all(value, depth)
    raise ArgumentError, "the value nests deeper than #{MAX_DEPTH} levels" if depth >= MAX_DEPTH
    return value.map { |element| __plain(element, depth + 1) } if value.is_a?(Array)
    value.each_with_object({}) { |(key, element), copy| copy[key.to_s] = __plain(element, depth + 1) }
  end
end

module Rules
  # Makes methods of fields. A formula of the same name stays what it is. For a few records it takes longer to make methods
  # than to do without, except where Ruby has a method of the name itself, such as `format`.
  def self.prepare(fields, count)
    fields.each do |field|
      name = field.to_sym
      next if count < 8 && !Record.method_defined?(name)
      next if Record.instance_methods(false).include?(name)
      Record.define_method(name) do
        value = @fields[field]
        value.nil? ? __absent(field) : value
      end
    end
  end
end

Evaluate = ->(formulas, fields, records) do
  Rules.prepare(fields, records.size)
  names = formulas.map(&:to_sym)
  records.map do |values|
    record = Record.new(values)
    names.map { |name| record.__result(name) }
  end
end

Match = ->(filters, fields, records) do
  Rules.prepare(fields, records.size)
  names = filters.map(&:to_sym)
  records.map do |values|
    record = Record.new(values)
    names.map { |name| record.__passes(name) }
  end
end
