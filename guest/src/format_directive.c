/*
** format_directive.c - the inside of a directive (kobako/format_reader.h)
*/
#include <kobako/format_reader.h>
#include <mruby/string.h>
#include <string.h>

/* Widths and precisions are C ints in CRuby. */
#define NUMBER_MAX 2147483647

static bool
digit_p(struct kb_format_reader *reader)
{
  return reader->p < reader->end && *reader->p >= '0' && *reader->p <= '9';
}

static mrb_int
read_number(struct kb_format_reader *reader, const char *too_big)
{
  mrb_int number = 0;
  for (; digit_p(reader); reader->p++) {
    number = number * 10 + (*reader->p - '0');
    if (number > NUMBER_MAX) kb_format_refuse(reader, too_big);
  }
  if (reader->p >= reader->end) kb_format_refuse(reader, "malformed format string - %*[0-9]");
  return number;
}

/* The value of a `*` or `*1$`, which has been passed over. */
static mrb_int
read_star(struct kb_format_reader *reader, const char *too_big)
{
  const char *start = reader->p;
  mrb_value value;
  if (digit_p(reader)) {
    mrb_int number = read_number(reader, too_big);
    if (*reader->p == '$') {
      reader->p++;
      value = kb_format_numbered(reader, number);
    }
    else {
      reader->p = start;
      value = kb_format_next(reader);
    }
  }
  else {
    value = kb_format_next(reader);
  }
  mrb_int number = mrb_as_int(reader->mrb, value);
  if (number > NUMBER_MAX || number < -NUMBER_MAX) kb_format_refuse(reader, too_big);
  return number;
}

static void
check_width(struct kb_format_reader *reader, const struct kb_directive *directive)
{
  if (directive->has_width) kb_format_refuse(reader, "width given twice");
  if (directive->has_precision) kb_format_refuse(reader, "width after precision");
}

static void
set_width(struct kb_directive *directive, mrb_int width)
{
  directive->has_width = true;
  directive->minus |= width < 0;
  directive->width = width < 0 ? -width : width;
}

static void
read_precision(struct kb_format_reader *reader, struct kb_directive *directive)
{
  if (directive->has_precision) kb_format_refuse(reader, "precision given twice");
  directive->has_precision = true;
  directive->precision = 0;
  if (reader->p < reader->end && *reader->p == '*') {
    reader->p++;
    directive->precision = read_star(reader, "precision too big");
    if (directive->precision < 0) {
      directive->has_precision = false;
      directive->precision = 0;
    }
  }
  else if (digit_p(reader)) {
    directive->precision = read_number(reader, "precision too big");
  }
}

/* Digits that do not follow a point: a width, or the number of an argument. */
static void
read_width_or_number(struct kb_format_reader *reader, struct kb_directive *directive, mrb_value *value)
{
  mrb_int number = read_number(reader, "width too big");
  if (*reader->p != '$') {
    check_width(reader, directive);
    set_width(directive, number);
    return;
  }
  reader->p++;
  mrb_state *mrb = reader->mrb;
  if (!mrb_undef_p(*value)) mrb_raisef(mrb, E_ARGUMENT_ERROR, "value given twice - %i$", number);
  *value = kb_format_numbered(reader, number);
}

static void
read_name(struct kb_format_reader *reader, mrb_value *value, char close)
{
  mrb_state *mrb = reader->mrb;
  const char *name = reader->p - 1;
  const char *end = (const char *)memchr(name, close, (size_t)(reader->end - name));
  if (end == NULL) kb_format_refuse(reader, "malformed name - unmatched parenthesis");
  reader->p = end + 1;
  mrb_int length = reader->p - name;
  if (!mrb_undef_p(*value) && reader->style == KB_FORMAT_NAMED) {
    mrb_raisef(mrb, E_ARGUMENT_ERROR, "named%v after another name", mrb_str_new(mrb, name, length));
  }
  *value = kb_format_named(reader, name, length);
}

static void
check_flag(struct kb_format_reader *reader, const struct kb_directive *directive)
{
  if (directive->has_width) kb_format_refuse(reader, "flag after width");
  if (directive->has_precision) kb_format_refuse(reader, "flag after precision");
}

struct kb_directive
kb_format_read(struct kb_format_reader *reader, mrb_value *value)
{
  struct kb_directive directive = { 0 };
  *value = mrb_undef_value();
  while (reader->p < reader->end) {
    char c = *reader->p++;
    switch (c) {
    case '-': check_flag(reader, &directive); directive.minus = true; break;
    case '+': check_flag(reader, &directive); directive.plus = true; break;
    case ' ': check_flag(reader, &directive); directive.space = true; break;
    case '0': check_flag(reader, &directive); directive.zero = true; break;
    case '#': check_flag(reader, &directive); directive.sharp = true; break;
    case '1': case '2': case '3': case '4': case '5': case '6': case '7': case '8': case '9':
      reader->p--;
      read_width_or_number(reader, &directive, value);
      break;
    case '*':
      check_width(reader, &directive);
      set_width(&directive, read_star(reader, "width too big"));
      break;
    case '.':
      read_precision(reader, &directive);
      break;
    case '<':
      read_name(reader, value, '>');
      break;
    case '{':
      read_name(reader, value, '}');
      directive.type = 's';
      return directive;
    default:
      directive.type = c;
      return directive;
    }
  }
  kb_format_refuse(reader, "incomplete format specifier; use %% (double %) instead");
}
