/*
** pattern_spell.c - `\u{1F600 41}` in a pattern
**
** Oniguruma knows `\uHHHH` alone. Each code point becomes the character itself or, below 128, where a character may mean
** something else, an escape of its own.
*/
#include <kobako/pattern_parts.h>
#include <kobako/text.h>
#include <kobako/utf8.h>
#include <mruby/string.h>
#include <string.h>

struct spelling {
  struct kb_text text;
  const char *source;
  mrb_int length;
  uint32_t options;
};

static bool
escape_at(const char *source, mrb_int length, mrb_int at)
{
  return length - at >= 3 && source[at] == '\\' && source[at + 1] == 'u' && source[at + 2] == '{';
}

static mrb_noreturn void
refuse(struct spelling *spelling, const char *text)
{
  kb_pattern_raise_text(spelling->text.mrb, text, spelling->source, spelling->length, spelling->options);
}

static int
hex_digit(char c)
{
  if (c >= '0' && c <= '9') return c - '0';
  c |= 0x20;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void
append_code(struct spelling *spelling, uint32_t code)
{
  char bytes[4];
  if (code < 0x80) {
    static const char digits[] = "0123456789abcdef";
    kb_text_literal(&spelling->text, "\\x");
    kb_text_byte(&spelling->text, digits[code >> 4]);
    kb_text_byte(&spelling->text, digits[code & 15]);
    return;
  }
  if (code >= 0xd800 && code <= 0xdfff) refuse(spelling, "invalid Unicode codepoint");
  kb_text_append(&spelling->text, bytes, (mrb_int)kb_utf8_encode(code, bytes));
}

/* From behind the brace; returns where the escape ends. */
static mrb_int
append_codes(struct spelling *spelling, mrb_int at)
{
  const char *source = spelling->source;
  mrb_int codes = 0;
  for (;; codes++) {
    while (at < spelling->length && (source[at] == ' ' || source[at] == '\t')) at++;
    if (at < spelling->length && source[at] == '}' && codes > 0) return at + 1;
    uint32_t code = 0;
    mrb_int first = at;
    for (int digit; at < spelling->length && (digit = hex_digit(source[at])) >= 0; at++) {
      code = code << 4 | (uint32_t)digit;
      if (code > 0x10ffff) refuse(spelling, "invalid Unicode range");
    }
    if (at == first) refuse(spelling, "invalid Unicode list");
    append_code(spelling, code);
  }
}

mrb_value
kb_pattern_spell(mrb_state *mrb, const char *source, mrb_int length, uint32_t options)
{
  mrb_int at = 0;
  while (at < length && !escape_at(source, length, at)) at += source[at] == '\\' ? 2 : 1;
  if (at >= length) return mrb_nil_value();
  struct spelling spelling = { kb_text_new(mrb, length), source, length, options };
  at = 0;
  while (at < length) {
    if (escape_at(source, length, at)) {
      at = append_codes(&spelling, at + 3);
      continue;
    }
    if (source[at] == '\\' && at + 1 < length) kb_text_byte(&spelling.text, source[at++]);
    kb_text_byte(&spelling.text, source[at++]);
  }
  return kb_text_finish(&spelling.text);
}
