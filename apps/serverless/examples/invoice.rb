# POST /fn/invoice with lines of "cents quantity text"; answers the total.
class Line
  attr_reader :text

  def initialize(row)
    cents, quantity, @text = row.split(" ", 3)
    @cents = Integer(cents)
    @quantity = Integer(quantity)
  end

  def total
    @cents * @quantity
  end
end

App = ->(env) do
  lines = env["rack.input"].split("\n").map { |row| Line.new(row) }
  lines.each { |line| puts "#{line.text}: #{line.total}" }
  [200, { "content-type" => "text/plain" }, "#{lines.sum(&:total)}\n"]
rescue ArgumentError, TypeError => error
  [400, { "content-type" => "text/plain" }, "#{error.message}\n"]
end
