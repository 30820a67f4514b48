# Never ends. The deadline ends it; the event loop gets its turns all the while.
puts "Counting to infinity."
count = 0
loop { count += 1 }
