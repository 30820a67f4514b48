/*
** text.c - see kobako/text.h
*/
#include <kobako/text.h>
#include <mruby/string.h>
#include <string.h>

/* A String of fewer bytes would be moved when it grows out of its object. */
#define CAPACITY_MIN 32

/* mrb_str_resize refuses more. */
#define CAPACITY_MAX (MRB_STR_LENGTH_MAX - 1)

static void
set_capacity(struct kb_text *text, mrb_int capacity)
{
  mrb_str_resize(text->mrb, text->string, capacity);
  text->bytes = RSTRING_PTR(text->string);
  text->capacity = capacity;
}

static void
grow(struct kb_text *text, mrb_int count)
{
  mrb_state *mrb = text->mrb;
  if (count > CAPACITY_MAX - text->length) mrb_raise(mrb, E_ARGUMENT_ERROR, "string too long");
  mrb_int needed = text->length + count;
  mrb_int doubled = text->capacity > CAPACITY_MAX / 2 ? CAPACITY_MAX : text->capacity * 2;
  set_capacity(text, needed > doubled ? needed : doubled);
}

struct kb_text
kb_text_new(mrb_state *mrb, mrb_int capacity)
{
  if (capacity < CAPACITY_MIN) capacity = CAPACITY_MIN;
  struct kb_text text = { .mrb = mrb, .string = mrb_str_new_capa(mrb, capacity) };
  set_capacity(&text, capacity);
  return text;
}

char *
kb_text_extend(struct kb_text *text, mrb_int count)
{
  if (count > text->capacity - text->length) grow(text, count);
  char *start = text->bytes + text->length;
  text->length += count;
  return start;
}

void
kb_text_append(struct kb_text *text, const char *bytes, mrb_int count)
{
  memcpy(kb_text_extend(text, count), bytes, (size_t)count);
}

void
kb_text_append_string(struct kb_text *text, mrb_value string)
{
  mrb_int count = RSTRING_LEN(string);
  /* Room first: growing may collect garbage, but never moves the other string's bytes. */
  char *start = kb_text_extend(text, count);
  memcpy(start, RSTRING_PTR(string), (size_t)count);
}

void
kb_text_fill(struct kb_text *text, char byte, mrb_int count)
{
  if (count > 0) memset(kb_text_extend(text, count), byte, (size_t)count);
}

mrb_value
kb_text_finish(struct kb_text *text)
{
  mrb_str_resize(text->mrb, text->string, text->length);
  return text->string;
}
