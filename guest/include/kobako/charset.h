/*
** kobako/charset.h - sets of characters as String#count, delete, squeeze and tr spell them: "a-z", "^0-9", "\\-"
**
** A set is read from its text whenever it is asked about a character that is not ASCII; what it says about ASCII is worked out
** once, in a table. Nothing is allocated, and no Ruby code runs.
*/
#ifndef KOBAKO_CHARSET_H
#define KOBAKO_CHARSET_H

#include <mruby.h>
#include <stdbool.h>
#include <stdint.h>

/* A character as a number: its code point without the gap of the surrogates; a byte that is no UTF-8 comes behind all of them. */
typedef uint32_t kb_character;

#define KB_ASCII 128
#define KB_NO_CHARACTER UINT32_MAX

kb_character kb_character_read_wide(const uint8_t **p, const uint8_t *end);

/* Reads the character at `p`, which is before `end`, and moves on. */
static inline kb_character
kb_character_read(const uint8_t **p, const uint8_t *end)
{
  return **p < KB_ASCII ? *(*p)++ : kb_character_read_wide(p, end);
}

/* Writes up to four bytes and returns how many. */
size_t kb_character_write(kb_character character, char *bytes);

/* What several sets have in common. The Strings must stay as they are. */
struct kb_charset {
  const mrb_value *sets;
  mrb_int count;
  uint64_t ascii[2]; /* a bit for each */
};

/* Raises TypeError when one is no String, and ArgumentError when one has a range that goes backwards. */
void kb_charset_init(mrb_state *mrb, struct kb_charset *charset, const mrb_value *sets, mrb_int count);

bool kb_charset_has_wide(const struct kb_charset *charset, kb_character character);

static inline bool
kb_charset_has(const struct kb_charset *charset, kb_character character)
{
  return character < KB_ASCII ? charset->ascii[character / 64] >> character % 64 & 1 : kb_charset_has_wide(charset, character);
}

/* What String#tr makes of each character. */
struct kb_translation {
  mrb_value from, to;
  bool negated;
  kb_character last; /* of `to` */
  kb_character ascii[KB_ASCII];
};

/* `to` is not empty. Raises as kb_charset_init does. */
void kb_translation_init(mrb_state *mrb, struct kb_translation *translation, mrb_value from, mrb_value to);

kb_character kb_translate_wide(const struct kb_translation *translation, kb_character character);

/* KB_NO_CHARACTER for what stays as it is. */
static inline kb_character
kb_translate(const struct kb_translation *translation, kb_character character)
{
  return character < KB_ASCII ? translation->ascii[character] : kb_translate_wide(translation, character);
}

#endif
