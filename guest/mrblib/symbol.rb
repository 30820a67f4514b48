class Symbol
  alias id2name to_s

  def to_proc = ->(receiver, *arguments, **keywords, &block) { __call(receiver, *arguments, **keywords, &block) }

  def name = to_s.freeze

  def swapcase = to_s.swapcase.to_sym

  def succ = to_s.succ.to_sym
  alias next succ

  def [](*arguments) = to_s[*arguments]
  alias slice []

  def start_with?(*prefixes) = to_s.start_with?(*prefixes)

  def end_with?(*suffixes) = to_s.end_with?(*suffixes)
end
