### numbers
p [1, 2, 3].pack("C*"), [65, 66].pack("c2"), [1].pack("n"), [1].pack("N"), [1].pack("v"), [1].pack("V"), [-1].pack("l"), [2**40].pack("Q>"), [1, 2].pack("s>s<"), [1.5].pack("g"), [1.5].pack("E").bytes, [97, 8364].pack("U*")
p "\x01\x02".unpack("C*"), "\x00\x01".unpack("n"), "\xff\xff\xff\xff".unpack("l"), "\xff".unpack("c"), "\x00\x00\x00\x01\x00\x02".unpack("Nn"), [1, 2, 3].pack("S*").unpack("S*"), "\x3f\xc0\x00\x00".unpack("g"), "ab".unpack("a1 a1"), "a€".unpack("U*"), "abc".unpack1("@1 a"), "\x01\x02\x03".unpack("C2")
[1, -1].pack("q2").unpack("q2")

### checksums by hand
def adler(text) = text.bytes.inject([1, 0]) { |(a, b), x| a = (a + x) % 65521; [a, (b + a) % 65521] }.then { |a, b| b << 16 | a }
def crc32(text)
  crc = text.each_byte.inject(0xffffffff) do |c, byte|
    c ^= byte
    8.times { c = c & 1 == 1 ? (c >> 1) ^ 0xedb88320 : c >> 1 }
    c
  end
  crc ^ 0xffffffff
end
p adler("Wikipedia").to_s(16), crc32("123456789").to_s(16), "hello".sum, "hello".unpack("C*").sum, "hello".each_byte.inject(5381) { |h, b| (h * 33 + b) & 0xffffffff }
[crc32("a")].pack("N").unpack1("H*")

### records
record = [1, "ann", 3.5, 200].pack("na8EC")
id, name, score, level = record.unpack("nZ8EC")
p record.bytesize, id, name, score, level
fields = ["\x02ab\x03cde".unpack("Ca2Ca3")]
fields

### unsigned 64 bits, and what is not there
p [2**64 - 1].pack("Q").bytes, [-1].pack("q").unpack("Q"), [2**63].pack("Q>").unpack("Q>q>"), [2**64 + 5].pack("Q<").unpack1("Q<"), [-(2**70)].pack("q").sum
p "a".unpack("CC"), "a".unpack("C3S"), "".unpack("C"), "".unpack("N*"), "abc".unpack("Ca*C"), "a".unpack("U3"), "".unpack1("C")
"\xff\xff\xff\xff\xff\xff\xff\xff".unpack1("Q").to_s(16)
