class Point
  attr_reader :x, :y
  attr_accessor :label

  def initialize(x, y)
    @x = x
    @y = y
  end

  def +(other) = Point.new(@x + other.x, @y + other.y)
  def dot(other) = x * other.x + y * other.y
  def scale(by: 1) = Point.new(@x * by, @y * by)
  def to_s = "(#{@x}, #{@y})"
end

def script
  sum = Point.new(0, 0)
  total = 0
  600.times do |n|
    point = Point.new(n, n + 1)
    sum += point
    total += sum.dot(point) % 1000
    point.label = :near if total > 500
    total += 1 if point.respond_to?(:label) && point.is_a?(Point)
  end
  total + sum.scale(by: 2).x + sum.to_s.size
end
