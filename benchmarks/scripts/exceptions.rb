class Refused < StandardError
  def initialize(reason)
    super("refused: #{reason}")
  end
end

def check(n)
  raise Refused, "#{n}" if n % 3 == 0
  raise ArgumentError, "odd" if n % 2 == 1
  n
end

def script
  sum = 0
  300.times do |n|
    begin
      sum += check(n)
    rescue Refused => e
      sum += e.message.size
    rescue ArgumentError
      sum += 1
    ensure
      sum += 1
    end
    sum += Integer("x#{n}") rescue 2
  end
  sum + catch(:done) { 100.times { |n| throw :done, n if n > 50 } }
end
