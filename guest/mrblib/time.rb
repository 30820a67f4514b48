class Time
  def nsec = usec * 1000

  def subsec = usec == 0 ? 0 : Rational(usec, 1_000_000)

  def to_r = Rational(to_i * 1_000_000 + usec, 1_000_000)

  # There is one zone, and it is UTC.
  def utc_offset = 0

  def to_a = [sec, min, hour, day, month, year, wday, yday, dst?, zone]

  def iso8601(digits = 0)
    fraction = digits > 0 ? ".%#{digits}N" : ""
    strftime("%Y-%m-%dT%H:%M:%S#{fraction}") + (utc? ? "Z" : "+00:00")
  end

  def round(digits = 0)
    return self if digits >= 6
    unit = 10**(6 - digits)
    time = Time.at(to_i, (usec + unit / 2) / unit * unit)
    utc? ? time.utc : time
  end

  def floor(digits = 0)
    return self if digits >= 6
    unit = 10**(6 - digits)
    time = Time.at(to_i, usec / unit * unit)
    utc? ? time.utc : time
  end

  def ceil(digits = 0)
    return self if digits >= 6
    unit = 10**(6 - digits)
    time = Time.at(to_i, (usec + unit - 1) / unit * unit)
    utc? ? time.utc : time
  end

  alias tv_sec to_i
  alias tv_usec usec
  alias tv_nsec nsec
  alias gmt_offset utc_offset
  alias gmtoff utc_offset
  alias isdst dst?
  alias xmlschema iso8601
end
