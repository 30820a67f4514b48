class Exception
  def detailed_message(highlight: false, **)
    first, rest = message.to_s.split("\n", 2)
    text = first.nil? ? self.class.to_s : "#{first} (#{self.class})"
    rest.nil? ? text : "#{text}\n#{rest}"
  end

  # Never highlights: there is no terminal.
  def full_message(highlight: false, order: :top, **)
    unless [:top, :bottom, nil, "top", "bottom"].include?(order)
      raise ArgumentError, "expected :top or :bottom as order: #{order.inspect}"
    end
    texts = []
    error = self
    until error.nil?
      place, *frames = error.backtrace
      frames = frames.map { |frame| "\tfrom #{frame}\n" }
      head = "#{place}#{": " if place}#{error.detailed_message(highlight: false)}"
      texts << (order.to_s == "bottom" ? "#{frames.reverse.join}#{head}\n" : "#{head}\n#{frames.join}")
      error = error.cause
    end
    text = texts.join
    text.index("\n") == text.size - 1 ? text.chomp : text
  end
end
