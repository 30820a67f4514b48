# Every call counts; KV is what this tenant's functions remember.
module App
  def self.call(env)
    case env["REQUEST_METHOD"]
    when "DELETE"
      KV.delete("counter")
      [204, {}, ""]
    else
      count = KV.increment("counter")
      [200, { "content-type" => "application/json" }, "{\"count\":#{count}}\n"]
    end
  end
end
