/*
** rational.c - see kobako/rational.h
**
** Between allocations all Integers that are at work stand in the collector's arena; it is restored by the interpreter after
** each method.
*/
#include <kobako/integer.h>
#include <kobako/number.h>
#include <kobako/rational.h>
#include <mruby/array.h>
#include <mruby/class.h>
#include <mruby/error.h>
#include <mruby/gc.h>
#include <mruby/internal.h>
#include <mruby/numeric.h>
#include <mruby/presym.h>
#include <mruby/string.h>
#include <math.h>
#include <stdbool.h>

struct RRational {
  MRB_OBJECT_HEADER;
  mrb_value numerator;
  mrb_value denominator;
};

mrb_static_assert_object_size(struct RRational);

mrb_value mrb_rational_new(mrb_state *mrb, mrb_int numerator, mrb_int denominator);
mrb_value mrb_rational_add(mrb_state *mrb, mrb_value x, mrb_value y);
mrb_value mrb_rational_sub(mrb_state *mrb, mrb_value x, mrb_value y);
mrb_value mrb_rational_mul(mrb_state *mrb, mrb_value x, mrb_value y);
mrb_value mrb_rational_div(mrb_state *mrb, mrb_value x, mrb_value y);
mrb_value mrb_rational_to_f(mrb_state *mrb, mrb_value self);
mrb_value mrb_rational_to_i(mrb_state *mrb, mrb_value self);
mrb_bool mrb_complex_eq(mrb_state *mrb, mrb_value x, mrb_value y);

struct fraction {
  mrb_value numerator;
  mrb_value denominator;
};

static bool
rational_p(mrb_value value)
{
  return mrb_type(value) == MRB_TT_RATIONAL;
}

static bool
exact_p(mrb_value value)
{
  return rational_p(value) || kb_integer_p(value);
}

/* Of a Rational or an Integer. */
static struct fraction
fraction_of(mrb_value value)
{
  if (!rational_p(value)) return (struct fraction){ value, mrb_fixnum_value(1) };
  const struct RRational *rational = (const struct RRational *)mrb_obj_ptr(value);
  return (struct fraction){ rational->numerator, rational->denominator };
}

void
kb_rational_mark(mrb_state *mrb, struct RBasic *object)
{
  struct RRational *rational = (struct RRational *)object;
  mrb_gc_mark_value(mrb, rational->numerator);
  mrb_gc_mark_value(mrb, rational->denominator);
}

static bool
equals_p(mrb_value integer, mrb_int number)
{
  return mrb_integer_p(integer) && mrb_integer(integer) == number;
}

static int
sign_of(mrb_state *mrb, mrb_value integer)
{
  return kb_number_compare(mrb, integer, mrb_fixnum_value(0));
}

static mrb_value
negated(mrb_state *mrb, mrb_value integer)
{
  return mrb_num_sub(mrb, mrb_fixnum_value(0), integer);
}

/* For a divisor that is not zero. */
static mrb_value
quotient(mrb_state *mrb, mrb_value integer, mrb_value divisor)
{
  if (equals_p(divisor, 1)) return integer;
  if (mrb_integer_p(integer) && mrb_integer_p(divisor)) {
    return mrb_div_int_value(mrb, mrb_integer(integer), mrb_integer(divisor));
  }
  if (mrb_integer_p(integer)) integer = mrb_bint_new_int(mrb, mrb_integer(integer));
  return mrb_bint_div(mrb, integer, divisor);
}

/* Of parts that are reduced. The class is asked for by name: a Rational exists before anybody can hide it. */
static mrb_value
reduced(mrb_state *mrb, mrb_value numerator, mrb_value denominator)
{
  struct RRational *rational = MRB_OBJ_ALLOC(mrb, MRB_TT_RATIONAL, mrb_class_get_id(mrb, MRB_SYM(Rational)));
  rational->numerator = numerator;
  rational->denominator = denominator;
  MRB_SET_FROZEN_FLAG(rational);
  return mrb_obj_value(rational);
}

mrb_value
kb_rational_new(mrb_state *mrb, mrb_value numerator, mrb_value denominator)
{
  if (equals_p(denominator, 1)) return reduced(mrb, numerator, denominator);
  int sign = sign_of(mrb, denominator);
  if (sign == 0) mrb_int_zerodiv(mrb);
  if (sign < 0) {
    numerator = negated(mrb, numerator);
    denominator = negated(mrb, denominator);
  }
  mrb_value common = kb_integer_gcd(mrb, numerator, denominator);
  return reduced(mrb, quotient(mrb, numerator, common), quotient(mrb, denominator, common));
}

mrb_value
mrb_rational_new(mrb_state *mrb, mrb_int numerator, mrb_int denominator)
{
  return kb_rational_new(mrb, mrb_int_value(mrb, numerator), mrb_int_value(mrb, denominator));
}

static mrb_int
bit_length(mrb_state *mrb, mrb_value integer)
{
  return mrb_as_int(mrb, mrb_funcall_argv(mrb, integer, MRB_SYM(bit_length), 0, NULL));
}

static mrb_value
shifted(mrb_state *mrb, mrb_value integer, mrb_int width)
{
  if (width == 0 || equals_p(integer, 0)) return integer;
  if (mrb_integer_p(integer)) integer = mrb_bint_new_int(mrb, mrb_integer(integer));
  return width > 0 ? mrb_bint_lshift(mrb, integer, width) : mrb_bint_rshift(mrb, integer, -width);
}

/* More bits than a double has, and one for whatever comes behind them. */
#define QUOTIENT_BITS 66

/* No double is that small. */
#define LEAST_EXPONENT 2048

double
kb_rational_double(mrb_state *mrb, mrb_value numerator, mrb_value denominator)
{
  if (mrb_integer_p(numerator) && mrb_integer_p(denominator)) {
    return (double)mrb_integer(numerator) / (double)mrb_integer(denominator);
  }
  mrb_int bits = QUOTIENT_BITS - bit_length(mrb, numerator) + bit_length(mrb, denominator);
  if (bits > LEAST_EXPONENT) return sign_of(mrb, numerator) < 0 ? -0.0 : 0.0;
  mrb_value scaled = bits > 0 ? shifted(mrb, numerator, bits) : numerator;
  mrb_value divisor = bits < 0 ? shifted(mrb, denominator, -bits) : denominator;
  double result = mrb_as_float(mrb, quotient(mrb, scaled, divisor));
  return ldexp(result, (int)-bits);
}

static double
double_of(mrb_state *mrb, struct fraction value)
{
  return kb_rational_double(mrb, value.numerator, value.denominator);
}

mrb_value
mrb_rational_to_f(mrb_state *mrb, mrb_value self)
{
  return mrb_float_value(mrb, double_of(mrb, fraction_of(self)));
}

/* Toward zero. */
mrb_value
mrb_rational_to_i(mrb_state *mrb, mrb_value self)
{
  struct fraction value = fraction_of(self);
  if (sign_of(mrb, value.numerator) >= 0) return quotient(mrb, value.numerator, value.denominator);
  return negated(mrb, quotient(mrb, negated(mrb, value.numerator), value.denominator));
}

static mrb_value
of_double(mrb_state *mrb, double number)
{
  int exponent;
  mrb_check_num_exact(mrb, number);
  mrb_int mantissa = (mrb_int)ldexp(frexp(number, &exponent), 53);
  mrb_value numerator = mrb_int_value(mrb, mantissa);
  exponent -= 53;
  if (exponent >= 0) return kb_rational_new(mrb, shifted(mrb, numerator, exponent), mrb_fixnum_value(1));
  return kb_rational_new(mrb, numerator, shifted(mrb, mrb_fixnum_value(1), -exponent));
}

static mrb_value
sum(mrb_state *mrb, struct fraction x, struct fraction y, mrb_value (*operation)(mrb_state *, mrb_value, mrb_value))
{
  mrb_value left = mrb_num_mul(mrb, x.numerator, y.denominator);
  mrb_value right = mrb_num_mul(mrb, y.numerator, x.denominator);
  mrb_value denominator = mrb_num_mul(mrb, x.denominator, y.denominator);
  return kb_rational_new(mrb, operation(mrb, left, right), denominator);
}

static mrb_value
product(mrb_state *mrb, mrb_value a, mrb_value b, mrb_value over_a, mrb_value over_b)
{
  mrb_value numerator = mrb_num_mul(mrb, a, b);
  return kb_rational_new(mrb, numerator, mrb_num_mul(mrb, over_a, over_b));
}

/* With an operand that is not exact: Floats take Floats, Complexes are exact with Complexes. */
static mrb_value
mixed(mrb_state *mrb, mrb_value self, mrb_value other, mrb_sym op)
{
  if (!kb_number_p(other)) return kb_number_coerce(mrb, self, other, op);
  mrb_value same = mrb_float_p(other) ? mrb_rational_to_f(mrb, self) : mrb_funcall_argv(mrb, self, MRB_SYM(to_c), 0, NULL);
  return mrb_funcall_argv(mrb, same, op, 1, &other);
}

mrb_value
mrb_rational_add(mrb_state *mrb, mrb_value x, mrb_value y)
{
  if (!exact_p(y)) return mixed(mrb, x, y, MRB_OPSYM(add));
  return sum(mrb, fraction_of(x), fraction_of(y), mrb_num_add);
}

mrb_value
mrb_rational_sub(mrb_state *mrb, mrb_value x, mrb_value y)
{
  if (!exact_p(y)) return mixed(mrb, x, y, MRB_OPSYM(sub));
  return sum(mrb, fraction_of(x), fraction_of(y), mrb_num_sub);
}

mrb_value
mrb_rational_mul(mrb_state *mrb, mrb_value x, mrb_value y)
{
  if (!exact_p(y)) return mixed(mrb, x, y, MRB_OPSYM(mul));
  struct fraction a = fraction_of(x), b = fraction_of(y);
  return product(mrb, a.numerator, b.numerator, a.denominator, b.denominator);
}

mrb_value
mrb_rational_div(mrb_state *mrb, mrb_value x, mrb_value y)
{
  if (!exact_p(y)) return mixed(mrb, x, y, MRB_OPSYM(div));
  struct fraction a = fraction_of(x), b = fraction_of(y);
  return product(mrb, a.numerator, b.denominator, a.denominator, b.numerator);
}

#define OPERATOR(name)                                                    \
  static mrb_value rational_##name(mrb_state *mrb, mrb_value self)        \
  {                                                                       \
    return mrb_rational_##name(mrb, self, mrb_get_arg1(mrb));             \
  }

OPERATOR(add)
OPERATOR(sub)
OPERATOR(mul)
OPERATOR(div)

/* A power of 1, -1 or 0 needs no exponent that fits anything; `exponent` is exact, and not zero. */
static mrb_value
trivial_power(mrb_state *mrb, mrb_value base, mrb_value exponent)
{
  if (equals_p(base, 1)) return mrb_rational_new(mrb, 1, 1);
  if (equals_p(base, -1) && kb_integer_p(exponent)) {
    mrb_value pairs = quotient(mrb, exponent, mrb_fixnum_value(2));
    bool odd = kb_number_compare(mrb, mrb_num_mul(mrb, pairs, mrb_fixnum_value(2)), exponent) != 0;
    return mrb_rational_new(mrb, odd ? -1 : 1, 1);
  }
  if (!equals_p(base, 0)) return mrb_undef_value();
  if (sign_of(mrb, fraction_of(exponent).numerator) < 0) mrb_int_zerodiv(mrb);
  return mrb_rational_new(mrb, 0, 1);
}

static mrb_value
rational_pow(mrb_state *mrb, mrb_value self)
{
  mrb_value exponent = mrb_get_arg1(mrb);
  struct fraction base = fraction_of(self);
  if (exact_p(exponent)) {
    if (equals_p(fraction_of(exponent).numerator, 0)) return mrb_rational_new(mrb, 1, 1);
    if (equals_p(fraction_of(exponent).denominator, 1)) exponent = fraction_of(exponent).numerator;
    mrb_value trivial = equals_p(base.denominator, 1) ? trivial_power(mrb, base.numerator, exponent) : mrb_undef_value();
    if (!mrb_undef_p(trivial)) return trivial;
  }
  if (mrb_integer_p(exponent) && mrb_integer(exponent) > 0) {
    mrb_value numerator = mrb_int_pow(mrb, base.numerator, exponent);
    return kb_rational_new(mrb, numerator, mrb_int_pow(mrb, base.denominator, exponent));
  }
  if (mrb_integer_p(exponent)) {
    mrb_value positive = negated(mrb, exponent);
    mrb_value numerator = mrb_int_pow(mrb, base.denominator, positive);
    return kb_rational_new(mrb, numerator, mrb_int_pow(mrb, base.numerator, positive));
  }
  if (mrb_type(exponent) == MRB_TT_COMPLEX || !kb_number_p(exponent)) return mixed(mrb, self, exponent, MRB_OPSYM(pow));
  mrb_value number = mrb_rational_to_f(mrb, self);
  return mrb_funcall_argv(mrb, number, MRB_OPSYM(pow), 1, &exponent);
}

static mrb_value
rational_minus(mrb_state *mrb, mrb_value self)
{
  struct fraction value = fraction_of(self);
  return reduced(mrb, negated(mrb, value.numerator), value.denominator);
}

int
kb_rational_compare(mrb_state *mrb, mrb_value x, mrb_value y)
{
  struct fraction a = fraction_of(x), b = fraction_of(y);
  mrb_value left = mrb_num_mul(mrb, a.numerator, b.denominator);
  return kb_number_compare(mrb, left, mrb_num_mul(mrb, b.numerator, a.denominator));
}

static mrb_value
rational_cmp(mrb_state *mrb, mrb_value self)
{
  mrb_value other = mrb_get_arg1(mrb);
  if (exact_p(other)) return mrb_fixnum_value(kb_rational_compare(mrb, self, other));
  if (mrb_float_p(other)) {
    mrb_value number = mrb_rational_to_f(mrb, self);
    return mrb_funcall_argv(mrb, number, MRB_OPSYM(cmp), 1, &other);
  }
  if (!kb_number_p(other) && !mrb_respond_to(mrb, other, MRB_SYM(coerce))) return mrb_nil_value();
  mrb_value reversed = mrb_funcall_argv(mrb, other, MRB_OPSYM(cmp), 1, &self);
  return mrb_integer_p(reversed) ? negated(mrb, reversed) : mrb_nil_value();
}

static mrb_value
rational_eq(mrb_state *mrb, mrb_value self)
{
  mrb_value other = mrb_get_arg1(mrb);
  if (exact_p(other)) {
    struct fraction a = fraction_of(self), b = fraction_of(other);
    return mrb_bool_value(kb_number_compare(mrb, a.numerator, b.numerator) == 0 &&
                          kb_number_compare(mrb, a.denominator, b.denominator) == 0);
  }
  if (mrb_float_p(other)) return mrb_bool_value(double_of(mrb, fraction_of(self)) == mrb_float(other));
  if (mrb_type(other) == MRB_TT_COMPLEX) return mrb_bool_value(mrb_complex_eq(mrb, other, mrb_rational_to_f(mrb, self)));
  return mrb_bool_value(!mrb_immediate_p(other) && mrb_equal(mrb, other, self));
}

static mrb_value
rational_eql(mrb_state *mrb, mrb_value self)
{
  mrb_value other = mrb_get_arg1(mrb);
  return mrb_bool_value(rational_p(other) && kb_rational_compare(mrb, self, other) == 0);
}

static mrb_value
rational_hash(mrb_state *mrb, mrb_value self)
{
  struct fraction value = fraction_of(self);
  mrb_value parts[] = { value.numerator, value.denominator };
  return mrb_funcall_argv(mrb, mrb_ary_new_from_values(mrb, 2, parts), MRB_SYM(hash), 0, NULL);
}

static mrb_value
rational_numerator(mrb_state *mrb, mrb_value self)
{
  (void)mrb;
  return fraction_of(self).numerator;
}

static mrb_value
rational_denominator(mrb_state *mrb, mrb_value self)
{
  (void)mrb;
  return fraction_of(self).denominator;
}

static mrb_value
rational_to_r(mrb_state *mrb, mrb_value self)
{
  (void)mrb;
  return self;
}

static mrb_value
rational_negative_p(mrb_state *mrb, mrb_value self)
{
  return mrb_bool_value(sign_of(mrb, fraction_of(self).numerator) < 0);
}

static mrb_value
rational_to_s(mrb_state *mrb, mrb_value self)
{
  struct fraction value = fraction_of(self);
  return mrb_format(mrb, "%v/%v", value.numerator, value.denominator);
}

static mrb_value
rational_inspect(mrb_state *mrb, mrb_value self)
{
  struct fraction value = fraction_of(self);
  return mrb_format(mrb, "(%v/%v)", value.numerator, value.denominator);
}

static mrb_value
float_to_r(mrb_state *mrb, mrb_value self)
{
  return of_double(mrb, mrb_float(self));
}

static mrb_value
integer_to_r(mrb_state *mrb, mrb_value self)
{
  return kb_rational_new(mrb, self, mrb_fixnum_value(1));
}

static mrb_value
nil_to_r(mrb_state *mrb, mrb_value self)
{
  (void)self;
  return mrb_rational_new(mrb, 0, 1);
}

/* Of two Integers, or of a Float; all else is Ruby's (guest/mrblib/rational.rb). */
static mrb_value
kernel_rational(mrb_state *mrb, mrb_value self)
{
  mrb_value numerator, denominator = mrb_fixnum_value(1);
  mrb_get_args(mrb, "o|o", &numerator, &denominator);
  (void)self;
  if (kb_integer_p(numerator) && kb_integer_p(denominator)) return kb_rational_new(mrb, numerator, denominator);
  return of_double(mrb, mrb_as_float(mrb, numerator) / mrb_as_float(mrb, denominator));
}

void
kb_rational_init(mrb_state *mrb)
{
  struct RClass *rational = mrb_define_class_id(mrb, MRB_SYM(Rational), mrb_class_get_id(mrb, MRB_SYM(Numeric)));
  MRB_SET_INSTANCE_TT(rational, MRB_TT_RATIONAL);
  MRB_UNDEF_ALLOCATOR(rational);
  mrb_undef_class_method_id(mrb, rational, MRB_SYM(new));
  mrb_define_method_id(mrb, rational, MRB_SYM(numerator), rational_numerator, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, rational, MRB_SYM(denominator), rational_denominator, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, rational, MRB_SYM(to_f), mrb_rational_to_f, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, rational, MRB_SYM(to_i), mrb_rational_to_i, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, rational, MRB_SYM(to_r), rational_to_r, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, rational, MRB_SYM(to_s), rational_to_s, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, rational, MRB_SYM(inspect), rational_inspect, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, rational, MRB_SYM(hash), rational_hash, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, rational, MRB_SYM_Q(negative), rational_negative_p, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, rational, MRB_OPSYM(eq), rational_eq, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, rational, MRB_SYM_Q(eql), rational_eql, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, rational, MRB_OPSYM(cmp), rational_cmp, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, rational, MRB_OPSYM(minus), rational_minus, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, rational, MRB_OPSYM(add), rational_add, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, rational, MRB_OPSYM(sub), rational_sub, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, rational, MRB_OPSYM(mul), rational_mul, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, rational, MRB_OPSYM(div), rational_div, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, rational, MRB_SYM(quo), rational_div, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, rational, MRB_OPSYM(pow), rational_pow, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, mrb->float_class, MRB_SYM(to_r), float_to_r, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, mrb->integer_class, MRB_SYM(to_r), integer_to_r, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, mrb->nil_class, MRB_SYM(to_r), nil_to_r, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, mrb->kernel_module, MRB_SYM(Rational), kernel_rational, MRB_ARGS_ARG(1, 1));
}
