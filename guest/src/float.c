/*
** float.c - mruby's own entries for reading and printing a Float, over kobako/decimal.h
**
** guest/patches takes the originals out.
*/
#include <kobako/decimal.h>
#include <mruby.h>
#include <mruby/internal.h>
#include <mruby/numeric.h>
#include <mruby/string.h>
#include <ctype.h>
#include <string.h>

/* The parser's: `text` ends in a NUL. */
mrb_bool
mrb_read_float(const char *text, char **end, double *value)
{
  const char *after = kb_decimal_read(text, text + strlen(text), value);
  if (end != NULL) *end = (char *)after;
  return after != text;
}

mrb_value
mrb_float_to_str(mrb_state *mrb, mrb_value number, const char *format)
{
  (void)format;
  char text[KB_DECIMAL_TEXT];
  size_t length = kb_decimal_text(mrb_float(number), text);
  return mrb_str_new(mrb, text, (mrb_int)length);
}

static mrb_noreturn void
raise_invalid(mrb_state *mrb, const char *text, size_t length)
{
  mrb_value string = mrb_str_new(mrb, text, (mrb_int)length);
  mrb_raisef(mrb, E_ARGUMENT_ERROR, "invalid value for Float(): %!v", string);
}

static bool
hexadecimal_p(const char *p, const char *limit)
{
  if (p < limit && (*p == '-' || *p == '+')) p++;
  return limit - p > 2 && p[0] == '0' && (p[1] == 'x' || p[1] == 'X');
}

/* String#to_f, and Kernel#Float where `strict`: the whole string must then be one number. */
double kb_string_to_double(mrb_state *mrb, const char *text, size_t length, mrb_bool strict);

double
kb_string_to_double(mrb_state *mrb, const char *text, size_t length, mrb_bool strict)
{
  const char *p = text;
  const char *limit = text + length;
  double value;
  while (p < limit && isspace((unsigned char)*p)) p++;
  if (strict && memchr(text, '\0', length) != NULL) {
    mrb_raise(mrb, E_ARGUMENT_ERROR, "string for Float contains null byte");
  }
  if (strict && hexadecimal_p(p, limit)) {
    mrb_value digits = mrb_str_new(mrb, p, limit - p);
    return mrb_as_float(mrb, mrb_str_to_integer(mrb, digits, 16, TRUE));
  }
  const char *after = kb_decimal_read(p, limit, &value);
  if (!strict) return value;
  if (after == p) raise_invalid(mrb, text, length);
  while (after < limit && isspace((unsigned char)*after)) after++;
  if (after != limit) raise_invalid(mrb, text, length);
  return value;
}
