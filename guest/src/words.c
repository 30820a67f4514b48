/*
** words.c - see kobako/words.h
**
** mruby keeps the limbs of its big integers to itself; their hexadecimal digits are the way in and out.
*/
#include <kobako/words.h>
#include <mruby/internal.h>
#include <mruby/numeric.h>
#include <mruby/string.h>

/* Hexadecimal digits of a word. */
#define WORD_DIGITS 8

static uint32_t
digit_value(char digit)
{
  return digit <= '9' ? (uint32_t)(digit - '0') : (uint32_t)(digit - 'a' + 10);
}

mrb_value
kb_words_of(mrb_state *mrb, mrb_value integer)
{
  if (mrb_integer_p(integer)) {
    mrb_int value = mrb_integer(integer);
    uint64_t left = value < 0 ? -(uint64_t)value : (uint64_t)value;
    uint32_t words[2] = { (uint32_t)left, (uint32_t)(left >> 32) };
    return mrb_str_new(mrb, (const char *)words, words[1] == 0 ? 4 : 8);
  }
  mrb_value text = mrb_bint_to_s(mrb, integer, 16);
  const char *first = RSTRING_PTR(text) + (RSTRING_PTR(text)[0] == '-' ? 1 : 0);
  const char *end = RSTRING_PTR(text) + RSTRING_LEN(text);
  mrb_value bytes = mrb_str_new_capa(mrb, (end - first) / 2 + 4);
  while (end > first) {
    const char *from = end - first > WORD_DIGITS ? end - WORD_DIGITS : first;
    uint32_t word = 0;
    for (const char *p = from; p < end; p++) word = word << 4 | digit_value(*p);
    mrb_str_cat(mrb, bytes, (const char *)&word, sizeof word);
    end = from;
  }
  return bytes;
}

mrb_value
kb_words_to_integer(mrb_state *mrb, const uint32_t *words, size_t count)
{
  mrb_value text = mrb_str_new_capa(mrb, (mrb_int)count * WORD_DIGITS);
  for (size_t i = count; i > 0; i--) {
    for (int shift = 28; shift >= 0; shift -= 4) {
      char digit = mrb_digitmap[(words[i - 1] >> shift) & 15];
      mrb_str_cat(mrb, text, &digit, 1);
    }
  }
  return mrb_str_to_integer(mrb, text, 16, FALSE);
}
