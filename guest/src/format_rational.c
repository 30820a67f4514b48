/*
** format_rational.c - see kobako/format_rational.h
*/
#include <kobako/format_rational.h>
#include <mruby/numeric.h>
#include <mruby/presym.h>
#include <mruby/string.h>

/* Whole numbers of any size: mruby's operators, which know big integers. */
static mrb_value
whole(mrb_state *mrb, mrb_value left, mrb_sym operator, mrb_value right)
{
  return mrb_funcall_argv(mrb, left, operator, 1, &right);
}

bool
kb_format_exact_p(mrb_value value)
{
  return mrb_integer_p(value) || mrb_bigint_p(value) || mrb_type(value) == MRB_TT_RATIONAL;
}

/* |numerator| × 10^precision / denominator, rounded. */
static mrb_value
scaled(mrb_state *mrb, mrb_value numerator, mrb_value denominator, mrb_int precision)
{
  mrb_value scale = whole(mrb, mrb_fixnum_value(10), MRB_OPSYM(pow), mrb_int_value(mrb, precision));
  mrb_value number = whole(mrb, numerator, MRB_OPSYM(mul), scale);
  mrb_value half = whole(mrb, denominator, MRB_OPSYM(div), mrb_fixnum_value(2));
  return whole(mrb, whole(mrb, number, MRB_OPSYM(add), half), MRB_OPSYM(div), denominator);
}

void
kb_format_exact(struct kb_text *text, struct kb_directive directive, mrb_value value)
{
  mrb_state *mrb = text->mrb;
  mrb_value number = value;
  mrb_int zeros = directive.precision;
  bool rational = mrb_type(value) == MRB_TT_RATIONAL;
  if (rational) number = mrb_funcall_argv(mrb, value, MRB_SYM(numerator), 0, NULL);
  bool negative = mrb_test(whole(mrb, number, MRB_OPSYM(lt), mrb_fixnum_value(0)));
  if (negative) number = mrb_funcall_argv(mrb, number, MRB_OPSYM(minus), 0, NULL);
  if (rational) {
    number = scaled(mrb, number, mrb_funcall_argv(mrb, value, MRB_SYM(denominator), 0, NULL), directive.precision);
    zeros = 0;
  }
  mrb_value digits = mrb_obj_as_string(mrb, number);
  mrb_int places = directive.precision - zeros;
  mrb_int lead = RSTRING_LEN(digits) - places;

  mrb_int start = text->length;
  if (negative) kb_text_byte(text, '-');
  else if (directive.plus) kb_text_byte(text, '+');
  else if (directive.space) kb_text_byte(text, ' ');
  mrb_int body = text->length;
  if (lead > 0) kb_text_append(text, RSTRING_PTR(digits), lead);
  else kb_text_byte(text, '0');
  if (directive.precision > 0) kb_text_byte(text, '.');
  kb_text_fill(text, '0', -lead);
  if (lead < 0) lead = 0;
  kb_text_append(text, RSTRING_PTR(digits) + lead, RSTRING_LEN(digits) - lead);
  kb_text_fill(text, '0', zeros);
  kb_format_pad(text, directive, start, body);
}
