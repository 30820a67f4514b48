# How reports look: amounts, aligned tables, bars.
module Report
  def self.amount(hundredths, currency)
    whole, rest = hundredths.divmod(100)
    thousands = whole.to_s.reverse.each_char.each_slice(3).map { |digits| digits.join }.join(",").reverse
    format("%s %s.%02d", currency, thousands, rest)
  end

  # Prints aligned columns; those in `right` are numbers and end at their right edge.
  def self.table(headings, rows, right: [])
    widths = headings.each_index.map { |at| [headings, *rows].map { |row| row[at].to_s.length }.max }
    [headings, *rows].each do |row|
      cells = row.each_with_index.map { |cell, at| cell.to_s.send(right.include?(at) ? :rjust : :ljust, widths[at]) }
      puts cells.join("  ").rstrip
    end
  end

  def self.bar(value, greatest, width)
    eighths = greatest == 0 ? 0 : value * width * 8 / greatest
    "█" * (eighths / 8) + ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
  end

  # Orders that were, or are about to be, delivered and paid for.
  def self.sales = Orders::Store.with_status("paid", "shipped")
end

# Entrypoint: a region's sales by month, as bars and as a Hash.
MonthlySales = lambda do |region, currency: "EUR"|
  sales = Report.sales.select { |order| order["region"] == region }
  months = sales.group_by { |order| order["date"][0, 7] }
  totals = months.transform_values { |orders| orders.sum { |order| Pricing.total_in(currency, order) } }
  greatest = totals.values.max || 0
  totals.sort.each do |month, total|
    puts "#{month}  #{Report.amount(total, currency).rjust(13)}  #{Report.bar(total, greatest, 30)}"
  end
  totals
end
