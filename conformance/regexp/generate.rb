#!/usr/bin/env ruby
# Fills in what CRuby 3.1 says: `ruby conformance/regexp/generate.rb`, or `--check` to see whether it still says the same.
require "json"

CASES = %w[errors methods syntax unicode].freeze
PROBE = JSON.parse(File.read(File.join(__dir__, "probe.json")))["code"]

# A value as JSON can say it; an error as a String.
def outcome
  value = yield
  JSON.parse(JSON.generate([value])).first
rescue StandardError => error
  "#{error.class}: #{error.message}"
end

def fill(entry)
  if entry["code"]
    entry.merge("expected" => outcome { Object.new.instance_eval(entry["code"]) })
  else
    probe = eval("->(pattern, options, subject) { #{PROBE} }")
    said = entry["subjects"].map { |subject| outcome { probe.call(entry["pattern"], entry["options"] || 0, subject) } }
    entry.merge("expected" => said)
  end
end

abort "CRuby 3.1 is wanted, not #{RUBY_VERSION}" unless RUBY_VERSION.start_with?("3.1")
$VERBOSE = nil
changed = CASES.select do |name|
  path = File.join(__dir__, "#{name}.json")
  before = JSON.parse(File.read(path))
  after = before.map { |entry| fill(entry) }
  File.write(path, "[\n#{after.map { |entry| "  #{JSON.generate(entry)}" }.join(",\n")}\n]\n") unless ARGV.include?("--check")
  before != after
end
puts changed.empty? ? "nothing changed" : "changed: #{changed.join(", ")}"
exit 1 if ARGV.include?("--check") && !changed.empty?
