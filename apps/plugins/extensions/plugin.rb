# The language that plug-ins are written in:
#
#   plugin "greeter" do
#     on(:order_created) { |order| ... }
#     command("total", "adds up") { |*args| ... }
#   end
module Plugin
  HANDLERS = Hash.new { |handlers, event| handlers[event] = [] }
  COMMANDS = {}
  NAMES = []

  class Definition
    def on(event, &handler)
      raise ArgumentError, "on(#{event.inspect}) needs a block" unless handler
      HANDLERS[event.to_s] << handler
    end

    def command(name, about = "", &body)
      raise ArgumentError, "command #{name} needs a block" unless body
      raise ArgumentError, "command #{name} is there already" if COMMANDS.key?(name)
      COMMANDS[name] = [about, body]
    end
  end

  def self.define(name, &block)
    NAMES << name
    Definition.new.instance_eval(&block)
  end
end

def plugin(name, &block)
  Plugin.define(name, &block)
end

Describe = lambda do
  { "plugins" => Plugin::NAMES, "events" => Plugin::HANDLERS.keys, "commands" => Plugin::COMMANDS.transform_values { |about, _| about } }
end

Emit = ->(event, payload) { (Plugin::HANDLERS.key?(event) ? Plugin::HANDLERS[event] : []).map { |handler| handler.call(payload) } }

Command = lambda do |name, args|
  _, body = Plugin::COMMANDS.fetch(name) { raise ArgumentError, "there is no command #{name}" }
  body.call(*args)
end
