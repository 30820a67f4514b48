# GET /fn/hello/Ann
App = ->(env) do
  name = env["PATH_INFO"].delete_prefix("/")
  name = "world" if name.empty?
  puts "greeting #{name}"
  [200, { "content-type" => "text/plain; charset=utf-8" }, "Hello, #{name}!\n"]
end
