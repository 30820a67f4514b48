# What mruby's test driver brings in C for test/assert.rb, and the counting of single assertions.
module Mrbtest
  FLOAT_TOLERANCE = 1e-10
end

def t_print(*args)
  nil
end

# File.fnmatch?(pattern, text, File::FNM_EXTGLOB | File::FNM_DOTMATCH), as far as the suite's patterns go.
def _str_match?(pattern, text)
  if pattern.empty?
    text.empty?
  elsif pattern[0] == "*"
    (0..text.size).any? { |skipped| _str_match?(pattern[1..-1], text[skipped..-1]) }
  elsif pattern[0] == "{" && (stop = pattern.index("}"))
    pattern[1...stop].split(",", -1).any? { |choice| _str_match?(choice + pattern[(stop + 1)..-1], text) }
  elsif text.empty?
    false
  elsif pattern[0] == "["
    stop = pattern.index("]")
    set = pattern[1...stop]
    negated = set[0] == "!" || set[0] == "^"
    set = set[1..-1] if negated
    found = set.include?("-") ? (set[0]..set[2]).include?(text[0]) : set.include?(text[0])
    found != negated && _str_match?(pattern[(stop + 1)..-1], text[1..-1])
  elsif pattern[0] == "\\" && pattern.size > 1
    pattern[1] == text[0] && _str_match?(pattern[2..-1], text[1..-1])
  else
    (pattern[0] == "?" || pattern[0] == text[0]) && _str_match?(pattern[1..-1], text[1..-1])
  end
end

$counted = 0
$failed = 0

alias _uncounted_assert_true assert_true
def assert_true(obj, msg = nil, diff = nil)
  $counted += 1
  $failed += 1 unless obj == true
  _uncounted_assert_true(obj, msg, diff)
end

# No addresses in what is compared.
# A block that ends in an exception is one more assertion, and it failed. The names are those of the blocks that failed.
def suite_report
  names = $asserts.map { |text| text.split("\n")[0].split(" for #<")[0] }.reject { |line| line.start_with?("Skip: ", "Warn: ") }
  [$counted + $kill_test, $failed + $kill_test, names]
end
