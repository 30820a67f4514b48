# File and Dir as scripts know them, over the host's virtual file system. What is not defined here goes to the host.
class File
  extend Kobako::Proxy

  class << self
    def exist?(path) = file?(path) || directory?(path)
    def file?(path) = is_file(path)
    def directory?(path) = is_directory(path)
    def join(*parts) = parts.join("/").squeeze("/")
    def basename(path) = path.split("/").last.to_s

    def open(path, mode = "r")
      file = new(path, mode)
      return file unless block_given?
      begin
        yield file
      ensure
        file.close
      end
    end
  end

  def initialize(path, mode)
    raise ArgumentError, "invalid access mode #{mode}" unless %w[r w a].include?(mode)
    @path = path
    @writes = mode != "r"
    @text = mode == "w" || (mode == "a" && !File.file?(path)) ? "" : File.read(path)
  end

  def read = @text

  def each_line(&block) = @text.each_line(&block)

  def write(*parts)
    raise IOError, "not opened for writing" unless @writes
    parts.each { |part| @text += part.to_s }
    nil
  end

  def puts(*lines)
    lines.each { |line| write(line.to_s.end_with?("\n") ? line : "#{line}\n") }
    nil
  end

  def close
    File.write(@path, @text) if @writes
    @writes = false
    nil
  end
end

class Dir
  def self.children(path) = File.children(path)
  def self.exist?(path) = File.directory?(path)
end
