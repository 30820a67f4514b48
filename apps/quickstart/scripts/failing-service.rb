# Asks for a rate that the Service does not have. What it threw is the cause of the host's error, and no stack reaches the script.
puts "One euro in gold?"
Rates::Lookup.call("EUR", "XAU")
