/*
** subject.c - see kobako/subject.h
*/
#include <kobako/subject.h>
#include <kobako/utf8.h>
#include <mruby/error.h>
#include <mruby/internal.h>
#include <mruby/string.h>
#include <stdint.h>
#include <string.h>

/* Flags of a String, taken back when it is modified (guest/patches/65-known-text.patch). */
#define KNOWN_UTF8 (1u << 12)
#define KNOWN_ASCII (1u << 13)

#define HIGH_BITS UINT64_C(0x8080808080808080)
#define LOW_BITS UINT64_C(0x0101010101010101)

static bool
ascii_p(const char *bytes, mrb_int length)
{
  mrb_int at = 0;
  uint64_t found = 0;
  for (uint64_t word; length - at >= (mrb_int)sizeof word; at += (mrb_int)sizeof word) {
    memcpy(&word, bytes + at, sizeof word);
    if ((found |= word) & HIGH_BITS) return false;
  }
  for (; at < length; at++) found |= (unsigned char)bytes[at];
  return (found & HIGH_BITS) == 0;
}

struct kb_subject
kb_subject_of(mrb_state *mrb, mrb_value string)
{
  struct kb_subject subject = { .string = string, .bytes = RSTRING_PTR(string), .length = RSTRING_LEN(string) };
  struct RString *object = RSTRING(string);
  if (!(object->flags & KNOWN_UTF8)) {
    if (ascii_p(subject.bytes, subject.length)) object->flags |= KNOWN_ASCII;
    else if (!kb_utf8_valid((const uint8_t *)subject.bytes, (size_t)subject.length)) {
      mrb_raise(mrb, E_ARGUMENT_ERROR, "invalid byte sequence in UTF-8");
    }
    object->flags |= KNOWN_UTF8;
  }
  subject.ascii = object->flags & KNOWN_ASCII;
  return subject;
}

void
kb_subject_pin(mrb_state *mrb, struct kb_subject *subject)
{
  struct RString *original = RSTRING(subject->string);
  /* Of a subclass, the instance may be frozen and yet answer for itself. */
  if (mrb_frozen_p(original) && original->c == mrb->string_class) return;
  subject->string = mrb_str_byte_subseq(mrb, subject->string, 0, subject->length);
  struct RString *copy = RSTRING(subject->string);
  copy->flags |= original->flags & (KNOWN_UTF8 | KNOWN_ASCII);
  MRB_SET_FROZEN_FLAG(copy);
  subject->bytes = RSTR_PTR(copy);
}

mrb_value
kb_subject_string(mrb_state *mrb, mrb_value value)
{
  if (mrb_string_p(value)) return value;
  if (mrb_symbol_p(value)) return mrb_sym_str(mrb, mrb_symbol(value));
  mrb_value string = mrb_check_string_type(mrb, value);
  if (mrb_string_p(string)) return string;
  if (mrb_nil_p(value) || mrb_true_p(value) || mrb_false_p(value)) {
    mrb_raisef(mrb, E_TYPE_ERROR, "no implicit conversion of %!v into String", value);
  }
  mrb_raisef(mrb, E_TYPE_ERROR, "no implicit conversion of %T into String", value);
}

/* Of eight bytes, those that continue a character have their highest bit set and the next one clear. */
mrb_int
kb_subject_count(const char *bytes, mrb_int count)
{
  mrb_int at = 0;
  mrb_int continuing = 0;
  for (uint64_t word; count - at >= (mrb_int)sizeof word; at += (mrb_int)sizeof word) {
    memcpy(&word, bytes + at, sizeof word);
    continuing += __builtin_popcountll(word >> 7 & ~(word >> 6) & LOW_BITS);
  }
  for (; at < count; at++) continuing += (bytes[at] & 0xc0) == 0x80;
  return count - continuing;
}

/* Where `characters` characters, counted from a byte at the edge of one, end; -1 when there are fewer. */
static mrb_int
skip(const struct kb_subject *subject, mrb_int characters)
{
  mrb_int at = 0;
  while (characters >= 32 && subject->length - at >= 32) {
    mrb_int count = kb_subject_count(subject->bytes + at, 32);
    if (count > characters) break;
    characters -= count;
    at += 32;
  }
  while (at < subject->length && (subject->bytes[at] & 0xc0) == 0x80) at++;
  for (; characters > 0 && at < subject->length; characters--) at += kb_subject_step(subject, at);
  return characters > 0 ? -1 : at;
}

mrb_int
kb_subject_byte(const struct kb_subject *subject, mrb_int character)
{
  if (character < 0) character += kb_subject_character(subject, subject->length);
  if (character < 0 || character > subject->length) return -1;
  return subject->ascii ? character : skip(subject, character);
}

mrb_int
kb_subject_step(const struct kb_subject *subject, mrb_int byte)
{
  if (subject->ascii || byte >= subject->length) return 1;
  return mrb_utf8len(subject->bytes + byte, subject->bytes + subject->length);
}

mrb_value
kb_subject_part(mrb_state *mrb, mrb_value string, mrb_int begin, mrb_int end)
{
  return mrb_str_byte_subseq(mrb, string, begin, end - begin);
}
