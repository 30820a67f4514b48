def script
  log = (1..120).map { |n| "2024-0#{n % 9 + 1}-#{10 + n % 20} host#{n % 7} GET /items/#{n * 7} #{n % 5 == 0 ? 404 : 200} #{n * 13}ms" }
  missing = log.grep(/ 404 /).size
  spent = 0
  hosts = Hash.new(0)
  log.each do |line|
    if line =~ /\A(\d{4})-(\d\d)-(\d\d) (?<host>\w+) (?:GET|POST) (?<path>\S+) (?<status>\d{3}) (?<took>\d+)ms\z/
      hosts[$~[:host]] += 1
      spent += $~[:took].to_i
    end
  end
  text = log.join("\n")
  numbers = text.scan(/\d+/).sum(&:to_i)
  masked = text.gsub(/host\d/) { |name| name.upcase }.gsub(/\d{3,}ms/, "<slow>")
  words = text.split(/[\s\/]+/).size
  kinds = log.count { |line| line.match?(/items\/\d*7\b/i) }
  slow = masked.scan("<slow>").size + masked.index("HOST3") + masked.sub(/\A.*$/, "").size
  missing + spent + hosts.size + numbers + words + kinds + slow
end
