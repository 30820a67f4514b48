def fib(n)
  n < 2 ? n : fib(n - 1) + fib(n - 2)
end

def hanoi(n, from, to, via)
  return 0 if n == 0
  hanoi(n - 1, from, via, to) + 1 + hanoi(n - 1, via, to, from)
end

def script
  fib(17) + hanoi(9, :a, :b, :c)
end
