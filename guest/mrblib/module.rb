class Module
  def public_instance_method(name) = instance_method(name)

  def public_instance_methods(inherited = true) = instance_methods(inherited)

  def private_instance_methods(_inherited = true) = []

  def protected_instance_methods(_inherited = true) = []

  def public_method_defined?(name, inherited = true) = method_defined?(name)

  def private_method_defined?(_name, _inherited = true) = false

  def protected_method_defined?(_name, _inherited = true) = false

  def private_class_method(*) = nil

  def public_class_method(*) = nil

  def private_constant(*) = nil

  def public_constant(*) = nil

  def deprecate_constant(*) = self

  def ruby2_keywords(*) = nil
end

module Kernel
  def public_send(name, *arguments, **keywords, &block) = __send__(name, *arguments, **keywords, &block)

  def public_method(name) = method(name)

end
