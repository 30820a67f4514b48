/*
** format_float.c - %f %e %E %g %G %a %A (kobako/format.h)
**
** Rounding is kobako/decimal.h's.
*/
#include <kobako/decimal.h>
#include <kobako/format.h>
#include <kobako/format_rational.h>
#include <math.h>
#include <mruby/numeric.h>
#include <mruby/string.h>
#include <stdint.h>

#define PRECISION_DEFAULT 6

/* Bits of a double's fraction, and hexadecimal digits. */
#define FRACTION_BITS 52
#define FRACTION_DIGITS 13

static double
double_of(mrb_state *mrb, mrb_value value)
{
  if (mrb_float_p(value)) return mrb_float(value);
  if (mrb_string_p(value)) return mrb_str_to_dbl(mrb, value, TRUE);
  if (mrb_immediate_p(value) && !mrb_integer_p(value)) mrb_raisef(mrb, E_TYPE_ERROR, "can't convert %!v into Float", value);
  return mrb_as_float(mrb, value);
}

static char
digit_at(const struct kb_decimal *decimal, mrb_int index)
{
  return index >= 0 && index < decimal->count ? decimal->digits[index] : '0';
}

static void
append_point(struct kb_text *text, mrb_int places, bool sharp)
{
  if (places > 0 || sharp) kb_text_byte(text, '.');
}

static void
append_fixed(struct kb_text *text, const struct kb_decimal *decimal, mrb_int places, bool sharp)
{
  if (decimal->point <= 0) kb_text_byte(text, '0');
  for (mrb_int i = 0; i < decimal->point; i++) kb_text_byte(text, digit_at(decimal, i));
  append_point(text, places, sharp);
  for (mrb_int i = 0; i < places; i++) kb_text_byte(text, digit_at(decimal, decimal->point + i));
}

static void
append_exponent(struct kb_text *text, char mark, int exponent, int digits)
{
  char reversed[8];
  int length = 0;
  kb_text_byte(text, mark);
  kb_text_byte(text, exponent < 0 ? '-' : '+');
  if (exponent < 0) exponent = -exponent;
  while (exponent > 0 || length < digits) {
    reversed[length++] = (char)('0' + exponent % 10);
    exponent /= 10;
  }
  while (length > 0) kb_text_byte(text, reversed[--length]);
}

static void
append_scientific(struct kb_text *text, const struct kb_decimal *decimal, mrb_int places, bool sharp, char mark)
{
  kb_text_byte(text, digit_at(decimal, 0));
  append_point(text, places, sharp);
  for (mrb_int i = 1; i <= places; i++) kb_text_byte(text, digit_at(decimal, i));
  append_exponent(text, mark, decimal->count == 0 ? 0 : decimal->point - 1, 2);
}

/* As many digits as are asked for can be more than there are. */
static int
clamp(mrb_int precision)
{
  return precision < KB_DECIMAL_DIGITS * 2 ? (int)precision : KB_DECIMAL_DIGITS * 2;
}

static void
append_general(struct kb_text *text, double value, mrb_int precision, bool sharp, char mark)
{
  struct kb_decimal decimal;
  if (precision == 0) precision = 1;
  kb_decimal_significant(value, clamp(precision), &decimal);
  int exponent = decimal.count == 0 ? 0 : decimal.point - 1;
  if (exponent < -4 || exponent >= precision) {
    append_scientific(text, &decimal, sharp ? precision - 1 : decimal.count - 1, sharp, mark);
    return;
  }
  mrb_int places = sharp ? precision - 1 - exponent : decimal.count - 1 - exponent;
  append_fixed(text, &decimal, places < 0 ? 0 : places, sharp);
}

/* Rounds the fraction, with the 1 in front, half to even to `digits` hexadecimal digits; it may reach 2. */
static uint64_t
round_fraction(uint64_t fraction, int digits)
{
  int shift = FRACTION_BITS - 4 * digits;
  uint64_t unit = UINT64_C(1) << shift;
  uint64_t rest = fraction & (unit - 1);
  fraction -= rest;
  if (rest > unit / 2 || (rest == unit / 2 && (fraction & unit) != 0)) fraction += unit;
  return fraction;
}

static void
append_hexadecimal(struct kb_text *text, double value, struct kb_directive directive)
{
  const char *digits = directive.type == 'A' ? "0123456789ABCDEF" : "0123456789abcdef";
  int exponent = 0;
  uint64_t fraction = 0;
  if (value != 0) {
    fraction = (uint64_t)ldexp(frexp(value, &exponent), FRACTION_BITS + 1);
    exponent--;
  }
  mrb_int places = FRACTION_DIGITS;
  if (directive.has_precision) {
    places = directive.precision;
    if (places < FRACTION_DIGITS) fraction = round_fraction(fraction, (int)places);
    if (fraction >> (FRACTION_BITS + 1) != 0) {
      fraction >>= 1;
      exponent++;
    }
  }
  else {
    while (places > 0 && ((fraction >> (FRACTION_BITS - 4 * places)) & 15) == 0) places--;
  }
  kb_text_byte(text, digits[fraction >> FRACTION_BITS]);
  append_point(text, places, directive.sharp);
  for (mrb_int i = 1; i <= places; i++) {
    kb_text_byte(text, i > FRACTION_DIGITS ? '0' : digits[(fraction >> (FRACTION_BITS - 4 * i)) & 15]);
  }
  append_exponent(text, directive.type == 'A' ? 'P' : 'p', exponent, 1);
}

static void
append_finite(struct kb_text *text, double value, struct kb_directive directive)
{
  mrb_int precision = directive.has_precision ? directive.precision : PRECISION_DEFAULT;
  struct kb_decimal decimal;
  switch (directive.type) {
  case 'f':
    kb_decimal_fixed(value, clamp(precision), &decimal);
    append_fixed(text, &decimal, precision, directive.sharp);
    break;
  case 'e':
  case 'E':
    kb_decimal_significant(value, clamp(precision) + 1, &decimal);
    append_scientific(text, &decimal, precision, directive.sharp, directive.type);
    break;
  case 'g':
  case 'G':
    append_general(text, value, precision, directive.sharp, directive.type == 'g' ? 'e' : 'E');
    break;
  default:
    append_hexadecimal(text, value, directive);
    break;
  }
}

void
kb_format_float(struct kb_text *text, struct kb_directive directive, mrb_value value)
{
  mrb_state *mrb = text->mrb;
  if (directive.type == 'f' && kb_format_exact_p(value)) {
    if (!directive.has_precision) directive.precision = PRECISION_DEFAULT;
    kb_format_exact(text, directive, value);
    return;
  }
  double number = double_of(mrb, value);
  mrb_int start = text->length;
  if (signbit(number) && !isnan(number)) kb_text_byte(text, '-');
  else if (directive.plus) kb_text_byte(text, '+');
  else if (directive.space) kb_text_byte(text, ' ');
  if (!isfinite(number)) {
    directive.zero = false;
    kb_text_append(text, isnan(number) ? "NaN" : "Inf", 3);
    kb_format_pad(text, directive, start, start);
    return;
  }
  if (directive.type == 'a') kb_text_literal(text, "0x");
  if (directive.type == 'A') kb_text_literal(text, "0X");
  mrb_int body = text->length;
  append_finite(text, fabs(number), directive);
  kb_format_pad(text, directive, start, body);
}
