# Everything that a booted guest defines, by reflection alone: scripts can find no more than this.
# Module.constants is another method, which is not there.
constants_of = Module.instance_method(:constants)
own = ->(mod) { (mod.instance_methods(false) + mod.private_instance_methods(false)).map(&:to_s).sort }
found = {}
waiting = [Object, BasicObject]
until waiting.empty?
  mod = waiting.shift
  next if found.key?(mod)
  constants = constants_of.bind(mod).call(false).map(&:to_s).sort
  found[mod] = {
    "kind" => mod.class.to_s,
    "ancestors" => mod.ancestors.map(&:to_s) - [mod.to_s],
    "constants" => constants,
    "methods" => own.(mod),
    "singleton" => own.(mod.singleton_class),
  }
  waiting.concat(mod.ancestors)
  waiting << mod.class << mod.singleton_class.class
  constants.each do |name|
    value = mod.const_get(name)
    waiting << (Module === value ? value : value.class)
  end
end
{
  "globals" => global_variables.map(&:to_s).sort,
  "objects" => { "main" => own.(self.singleton_class), "$stdout" => own.($stdout.singleton_class) },
  "modules" => found.map { |mod, members| [mod.to_s, members] }.sort_by { |name, _| name }.to_h,
}
