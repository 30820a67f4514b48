/*
** number.c - see kobako/number.h
*/
#include <kobako/integer.h>
#include <kobako/number.h>
#include <kobako/rational.h>
#include <kobako/rounding.h>
#include <mruby/array.h>
#include <mruby/class.h>
#include <mruby/error.h>
#include <mruby/internal.h>
#include <mruby/numeric.h>
#include <mruby/presym.h>
#include <mruby/proc.h>
#include <math.h>

bool
kb_integer_p(mrb_value value)
{
  return mrb_integer_p(value) || mrb_bigint_p(value);
}

bool
kb_number_p(mrb_value value)
{
  switch (mrb_type(value)) {
  case MRB_TT_INTEGER:
  case MRB_TT_BIGINT:
  case MRB_TT_FLOAT:
  case MRB_TT_RATIONAL:
  case MRB_TT_COMPLEX:
    return true;
  default:
    return false;
  }
}

mrb_value
kb_operand_name(mrb_state *mrb, mrb_value value)
{
  bool itself = mrb_immediate_p(value) || mrb_float_p(value) || kb_integer_p(value);
  return itself ? mrb_inspect(mrb, value) : mrb_class_path(mrb, mrb_obj_class(mrb, value));
}

void
kb_comparison_failed(mrb_state *mrb, mrb_value x, mrb_value y)
{
  mrb_raisef(mrb, E_ARGUMENT_ERROR, "comparison of %C with %v failed", mrb_obj_class(mrb, x), kb_operand_name(mrb, y));
}

/* The pair that `y.coerce(x)` answers, or nil when `y` has no such method. */
static mrb_value
coerced_pair(mrb_state *mrb, mrb_value x, mrb_value y)
{
  if (kb_number_p(y) || !mrb_respond_to(mrb, y, MRB_SYM(coerce))) return mrb_nil_value();
  mrb_value pair = mrb_funcall_argv(mrb, y, MRB_SYM(coerce), 1, &x);
  if (!mrb_array_p(pair) || RARRAY_LEN(pair) != 2) mrb_raise(mrb, E_TYPE_ERROR, "coerce must return [x, y]");
  return pair;
}

static mrb_value
operate(mrb_state *mrb, mrb_value pair, mrb_sym op)
{
  mrb_value right = RARRAY_PTR(pair)[1];
  return mrb_funcall_argv(mrb, RARRAY_PTR(pair)[0], op, 1, &right);
}

mrb_value
kb_number_coerce(mrb_state *mrb, mrb_value x, mrb_value y, mrb_sym op)
{
  mrb_value pair = coerced_pair(mrb, x, y);
  if (!mrb_nil_p(pair)) return operate(mrb, pair, op);
  mrb_raisef(mrb, E_TYPE_ERROR, "%v can't be coerced into %C", kb_operand_name(mrb, y), mrb_obj_class(mrb, x));
}

static int
order(double x, double y)
{
  return x < y ? -1 : x > y ? 1 : 0;
}

/* A small integer and a finite double: exact, although not every integer is a double. */
static int
compare_integer_float(mrb_int x, double y)
{
  if (y >= 9223372036854775808.0) return -1;
  if (y < -9223372036854775808.0) return 1;
  mrb_int whole = (mrb_int)y;
  if (x != whole) return x < whole ? -1 : 1;
  return order(0, y - (double)whole);
}

static int
compare_with_float(mrb_state *mrb, mrb_value x, double y)
{
  if (isnan(y)) return KB_UNORDERED;
  if (isinf(y)) return y > 0 ? -1 : 1;
  if (mrb_integer_p(x)) return compare_integer_float(mrb_integer(x), y);
  return (int)order((double)mrb_bint_cmp(mrb, x, mrb_float_value(mrb, y)), 0);
}

static int
compare_integers(mrb_state *mrb, mrb_value x, mrb_value y)
{
  if (mrb_integer_p(x) && mrb_integer_p(y)) {
    return mrb_integer(x) < mrb_integer(y) ? -1 : mrb_integer(x) > mrb_integer(y) ? 1 : 0;
  }
  if (mrb_bigint_p(x)) return (int)order((double)mrb_bint_cmp(mrb, x, y), 0);
  return -(int)order((double)mrb_bint_cmp(mrb, y, x), 0);
}

int
kb_number_compare(mrb_state *mrb, mrb_value x, mrb_value y)
{
  if (kb_integer_p(x) && kb_integer_p(y)) return compare_integers(mrb, x, y);
  if (mrb_float_p(x) && mrb_float_p(y)) {
    if (isnan(mrb_float(x)) || isnan(mrb_float(y))) return KB_UNORDERED;
    return order(mrb_float(x), mrb_float(y));
  }
  if (mrb_float_p(y)) return compare_with_float(mrb, x, mrb_float(y));
  if (kb_integer_p(y)) {
    int reversed = compare_with_float(mrb, y, mrb_float(x));
    return reversed == KB_UNORDERED ? KB_UNORDERED : -reversed;
  }
  if (mrb_type(y) != MRB_TT_RATIONAL) return KB_INCOMPARABLE;
  if (mrb_float_p(x)) return isnan(mrb_float(x)) ? KB_UNORDERED : order(mrb_float(x), mrb_as_float(mrb, y));
  return kb_rational_compare(mrb, x, y);
}

static mrb_value
number_cmp(mrb_state *mrb, mrb_value self)
{
  mrb_value other = mrb_get_arg1(mrb);
  int result = kb_number_compare(mrb, self, other);
  if (result >= -1) return mrb_fixnum_value(result);
  mrb_value pair = result == KB_UNORDERED ? mrb_nil_value() : coerced_pair(mrb, self, other);
  return mrb_nil_p(pair) ? pair : operate(mrb, pair, MRB_OPSYM(cmp));
}

/* What a relation answers for operands that kb_number_compare cannot order. */
static mrb_value
unordered(mrb_state *mrb, mrb_value self, mrb_value other, int result, mrb_sym op)
{
  if (result == KB_UNORDERED) return mrb_false_value();
  mrb_value pair = coerced_pair(mrb, self, other);
  if (mrb_nil_p(pair)) kb_comparison_failed(mrb, self, other);
  return operate(mrb, pair, op);
}

#define RELATION(name, sign, op)                                          \
  static mrb_value name(mrb_state *mrb, mrb_value self)                   \
  {                                                                       \
    mrb_value other = mrb_get_arg1(mrb);                                  \
    int result = kb_number_compare(mrb, self, other);                     \
    if (result < -1) return unordered(mrb, self, other, result, op);      \
    return mrb_bool_value(result sign 0);                                 \
  }

RELATION(number_lt, <, MRB_OPSYM(lt))
RELATION(number_le, <=, MRB_OPSYM(le))
RELATION(number_gt, >, MRB_OPSYM(gt))
RELATION(number_ge, >=, MRB_OPSYM(ge))

static mrb_value
number_eq(mrb_state *mrb, mrb_value self)
{
  mrb_value other = mrb_get_arg1(mrb);
  if (kb_integer_p(other) || mrb_float_p(other)) return mrb_bool_value(kb_number_compare(mrb, self, other) == 0);
  return mrb_bool_value(!mrb_immediate_p(other) && mrb_equal(mrb, other, self));
}

mrb_func_t
kb_number_original(mrb_state *mrb, struct RClass *class, mrb_sym name)
{
  mrb_method_t method = mrb_method_search_vm(mrb, &class, name);
  if (MRB_METHOD_UNDEF_P(method) || !MRB_METHOD_CFUNC_P(method)) __builtin_trap();
  return MRB_METHOD_CFUNC(method);
}

/* An operation of mruby's that is only right for numbers. */
#define GUARDED(name, op)                                                 \
  static mrb_func_t name##_original;                                      \
  static mrb_value name(mrb_state *mrb, mrb_value self)                   \
  {                                                                       \
    mrb_value other = mrb_get_arg1(mrb);                                  \
    if (kb_number_p(other)) return name##_original(mrb, self);            \
    return kb_number_coerce(mrb, self, other, op);                        \
  }

GUARDED(float_add, MRB_OPSYM(add))
GUARDED(float_sub, MRB_OPSYM(sub))
GUARDED(float_mul, MRB_OPSYM(mul))
GUARDED(float_div, MRB_OPSYM(div))

#define GUARD(class, name, op)                                            \
  do {                                                                    \
    name##_original = kb_number_original(mrb, class, op);                           \
    mrb_define_method_id(mrb, class, op, name, MRB_ARGS_REQ(1));          \
  } while (0)

static mrb_value
float_pow(mrb_state *mrb, mrb_value self)
{
  mrb_value other = mrb_get_arg1(mrb);
  if (!kb_number_p(other)) return kb_number_coerce(mrb, self, other, MRB_OPSYM(pow));
  double base = mrb_float(self), exponent = mrb_as_float(mrb, other);
  if (base >= 0 || exponent == round(exponent)) return mrb_float_value(mrb, pow(base, exponent));
  mrb_value polar[] = { mrb_float_value(mrb, pow(-base, exponent)), mrb_float_value(mrb, M_PI * exponent) };
  return mrb_funcall_argv(mrb, mrb_obj_value(mrb_class_get_id(mrb, MRB_SYM(Complex))), MRB_SYM(polar), 2, polar);
}

static double
modulo(double x, double y)
{
  if (isnan(y)) return y;
  double result = isinf(y) && !isinf(x) ? x : fmod(x, y);
  return y * result < 0 ? result + y : result;
}

static double
operand(mrb_state *mrb, mrb_value self, mrb_value other, mrb_sym op)
{
  if (!kb_number_p(other)) kb_number_coerce(mrb, self, other, op);
  return mrb_as_float(mrb, other);
}

static bool
coerces_p(mrb_state *mrb, mrb_value other)
{
  return !kb_number_p(other) && mrb_respond_to(mrb, other, MRB_SYM(coerce));
}

static mrb_value
float_mod(mrb_state *mrb, mrb_value self)
{
  mrb_value other = mrb_get_arg1(mrb);
  if (coerces_p(mrb, other)) return kb_number_coerce(mrb, self, other, MRB_OPSYM(mod));
  return mrb_float_value(mrb, modulo(mrb_float(self), operand(mrb, self, other, MRB_OPSYM(mod))));
}

mrb_value
kb_float_divmod(mrb_state *mrb, double x, double y)
{
  if (y == 0.0) mrb_int_zerodiv(mrb);
  double mod = isinf(y) && !isinf(x) ? x : fmod(x, y);
  double div = isinf(x) && !isinf(y) ? x : round((x - mod) / y);
  if (y * mod < 0) {
    mod += y;
    div -= 1.0;
  }
  mrb_value quotient = kb_integer_from_double(mrb, isnan(y) ? y : div);
  return mrb_assoc_new(mrb, quotient, mrb_float_value(mrb, mod));
}

static mrb_value
float_divmod(mrb_state *mrb, mrb_value self)
{
  mrb_value other = mrb_get_arg1(mrb);
  if (coerces_p(mrb, other)) return kb_number_coerce(mrb, self, other, MRB_SYM(divmod));
  return kb_float_divmod(mrb, mrb_float(self), operand(mrb, self, other, MRB_SYM(divmod)));
}

static mrb_value
float_idiv(mrb_state *mrb, mrb_value self)
{
  double divisor = operand(mrb, self, mrb_get_arg1(mrb), MRB_SYM(div));
  if (divisor == 0.0) mrb_int_zerodiv(mrb);
  return kb_integer_from_double(mrb, floor(mrb_float(self) / divisor));
}

static void
define_relations(mrb_state *mrb, struct RClass *class)
{
  mrb_define_method_id(mrb, class, MRB_OPSYM(cmp), number_cmp, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, class, MRB_OPSYM(lt), number_lt, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, class, MRB_OPSYM(le), number_le, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, class, MRB_OPSYM(gt), number_gt, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, class, MRB_OPSYM(ge), number_ge, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, class, MRB_OPSYM(eq), number_eq, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, class, MRB_OPSYM(eqq), number_eq, MRB_ARGS_REQ(1));
}

void
kb_number_init(mrb_state *mrb)
{
  struct RClass *flo = mrb->float_class;
  define_relations(mrb, flo);
  define_relations(mrb, mrb->integer_class);
  GUARD(flo, float_add, MRB_OPSYM(add));
  GUARD(flo, float_sub, MRB_OPSYM(sub));
  GUARD(flo, float_mul, MRB_OPSYM(mul));
  GUARD(flo, float_div, MRB_OPSYM(div));
  mrb_define_method_id(mrb, flo, MRB_OPSYM(pow), float_pow, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, flo, MRB_OPSYM(mod), float_mod, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, flo, MRB_SYM(modulo), float_mod, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, flo, MRB_SYM(divmod), float_divmod, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, flo, MRB_SYM(div), float_idiv, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, flo, MRB_SYM(quo), float_div, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, flo, MRB_SYM(fdiv), float_div, MRB_ARGS_REQ(1));
  kb_integer_init(mrb);
  kb_rounding_init(mrb);
}
