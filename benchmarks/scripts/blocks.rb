def twice
  yield 1
  yield 2
end

def compose(*steps) = ->(value) { steps.reduce(value) { |sum, step| step.call(sum) } }

def script
  sum = 0
  500.times { twice { |n| sum += n } }
  add = ->(n) { n + 1 }
  double = proc { |n| n * 2 }
  chain = compose(add, double, add)
  200.times { |n| sum += chain.call(n) }
  counter = 0
  bump = -> { counter += 1 }
  500.times { bump.() }
  sum + counter + [1, 2, 3].each_with_index.to_a.size
end
