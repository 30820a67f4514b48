# Reads [[id, source], ...] as JSON, runs each source in a process of its own and writes {id => what it showed}.
require "json"
require "set"
require "pp"

def show(source)
  output, errors, result = IO.pipe, IO.pipe, IO.pipe
  child = fork do
    $stdout.reopen(output[1])
    $stderr.reopen(errors[1])
    $stdin.close
    shown =
      begin
        { "value" => eval(source, TOPLEVEL_BINDING, "(eval)", 1) }
      rescue Exception => error
        { "raised" => "#{error.class}: #{error.message}" }
      end
    $stdout.flush
    result[1].write(JSON.generate(shown))
    result[1].close
    exit!(0)
  end
  [output, errors, result].each { |_, writer| writer.close }
  stdout, stderr, json = [output, errors, result].map { |reader, _| Thread.new { reader.read.force_encoding("UTF-8") } }.map(&:value)
  Process.wait(child)
  JSON.parse(json).merge("stdout" => stdout, "stderr" => stderr)
end

abort "CRuby 3.1 is needed, this is #{RUBY_VERSION}" unless RUBY_VERSION.start_with?("3.1.")
$stdout.write(JSON.generate(JSON.parse($stdin.read).to_h { |id, source| [id, show(source)] }))
