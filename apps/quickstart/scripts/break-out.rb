# Reaches for everything that nobody bound, and for the terminal. None of it is there.
attempts = {
  "read a file" => -> { File.read("/etc/passwd") },
  "read the environment" => -> { ENV["HOME"] },
  "load a library" => -> { require "socket" },
  "run a program" => -> { `id` },
  "build a function" => -> { Orders::Store.constructor.call("return process") },
  "walk the prototype" => -> { Orders::Store.__proto__ },
  "read a private field" => -> { Orders::Store.orders },
  "call an unbound name" => -> { Orders::Store.delete_everything },
  "evaluate in a Service" => -> { Orders::Store.instance_eval("self") },
  "forge a Handle" => -> { Kobako::Handle.new(1) },
}
reached = []
answers = attempts.map do |name, attempt|
  begin
    reached << attempt.call
    [name, "worked"]
  rescue Exception => error
    [name, "#{error.class}: #{error.message}"]
  end
end

puts "\e[2J\e[31mThis would have cleared your screen."
Report.table(["to", "gives"], answers)
{ tried: attempts.length, reached: reached }
