/*
** kobako/subject.h - what is searched: a String of valid UTF-8, and the way between its bytes and its characters
**
** `bytes` are the String's own: they hold until Ruby code runs, or longer when the String is frozen.
*/
#ifndef KOBAKO_SUBJECT_H
#define KOBAKO_SUBJECT_H

#include <mruby.h>
#include <stdbool.h>

struct kb_subject {
  mrb_value string;
  const char *bytes;
  mrb_int length;
  /* Every character is one byte. */
  bool ascii;
};

/* Raises ArgumentError when the bytes are not UTF-8. */
struct kb_subject kb_subject_of(mrb_state *mrb, mrb_value string);

/* The same content in a frozen String, which shares its bytes where they are many. */
void kb_subject_pin(mrb_state *mrb, struct kb_subject *subject);

/* A String, a Symbol's name, or what `to_str` says; else TypeError. */
mrb_value kb_subject_string(mrb_state *mrb, mrb_value value);

/* Characters in `count` bytes. */
mrb_int kb_subject_count(const char *bytes, mrb_int count);

/* The character that begins at a byte. */
static inline mrb_int
kb_subject_character(const struct kb_subject *subject, mrb_int byte)
{
  return subject->ascii ? byte : kb_subject_count(subject->bytes, byte);
}

/* The byte at which a character begins, counted from the end when negative; -1 outside. */
mrb_int kb_subject_byte(const struct kb_subject *subject, mrb_int character);

/* Bytes of the character that begins at `byte`; 1 at the end. */
mrb_int kb_subject_step(const struct kb_subject *subject, mrb_int byte);

/* A part as a String of its own. */
mrb_value kb_subject_part(mrb_state *mrb, mrb_value string, mrb_int begin, mrb_int end);

#endif
