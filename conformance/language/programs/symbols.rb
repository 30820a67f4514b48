### order and size
words = %i[pear Apple fig banana]
p words.sort, words.max_by(&:length), words.map(&:size), words.minmax, :a <=> :b, :b <=> :a, :a <=> "a", :a == :a, :a.equal?(:a), :abc[1], :abc[0, 2], :abc[5]
words.sort_by { |w| [w.length, w] }

### case
p :abc.upcase, :ABC.downcase, :aBc.swapcase, :hello.capitalize, :a.succ, :az.next
[:abc.start_with?("a"), :abc.end_with?("bc"), :a.empty?, :"".empty?, :abc.casecmp(:ABC), :abc.casecmp?(:ABC), :a.casecmp("a")]

### as hash keys and dispatch
actions = { add: ->(a, b) { a + b }, mul: ->(a, b) { a * b } }
log = %i[add mul add].each_with_object(Hash.new(0)) { |name, counts| counts[name] += actions[name].call(2, 3) }
p log, log.key(6), actions.keys, actions.key?(:sub), 5.send(:+, 1), 5.public_send(:-, 1), "x".respond_to?(:upcase)
actions.fetch(:sub) { |name| "no #{name}" }

### comparable
p :b.between?(:a, :c), :b.clamp(:c, :d), :a < :b, [:c, :a, :b].min, [:c, :a].max, :a.is_a?(Comparable)
begin
  :a < 1
rescue ArgumentError => e
  e.message
end

### interpolation and conversion
name = :total
puts "#{name}: #{name.inspect} #{:"a b".inspect} #{[:x, :"y z"]} #{{ "k": 1, b: :c, "d e": 2 }}"
p "sym: " + name.to_s, "a b c".split.map(&:to_sym), { a: 1 }.transform_keys(&:to_s), { "b" => 2 }.transform_keys(&:to_sym)
"%s and %p" % [:a, :b]

### inspect
p :a, :"with space", :"9a", :a?, :b!, :c=, :[], :[]=, :+, :-@, :!, :<=>, :"foo-bar", :"é", :A, :@a, :@@b, :$c, :"", :"a\nb", :"=", :==
[:a, "a".to_sym, %s(x y), %i[m n], :"#{1 + 1}x"]

### symbols of constants' names with marks
p :A?, :A!, :A=, :a?, :a!, :a=, :"A b", :"a?b", :[]=, :"9a", :a?.upcase, { A?: 1, "b c": 2 }, %i[X? y!]
p "a".=~(/a/), (:abc =~ /b/), (:a =~ nil)
[-> { :a =~ :b }, -> { "a" =~ :b }, -> { "a" =~ "a" }].map do |f|
  f.call
rescue TypeError => e
  e.message
end
