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

  def __fetch(name)
    @fields.fetch(name) { raise FieldError, "this record has no field #{name}" }
  end

  def method_missing(name, *args)
    raise FieldError, "there is no field and no formula named #{name}"
  end

  # What one rule gives: [true, value], or [false, class, message, place].
  def __result(name)
    [true, __plain(__send__(name), 0)]
  rescue StandardError, SystemStackError => error
    [false, error.class.to_s, error.message.to_s, (error.backtrace || []).first.to_s]
  end

  # The same for a filter: whether the record passes.
  def __passes(name)
    [true, __send__(name) ? true : false]
  rescue StandardError, SystemStackError => error
    [false, error.class.to_s, error.message.to_s, (error.backtrace || []).first.to_s]
  end

  # A value as JSON has it: whatever else a formula gives is its mistake, and not one of the whole batch.
  def __plain(value, depth)
    raise ArgumentError, "the value nests deeper than #{MAX_DEPTH} levels" if depth > MAX_DEPTH
    case value
    when nil, true, false, String, Integer then value
    when Symbol then value.to_s
    when Float
      raise FloatDomainError, "the value is #{value}" if value.nan? || value.infinite?
      value
    when Array then value.map { |element| __plain(element, depth + 1) }
    when Hash
      value.each_with_object({}) { |(key, element), copy| copy[key.to_s] = __plain(element, depth + 1) }
    else raise TypeError, "a formula cannot give a #{value.class}"
    end
  end
end

module Rules
  # Makes methods of fields. A formula of the same name stays what it is.
  def self.prepare(fields)
    taken = Record.instance_methods(false)
    fields.each do |field|
      name = field.to_sym
      Record.define_method(name) { __fetch(field) } unless taken.include?(name)
    end
  end
end

Evaluate = ->(formulas, fields, records) do
  Rules.prepare(fields)
  names = formulas.map(&:to_sym)
  records.map do |values|
    record = Record.new(values)
    names.map { |name| record.__result(name) }
  end
end

Match = ->(filters, fields, records) do
  Rules.prepare(fields)
  names = filters.map(&:to_sym)
  records.map do |values|
    record = Record.new(values)
    names.map { |name| record.__passes(name) }
  end
end
