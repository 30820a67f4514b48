module Kernel
  # Libraries that are part of the guest are always there; there are no others.
  def require(name)
    return false if %w[json set pp].include?(name)
    raise LoadError, "cannot load such file -- #{name}"
  end

  alias __clone clone
  def clone(freeze: nil)
    return __clone if freeze.nil?
    raise ArgumentError, "unexpected value for freeze: #{freeze.class}" unless freeze == true || freeze == false
    freeze ? __clone.freeze : dup
  end

  # What the compiler makes of `defined?(…)`; the block evaluates what can be looked at without calling anything.
  def __defined?(kind, name, &block)
    case kind
    when "instance-variable" then instance_variable_defined?(name) ? kind : nil
    when "global-variable" then global_variables.include?(name) ? kind : nil
    when "method" then (block ? block.call : self).respond_to?(name, true) ? kind : nil
    when "yield" then block.call ? kind : nil
    when "super" then (name = block.call) && method(name).super_method ? kind : nil
    else
      block&.call
      kind
    end
  rescue NameError
    nil
  end

  def =~(_other) = nil

  def Hash(value)
    return {} if value.nil? || value == []
    return value if Hash === value
    raise TypeError, "can't convert #{value.class} into Hash" unless value.respond_to?(:to_hash)
    value.to_hash
  end

  alias __plain_integer __to_integer
  def __to_integer(value, base = nil)
    case value
    when String then return base ? __plain_integer(value, base) : __plain_integer(value)
    when Float then raise FloatDomainError, value.to_s if value.nan? || value.infinite?
    when nil then raise TypeError, "can't convert nil into Integer"
    when Numeric then nil
    else
      return value.to_int if value.respond_to?(:to_int)
      return value.to_i if value.respond_to?(:to_i)
      raise TypeError, "can't convert #{value.class} into Integer"
    end
    raise ArgumentError, "base specified for non string value" if base
    value.to_i
  end

  alias __plain_float __to_float
  def __to_float(value)
    return __plain_float(value) if String === value || Numeric === value || value.nil? || !value.respond_to?(:to_f) || Symbol === value
    value.to_f
  end
end

class Module
  alias __define_method define_method
  def define_method(name, body = nil, &block)
    case body
    when nil, Proc then __define_method(name, body || block)
    when Method then __define_method(name, body.to_proc)
    when UnboundMethod then __define_method(name) { |*arguments, **keywords, &passed| body.bind(self).call(*arguments, **keywords, &passed) }
    else raise TypeError, "wrong argument type #{body.class} (expected Proc/Method/UnboundMethod)"
    end
  end
end

class Method
  def curry(arity = nil) = arity ? to_proc.curry(arity) : to_proc.curry

  def original_name = name

  def ===(*arguments) = call(*arguments)
end

class LoadError < ScriptError
end
