/*
** rounding.c - see kobako/rounding.h
**
** A Float is scaled, rounded and scaled back as in CRuby, whose corrections keep 1.005.round(2) and 291.4.floor(1) what
** people expect. Where a double's digits end before or after the wanted one, nothing is scaled.
*/
#include <kobako/decimal.h>
#include <kobako/integer.h>
#include <kobako/number.h>
#include <kobako/rounding.h>
#include <mruby/error.h>
#include <mruby/internal.h>
#include <mruby/numeric.h>
#include <mruby/presym.h>
#include <mruby/string.h>
#include <float.h>
#include <math.h>
#include <stdio.h>

enum mode { HALF_UP, HALF_EVEN, HALF_DOWN, FLOOR, CEIL };

/* Powers of ten up to here are exact doubles in products that fit. */
#define SCALED_DIGITS 14

static enum mode
mode_of(mrb_state *mrb, mrb_value half)
{
  if (mrb_undef_p(half) || mrb_nil_p(half)) return HALF_UP;
  mrb_value name = mrb_symbol_p(half) ? mrb_sym_str(mrb, mrb_symbol(half)) : half;
  if (!mrb_string_p(name)) mrb_raisef(mrb, E_ARGUMENT_ERROR, "invalid rounding mode (%T)", half);
  if (mrb_str_equal(mrb, name, mrb_str_new_lit(mrb, "up"))) return HALF_UP;
  if (mrb_str_equal(mrb, name, mrb_str_new_lit(mrb, "even"))) return HALF_EVEN;
  if (mrb_str_equal(mrb, name, mrb_str_new_lit(mrb, "down"))) return HALF_DOWN;
  mrb_raisef(mrb, E_ARGUMENT_ERROR, "invalid rounding mode: %v", name);
}

static double
half_up(double x, double scale)
{
  double rounded = round(x * scale);
  if (scale == 1.0) return rounded;
  if (x > 0) return (rounded + 0.5) / scale <= x ? rounded + 1 : rounded;
  return (rounded - 0.5) / scale >= x ? rounded - 1 : rounded;
}

static double
half_down(double x, double scale)
{
  double rounded = round(x * scale);
  if (x > 0) return (rounded - 0.5) / scale >= x ? rounded - 1 : rounded;
  return (rounded + 0.5) / scale <= x ? rounded + 1 : rounded;
}

static double
half_even(double x, double scale)
{
  double magnitude = fabs(x), whole = floor(magnitude * scale), rest = magnitude * scale - whole;
  if (rest > 0.5) rest = 1.0;
  else if (rest == 0.5 || (whole + 0.5) / scale <= magnitude) rest = fmod(whole, 2.0);
  else rest = 0.0;
  return copysign(whole + rest, x);
}

/* `x * scale` without its fraction. */
static double
scaled(double x, double scale, enum mode mode)
{
  switch (mode) {
  case HALF_UP:
    return half_up(x, scale);
  case HALF_DOWN:
    return half_down(x, scale);
  case HALF_EVEN:
    return half_even(x, scale);
  case FLOOR: {
    double whole = floor(x * scale);
    return (whole + 1) / scale <= x ? whole + 1 : whole;
  }
  case CEIL: {
    double whole = ceil(x * scale);
    return (whole - 1) / scale >= x ? whole - 1 : whole;
  }
  }
  __builtin_unreachable();
}

/* Digits so far behind the point that the double has none there. */
static bool
beyond_digits_p(mrb_int digits, int exponent)
{
  return digits >= (DBL_DIG + 2) - (exponent > 0 ? exponent / 4 : exponent / 3 - 1);
}

static bool
vanishes_p(mrb_int digits, int exponent)
{
  return digits < -(exponent > 0 ? exponent / 3 + 1 : exponent / 4);
}

static double
many_digits(double x, mrb_int digits, enum mode mode)
{
  char text[KB_DECIMAL_DIGITS + 16];
  struct kb_decimal decimal;
  double result, step = pow(10, -(double)digits);
  kb_decimal_fixed(fabs(x), (int)digits, &decimal);
  int length = snprintf(text, sizeof text, "0.%.*se%d", decimal.count, decimal.digits, decimal.point);
  if (decimal.count == 0 || length <= 0) return 0.0;
  kb_decimal_read(text, text + length, &result);
  result = copysign(result, x);
  if (mode == FLOOR && result > x) result -= step;
  if (mode == CEIL && result < x) result += step;
  return result;
}

static mrb_value
round_behind_point(mrb_state *mrb, mrb_value self, mrb_int digits, enum mode mode)
{
  double x = mrb_float(self);
  int exponent;
  if (x == 0.0 || !isfinite(x)) return self;
  frexp(x, &exponent);
  if (beyond_digits_p(digits, exponent)) return self;
  if (vanishes_p(digits, exponent) && mode != CEIL && mode != FLOOR) return mrb_float_value(mrb, 0.0);
  if (digits > SCALED_DIGITS) return mrb_float_value(mrb, many_digits(x, digits, mode));
  double scale = pow(10, (double)digits);
  return mrb_float_value(mrb, scaled(x, scale, mode) / scale);
}

static mrb_value
call(mrb_state *mrb, mrb_value left, mrb_sym op, mrb_value right)
{
  return mrb_funcall_argv(mrb, left, op, 1, &right);
}

/* Whether a remainder of the `step` is rounded up. */
static bool
upward_p(mrb_state *mrb, mrb_value lower, mrb_value rest, mrb_value step, bool negative, enum mode mode)
{
  mrb_int half = mrb_integer(call(mrb, call(mrb, rest, MRB_OPSYM(mul), mrb_fixnum_value(2)), MRB_OPSYM(cmp), step));
  if (half != 0) return half > 0;
  if (mode == HALF_UP) return !negative;
  if (mode == HALF_DOWN) return negative;
  return mrb_test(mrb_funcall_argv(mrb, call(mrb, lower, MRB_OPSYM(div), step), MRB_SYM_Q(odd), 0, NULL));
}

/* An Integer, in steps of a power of ten. */
static mrb_value
round_before_point(mrb_state *mrb, mrb_value self, mrb_int digits, enum mode mode)
{
  bool negative = kb_number_compare(mrb, self, mrb_fixnum_value(0)) < 0;
  mrb_value bits = mrb_funcall_argv(mrb, self, MRB_SYM(bit_length), 0, NULL);
  if (-digits > mrb_integer(bits) / 3 + 2) {
    bool away = negative ? mode == FLOOR : mode == CEIL && !mrb_equal(mrb, self, mrb_fixnum_value(0));
    if (!away) return mrb_fixnum_value(0);
  }
  mrb_value step = mrb_int_pow(mrb, mrb_fixnum_value(10), mrb_int_value(mrb, -digits));
  mrb_value rest = call(mrb, self, MRB_OPSYM(mod), step);
  mrb_value lower = call(mrb, self, MRB_OPSYM(sub), rest);
  if (mode == FLOOR || (mrb_integer_p(rest) && mrb_integer(rest) == 0)) return lower;
  if (mode != CEIL && !upward_p(mrb, lower, rest, step, negative, mode)) return lower;
  return call(mrb, lower, MRB_OPSYM(add), step);
}

static mrb_value
float_rounded(mrb_state *mrb, mrb_value self, mrb_int digits, enum mode mode)
{
  if (digits > 0) return round_behind_point(mrb, self, digits, mode);
  double x = mrb_float(self);
  if (digits == 0) return kb_integer_from_double(mrb, isfinite(x) ? scaled(x, 1.0, mode) : x);
  if (mode == FLOOR || mode == CEIL) x = mode == FLOOR ? floor(x) : ceil(x);
  return round_before_point(mrb, kb_integer_from_double(mrb, trunc(x)), digits, mode);
}

static mrb_value
integer_rounded(mrb_state *mrb, mrb_value self, mrb_int digits, enum mode mode)
{
  return digits >= 0 ? self : round_before_point(mrb, self, digits, mode);
}

static mrb_value
rounded(mrb_state *mrb, mrb_value self, mrb_int digits, enum mode mode)
{
  return mrb_float_p(self) ? float_rounded(mrb, self, digits, mode) : integer_rounded(mrb, self, digits, mode);
}

static mrb_value
number_round(mrb_state *mrb, mrb_value self)
{
  mrb_int digits = 0;
  mrb_value half;
  mrb_sym names[] = { MRB_SYM(half) };
  const mrb_kwargs keywords = { 1, 0, names, &half, NULL };
  mrb_get_args(mrb, "|i:", &digits, &keywords);
  return rounded(mrb, self, digits, mode_of(mrb, half));
}

static mrb_value
number_floor(mrb_state *mrb, mrb_value self)
{
  mrb_int digits = 0;
  mrb_get_args(mrb, "|i", &digits);
  return rounded(mrb, self, digits, FLOOR);
}

static mrb_value
number_ceil(mrb_state *mrb, mrb_value self)
{
  mrb_int digits = 0;
  mrb_get_args(mrb, "|i", &digits);
  return rounded(mrb, self, digits, CEIL);
}

static mrb_value
number_truncate(mrb_state *mrb, mrb_value self)
{
  mrb_int digits = 0;
  mrb_get_args(mrb, "|i", &digits);
  bool negative = mrb_float_p(self) ? signbit(mrb_float(self)) : kb_number_compare(mrb, self, mrb_fixnum_value(0)) < 0;
  return rounded(mrb, self, digits, negative ? CEIL : FLOOR);
}

void
kb_rounding_init(mrb_state *mrb)
{
  struct RClass *classes[] = { mrb->integer_class, mrb->float_class };
  for (int i = 0; i < 2; i++) {
    mrb_define_method_id(mrb, classes[i], MRB_SYM(round), number_round, MRB_ARGS_OPT(1) | MRB_ARGS_KEY(1, 0));
    mrb_define_method_id(mrb, classes[i], MRB_SYM(floor), number_floor, MRB_ARGS_OPT(1));
    mrb_define_method_id(mrb, classes[i], MRB_SYM(ceil), number_ceil, MRB_ARGS_OPT(1));
    mrb_define_method_id(mrb, classes[i], MRB_SYM(truncate), number_truncate, MRB_ARGS_OPT(1));
  }
}
