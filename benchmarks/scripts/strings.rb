def script
  page = +"<ul>"
  300.times do |row|
    page << "<li class=\"row-#{row}\">"
    page << "item " << row.to_s << ": " << (row * 7).to_s
    page << "</li>\n"
  end
  page << "</ul>"
  names = %w[ada grace barbara frances]
  greeting = ""
  200.times { |n| greeting += "#{names[n % 4].capitalize}, " }
  page.size + greeting.size + page.index("row-299") + page.count("<")
end
