/*
** json_string.c - strings in JSON's notation (kobako/json_generator.h)
*/
#include <kobako/json_error.h>
#include <kobako/json_generator.h>
#include <kobako/utf8.h>
#include <mruby/string.h>
#include <string.h>

#define ONES UINT64_C(0x0101010101010101)
#define TOPS UINT64_C(0x8080808080808080)

/* Not zero when a byte of the word is below `limit`, which is at most 128; bytes from 128 on never count. */
#define BELOW(word, limit) (((word) - ONES * (limit)) & ~(word) & TOPS)

static bool
plain_p(const struct kb_json_state *state, unsigned char byte)
{
  if (byte < 0x20 || byte == '"' || byte == '\\') return false;
  if (byte == '/') return !state->escape_slash;
  if (byte < 0x80) return true;
  /* U+2028 and U+2029 begin with this byte. */
  return !state->ascii_only && !(state->script_safe && byte == 0xe2);
}

/* The bytes from `from` on that are copied as they are. */
static size_t
plain_run(const struct kb_json_state *state, const unsigned char *bytes, size_t from, size_t length)
{
  size_t i = from;
  bool simple = !state->escape_slash && !state->ascii_only;
  while (simple && length - i >= sizeof(uint64_t)) {
    uint64_t word;
    memcpy(&word, bytes + i, sizeof word);
    if ((BELOW(word, 0x20) | BELOW(word ^ (ONES * '"'), 1) | BELOW(word ^ (ONES * '\\'), 1)) != 0) break;
    i += sizeof word;
  }
  while (i < length && plain_p(state, bytes[i])) i++;
  return i - from;
}

static void
write_unit(struct kb_text *text, uint32_t unit)
{
  static const char digits[] = "0123456789abcdef";
  char *out = kb_text_extend(text, 6);
  *out++ = '\\';
  *out++ = 'u';
  for (int shift = 12; shift >= 0; shift -= 4) *out++ = digits[(unit >> shift) & 15];
}

static void
write_escape(struct kb_text *text, unsigned char byte)
{
  char letter;
  switch (byte) {
  case '"': letter = '"'; break;
  case '\\': letter = '\\'; break;
  case '/': letter = '/'; break;
  case '\b': letter = 'b'; break;
  case '\f': letter = 'f'; break;
  case '\n': letter = 'n'; break;
  case '\r': letter = 'r'; break;
  case '\t': letter = 't'; break;
  default: write_unit(text, byte); return;
  }
  char *out = kb_text_extend(text, 2);
  out[0] = '\\';
  out[1] = letter;
}

/* Writes one character beyond ASCII, which is well-formed, and returns its length in bytes. */
static size_t
write_character(struct kb_text *text, const struct kb_json_state *state, const unsigned char *p)
{
  size_t length = p[0] < 0xe0 ? 2 : p[0] < 0xf0 ? 3 : 4;
  uint32_t code = p[0] & (0x7fu >> length);
  for (size_t i = 1; i < length; i++) code = code << 6 | (p[i] & 0x3f);
  if (!state->ascii_only && code != 0x2028 && code != 0x2029) {
    kb_text_append(text, (const char *)p, (mrb_int)length);
  }
  else if (code < 0x10000) {
    write_unit(text, code);
  }
  else {
    write_unit(text, 0xd7c0 + (code >> 10));
    write_unit(text, 0xdc00 + (code & 0x3ff));
  }
  return length;
}

void
kb_json_write_string(struct kb_text *text, const struct kb_json_state *state, mrb_value string)
{
  const unsigned char *bytes = (const unsigned char *)RSTRING_PTR(string);
  size_t length = (size_t)RSTRING_LEN(string);
  if (!kb_utf8_valid(bytes, length)) kb_json_refuse_string(text->mrb);
  kb_text_byte(text, '"');
  for (size_t i = 0; i < length;) {
    size_t run = plain_run(state, bytes, i, length);
    kb_text_append(text, (const char *)bytes + i, (mrb_int)run);
    i += run;
    if (i == length) break;
    if (bytes[i] < 0x80) write_escape(text, bytes[i++]);
    else i += write_character(text, state, bytes + i);
  }
  kb_text_byte(text, '"');
}
