# Doubles a basket until it outgrows the memory limit. No rescue catches that.
basket = Orders::Store.all
begin
  loop { basket += basket.map { |order| order.dup } }
rescue Exception => error
  puts "rescued #{error.class}"
end
