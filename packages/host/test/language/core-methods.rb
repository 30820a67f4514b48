# What CRuby's core classes define themselves, as JSON: {name => {methods: [...], singleton: [...]}}.
require "set"

names = %w[
  BasicObject Object Kernel Module Class Comparable Enumerable NilClass TrueClass FalseClass Numeric Integer Float Rational Complex
  Math String Symbol Regexp MatchData Array Hash Range Set Struct Enumerator Enumerator::Lazy Enumerator::Yielder Enumerator::Chain
  Enumerator::ArithmeticSequence Proc Method UnboundMethod Fiber Time Random Exception NameError NoMethodError KeyError FrozenError
  StopIteration LocalJumpError UncaughtThrowError SystemExit GC
]
own = ->(mod) { (mod.instance_methods(false) + mod.private_instance_methods(false)).map(&:to_s).uniq.sort }
found = names.to_h do |name|
  mod = Object.const_get(name)
  [name, { methods: own.(mod), singleton: own.(mod.singleton_class) }]
end
# Not before: it adds methods to the core.
require "json"
print JSON.generate(found)
