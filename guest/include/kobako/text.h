/*
** kobako/text.h - a String that grows at its end
**
** The bytes lie in a String of mruby's from the start, so that neither an exception nor the collector loses them and
** the finished text is not copied. Keep `string` reachable (it is in the arena of its maker).
*/
#ifndef KOBAKO_TEXT_H
#define KOBAKO_TEXT_H

#include <mruby.h>
#include <stdint.h>

struct kb_text {
  mrb_state *mrb;
  mrb_value string;
  char *bytes;
  mrb_int length;
  mrb_int capacity;
};

struct kb_text kb_text_new(mrb_state *mrb, mrb_int capacity);

/* Makes room for `count` more bytes and returns where they go; the length is advanced. Raises ArgumentError past the longest String. */
char *kb_text_extend(struct kb_text *text, mrb_int count);

void kb_text_append(struct kb_text *text, const char *bytes, mrb_int count);

void kb_text_append_string(struct kb_text *text, mrb_value string);

/* `count` times the same byte; none when `count` is not positive. */
void kb_text_fill(struct kb_text *text, char byte, mrb_int count);

static inline void
kb_text_byte(struct kb_text *text, char byte)
{
  if (text->length < text->capacity) text->bytes[text->length++] = byte;
  else *kb_text_extend(text, 1) = byte;
}

#define kb_text_literal(text, literal) kb_text_append((text), "" literal "", (mrb_int)sizeof(literal) - 1)

/* The String; the builder is used up. */
mrb_value kb_text_finish(struct kb_text *text);

#endif
