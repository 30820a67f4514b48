/*
** utf8.c - see kobako/utf8.h
*/
#include <kobako/utf8.h>
#include <string.h>

#define KB_NOT_ASCII UINT64_C(0x8080808080808080)
#define KB_WORDS 8

/* Whether `KB_WORDS` words are ASCII. */
static inline bool
ascii_p(const uint8_t *bytes)
{
  uint64_t all = 0, word;
  for (size_t i = 0; i < KB_WORDS; i++) {
    memcpy(&word, bytes + i * sizeof word, sizeof word);
    all |= word;
  }
  return (all & KB_NOT_ASCII) == 0;
}

/* Up to the word in which something is not ASCII. */
static inline size_t
skip_ascii(const uint8_t *bytes, size_t from, size_t length)
{
  while (length - from >= KB_WORDS * sizeof(uint64_t) && ascii_p(bytes + from)) from += KB_WORDS * sizeof(uint64_t);
  while (length - from >= sizeof(uint64_t)) {
    uint64_t word;
    memcpy(&word, bytes + from, sizeof word);
    if (word & KB_NOT_ASCII) break;
    from += sizeof word;
  }
  return from;
}

static bool
continuation(uint8_t byte)
{
  return (byte & 0xc0) == 0x80;
}

/* Unicode 15, table 3-7. */
size_t
kb_utf8_sequence(const uint8_t *p, size_t left)
{
  uint8_t lead = p[0];
  if (lead < 0x80) return 1;
  if (lead < 0xc2) return 0;
  if (lead < 0xe0) return left >= 2 && continuation(p[1]) ? 2 : 0;
  if (lead < 0xf0) {
    if (left < 3 || !continuation(p[1]) || !continuation(p[2])) return 0;
    if (lead == 0xe0 && p[1] < 0xa0) return 0;
    if (lead == 0xed && p[1] > 0x9f) return 0;
    return 3;
  }
  if (lead > 0xf4 || left < 4) return 0;
  if (!continuation(p[1]) || !continuation(p[2]) || !continuation(p[3])) return 0;
  if (lead == 0xf0 && p[1] < 0x90) return 0;
  if (lead == 0xf4 && p[1] > 0x8f) return 0;
  return 4;
}

bool
kb_utf8_valid(const uint8_t *bytes, size_t length)
{
  size_t i = 0;
  while (i < length) {
    i = skip_ascii(bytes, i, length);
    if (i == length) break;
    size_t step = kb_utf8_sequence(bytes + i, length - i);
    if (step == 0) return false;
    i += step;
  }
  return true;
}

bool
kb_ascii_p(const uint8_t *bytes, size_t length)
{
  size_t i = skip_ascii(bytes, 0, length);
  while (i < length && bytes[i] < 0x80) i++;
  return i == length;
}

size_t
kb_utf8_encode(uint32_t code, char *bytes)
{
  if (code < 0x80) {
    bytes[0] = (char)code;
    return 1;
  }
  size_t length = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  for (size_t i = length - 1; i > 0; i--, code >>= 6) bytes[i] = (char)(0x80 | (code & 0x3f));
  bytes[0] = (char)((0xf00 >> length) | code);
  return length;
}
