### passing values both ways
f = Fiber.new do |first|
  second = Fiber.yield(first + 1)
  third = Fiber.yield(second * 2)
  "done #{third}"
end
p f.resume(1), f.resume(10), f.alive?, f.resume(:x), f.alive?
begin
  f.resume
rescue FiberError => e
  e.class
end

### generators
def generator(&block) = Fiber.new { block.call; nil }
squares = generator { 3.times { |i| Fiber.yield i * i } }
out = []
while (x = squares.resume)
  out << x
end
letters = Fiber.new { ("a".."z").each { |c| Fiber.yield c }; raise StopIteration }
out + Array.new(3) { letters.resume }

### schedulers
log = []
tasks = { a: 2, b: 3, c: 1 }.map do |name, steps|
  Fiber.new do
    steps.times { |i| log << "#{name}#{i}"; Fiber.yield }
    log << "#{name} end"
  end
end
until tasks.empty?
  task = tasks.shift
  task.resume
  tasks << task if task.alive?
end
log.join(" ")

### errors cross
f = Fiber.new do
  begin
    Fiber.yield 1
    raise ArgumentError, "inside"
  ensure
    puts "ensured"
  end
end
p f.resume
begin
  f.resume
rescue ArgumentError => e
  p e.message, f.alive?
end
nested = Fiber.new { inner = Fiber.new { Fiber.yield :in; :inner_end }; [inner.resume, Fiber.yield(:out), inner.resume] }
[nested.resume, nested.resume(:back)]

### pipelines
source = Fiber.new { (1..5).each { |i| Fiber.yield i }; nil }
evens = Fiber.new do
  while (x = source.resume)
    Fiber.yield x if x.even?
  end
  nil
end
result = []
while (x = evens.resume) do result << x * 10 end
result
