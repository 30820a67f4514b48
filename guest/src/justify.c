/*
** justify.c - see kobako/justify.h
**
** No Ruby code runs once the arguments are there: neither String can change.
*/
#include <kobako/justify.h>
#include <mruby/error.h>
#include <mruby/internal.h>
#include <mruby/presym.h>
#include <mruby/string.h>
#include <string.h>

enum side { LEFT, RIGHT, BOTH };

/* What stands before or behind the text: a piece of text over and over, `count` characters in all. */
struct padding {
  const char *piece;
  mrb_int bytes;
  mrb_int whole; /* repetitions */
  mrb_int rest;  /* bytes of the last one, which is shorter */
};

static struct padding
padding_of(mrb_value pad, mrb_int count)
{
  struct padding padding = { .piece = RSTRING_PTR(pad), .bytes = RSTRING_LEN(pad) };
  mrb_int characters = mrb_utf8_strlen(padding.piece, padding.bytes);
  padding.whole = count / characters;
  const char *p = padding.piece, *end = p + padding.bytes;
  for (mrb_int i = count % characters; i > 0 && p < end; i--) p += mrb_utf8len(p, end);
  padding.rest = p - padding.piece;
  return padding;
}

static mrb_int
size_of(struct padding padding)
{
  return padding.whole * padding.bytes + padding.rest;
}

static char *
write_padding(char *to, struct padding padding)
{
  if (padding.bytes == 1) {
    memset(to, *padding.piece, (size_t)padding.whole);
    return to + padding.whole;
  }
  for (mrb_int i = 0; i < padding.whole; i++, to += padding.bytes) memcpy(to, padding.piece, (size_t)padding.bytes);
  memcpy(to, padding.piece, (size_t)padding.rest);
  return to + padding.rest;
}

static mrb_value
justified(mrb_state *mrb, mrb_value self, enum side side)
{
  mrb_int width;
  mrb_value pad = mrb_undef_value();
  mrb_get_args(mrb, "i|S", &width, &pad);
  if (mrb_undef_p(pad)) pad = mrb_str_new_lit(mrb, " ");
  const mrb_int length = RSTRING_LEN(self);
  /* A byte that continues no character is one of its own in some places and none in others. */
  if (mrb_utf8_strlen(RSTRING_PTR(pad), RSTRING_LEN(pad)) == 0) mrb_raise(mrb, E_ARGUMENT_ERROR, "zero width padding");
  mrb_int size = mrb_utf8_strlen(RSTRING_PTR(self), length);
  if (width <= size) return mrb_str_new(mrb, RSTRING_PTR(self), length);
  mrb_int missing = width - size;
  if (missing >= MRB_STR_LENGTH_MAX) mrb_raise(mrb, E_ARGUMENT_ERROR, "argument too big");
  mrb_int before = side == LEFT ? 0 : side == RIGHT ? missing : missing / 2;
  struct padding left = padding_of(pad, before), right = padding_of(pad, missing - before);
  mrb_int total = size_of(left) + length + size_of(right);
  if (total >= MRB_STR_LENGTH_MAX) mrb_raise(mrb, E_ARGUMENT_ERROR, "argument too big");
  mrb_value result = mrb_str_new_capa(mrb, total);
  mrb_str_resize(mrb, result, total);
  char *to = write_padding(RSTRING_PTR(result), left);
  memcpy(to, RSTRING_PTR(self), (size_t)length);
  write_padding(to + length, right);
  return result;
}

static mrb_value
string_ljust(mrb_state *mrb, mrb_value self)
{
  return justified(mrb, self, LEFT);
}

static mrb_value
string_rjust(mrb_state *mrb, mrb_value self)
{
  return justified(mrb, self, RIGHT);
}

static mrb_value
string_center(mrb_state *mrb, mrb_value self)
{
  return justified(mrb, self, BOTH);
}

void
kb_justify_init(mrb_state *mrb)
{
  struct RClass *string = mrb->string_class;
  mrb_define_method_id(mrb, string, MRB_SYM(ljust), string_ljust, MRB_ARGS_ARG(1, 1));
  mrb_define_method_id(mrb, string, MRB_SYM(rjust), string_rjust, MRB_ARGS_ARG(1, 1));
  mrb_define_method_id(mrb, string, MRB_SYM(center), string_center, MRB_ARGS_ARG(1, 1));
}
