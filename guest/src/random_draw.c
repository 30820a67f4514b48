/*
** random_draw.c - see kobako/random_draw.h
*/
#include <kobako/random_draw.h>
#include <kobako/words.h>
#include <math.h>
#include <mruby/error.h>
#include <mruby/internal.h>
#include <mruby/numeric.h>
#include <mruby/presym.h>
#include <mruby/range.h>
#include <mruby/string.h>
#include <string.h>

static bool
whole_p(mrb_value value)
{
  return mrb_integer_p(value) || mrb_bigint_p(value);
}

mrb_value
kb_random_to_integer(mrb_state *mrb, mrb_value value)
{
  if (whole_p(value)) return value;
  if (mrb_float_p(value)) return mrb_float_to_integer(mrb, value);
  if (mrb_type(value) == MRB_TT_RATIONAL) return mrb_funcall_argv(mrb, value, MRB_SYM(to_i), 0, NULL);
  if (!mrb_respond_to(mrb, value, MRB_SYM(to_int))) {
    if (mrb_nil_p(value)) mrb_raise(mrb, E_TYPE_ERROR, "no implicit conversion of nil into Integer");
    mrb_raisef(mrb, E_TYPE_ERROR, "no implicit conversion of %T into Integer", value);
  }
  value = mrb_funcall_argv(mrb, value, MRB_SYM(to_int), 0, NULL);
  if (!whole_p(value)) mrb_raisef(mrb, E_TYPE_ERROR, "can't convert to Integer: to_int gives %T", value);
  return value;
}

static bool
negative_p(mrb_state *mrb, mrb_value integer)
{
  if (mrb_integer_p(integer)) return mrb_integer(integer) < 0;
  return mrb_bint_cmp(mrb, integer, mrb_fixnum_value(0)) < 0;
}

/* A number from 0 to `limit`, which is an Integer and not negative. */
static mrb_value
draw_to(mrb_state *mrb, struct kb_mersenne *mersenne, mrb_value limit)
{
  if (mrb_integer_p(limit)) {
    return mrb_int_value(mrb, (mrb_int)kb_mersenne_limited(mersenne, (uint64_t)mrb_integer(limit)));
  }
  mrb_value bytes = kb_words_of(mrb, limit);
  size_t size = (size_t)RSTRING_LEN(bytes);
  size_t count = size / sizeof(uint32_t);
  uint32_t *words = (uint32_t *)mrb_malloc(mrb, size * 2);
  memcpy(words, RSTRING_PTR(bytes), size);
  kb_mersenne_limited_words(mersenne, words, count, words + count);
  mrb_value number = kb_words_to_integer(mrb, words + count, count);
  mrb_free(mrb, words);
  return number;
}

static mrb_value
draw_below(mrb_state *mrb, struct kb_mersenne *mersenne, mrb_value limit)
{
  return draw_to(mrb, mersenne, mrb_num_sub(mrb, limit, mrb_fixnum_value(1)));
}

static mrb_value
draw_real(mrb_state *mrb, struct kb_mersenne *mersenne, double factor)
{
  return mrb_float_value(mrb, kb_mersenne_real(mersenne, false) * factor);
}

/* nil when no number is in the range. The span of the widest ranges is no double: then halves are drawn. */
static mrb_value
draw_between(mrb_state *mrb, struct kb_mersenne *mersenne, double first, double last, bool exclusive)
{
  double span = last - first;
  if (isnan(span) || isinf(first) || isinf(last)) mrb_raise(mrb, E_FLOATDOMAIN_ERROR, "Numerical argument out of domain");
  if (isinf(span)) {
    double half = last / 2 - first / 2;
    double middle = last / 2 + first / 2;
    return mrb_float_value(mrb, (kb_mersenne_real(mersenne, !exclusive) - 0.5) * half * 2 + middle);
  }
  if (span > 0) return mrb_float_value(mrb, kb_mersenne_real(mersenne, !exclusive) * span + first);
  return span == 0 && !exclusive ? mrb_float_value(mrb, 0.0 + first) : mrb_nil_value();
}

static bool
number_p(mrb_value value)
{
  return whole_p(value) || mrb_float_p(value);
}

/* nil when no number is in the range, undef when its ends are no numbers. */
static mrb_value
draw_range(mrb_state *mrb, struct kb_mersenne *mersenne, mrb_value range)
{
  mrb_value first = mrb_range_beg(mrb, range);
  mrb_value last = mrb_range_end(mrb, range);
  bool exclusive = mrb_range_excl_p(mrb, range);
  if (mrb_nil_p(first) || mrb_nil_p(last)) mrb_raise(mrb, E_FLOATDOMAIN_ERROR, "Numerical argument out of domain");
  if (!number_p(first) || !number_p(last)) return mrb_undef_value();
  if (mrb_float_p(first) || mrb_float_p(last)) {
    return draw_between(mrb, mersenne, mrb_as_float(mrb, first), mrb_as_float(mrb, last), exclusive);
  }
  mrb_value limit = mrb_num_sub(mrb, last, first);
  if (exclusive) limit = mrb_num_sub(mrb, limit, mrb_fixnum_value(1));
  if (negative_p(mrb, limit)) return mrb_nil_value();
  return mrb_num_add(mrb, first, draw_to(mrb, mersenne, limit));
}

/* nil where there is no number to draw. */
static mrb_value
draw(mrb_state *mrb, struct kb_mersenne *mersenne, mrb_value limit)
{
  if (mrb_undef_p(limit)) return draw_real(mrb, mersenne, 1);
  if (mrb_nil_p(limit)) return limit;
  if (mrb_float_p(limit)) {
    double factor = mrb_float(limit);
    if (!isfinite(factor)) mrb_raise(mrb, E_FLOATDOMAIN_ERROR, "Numerical argument out of domain");
    return factor < 0 ? mrb_nil_value() : draw_real(mrb, mersenne, factor == 0 ? 1 : factor);
  }
  if (mrb_range_p(limit)) {
    mrb_value number = draw_range(mrb, mersenne, limit);
    if (!mrb_undef_p(number)) return number;
  }
  limit = kb_random_to_integer(mrb, limit);
  bool positive = mrb_integer_p(limit) ? mrb_integer(limit) > 0 : !negative_p(mrb, limit);
  return positive ? draw_below(mrb, mersenne, limit) : mrb_nil_value();
}

mrb_value
kb_random_draw(mrb_state *mrb, struct kb_mersenne *mersenne, mrb_value limit)
{
  mrb_value number = draw(mrb, mersenne, limit);
  if (mrb_nil_p(number)) mrb_raisef(mrb, E_ARGUMENT_ERROR, "invalid argument - %v", limit);
  return number;
}

mrb_value
kb_random_draw_any(mrb_state *mrb, struct kb_mersenne *mersenne, mrb_value limit)
{
  mrb_value number = draw(mrb, mersenne, limit);
  return mrb_nil_p(number) ? draw_real(mrb, mersenne, 1) : number;
}

mrb_value
kb_random_draw_kernel(mrb_state *mrb, struct kb_mersenne *mersenne, mrb_value limit)
{
  if (mrb_undef_p(limit) || mrb_nil_p(limit)) return draw_real(mrb, mersenne, 1);
  if (mrb_range_p(limit)) {
    mrb_value number = draw_range(mrb, mersenne, limit);
    if (!mrb_undef_p(number)) return number;
  }
  limit = kb_random_to_integer(mrb, limit);
  if (mrb_integer_p(limit) && mrb_integer(limit) == 0) return draw_real(mrb, mersenne, 1);
  if (negative_p(mrb, limit)) limit = mrb_num_sub(mrb, mrb_fixnum_value(0), limit);
  return draw_below(mrb, mersenne, limit);
}

mrb_value
kb_random_draw_bytes(mrb_state *mrb, struct kb_mersenne *mersenne, mrb_int count)
{
  if (count < 0) mrb_raise(mrb, E_ARGUMENT_ERROR, "negative string size (or size too big)");
  mrb_value string = mrb_str_new(mrb, NULL, count);
  char *p = RSTRING_PTR(string);
  while (count > 0) {
    uint32_t word = kb_mersenne_next(mersenne);
    size_t size = count < (mrb_int)sizeof word ? (size_t)count : sizeof word;
    memcpy(p, &word, size);
    p += size;
    count -= (mrb_int)size;
  }
  return string;
}
