/*
** integer.c - see kobako/integer.h
*/
#include <kobako/integer.h>
#include <kobako/number.h>
#include <kobako/rational.h>
#include <mruby/array.h>
#include <mruby/class.h>
#include <mruby/error.h>
#include <mruby/internal.h>
#include <mruby/numeric.h>
#include <mruby/presym.h>
#include <math.h>

void mrb_check_num_exact(mrb_state *mrb, mrb_float num);

mrb_value
kb_integer_from_double(mrb_state *mrb, double value)
{
  mrb_check_num_exact(mrb, value);
  if (FIXABLE_FLOAT(value)) return mrb_int_value(mrb, (mrb_int)value);
  return mrb_bint_new_float(mrb, value);
}

static mrb_value
as_big(mrb_state *mrb, mrb_value value)
{
  return mrb_bigint_p(value) ? value : mrb_bint_new_int(mrb, mrb_integer(value));
}

static double
as_double(mrb_state *mrb, mrb_value value)
{
  return mrb_bigint_p(value) ? mrb_bint_as_float(mrb, value) : (double)mrb_integer(value);
}

/* With an operand that is no Integer: Floats take Floats, small numbers may be exact with Rationals and Complexes. */
static mrb_value
mixed(mrb_state *mrb, mrb_value self, mrb_value other, mrb_sym op)
{
  if (!kb_number_p(other)) return kb_number_coerce(mrb, self, other, op);
  if (mrb_type(other) == MRB_TT_RATIONAL) {
    self = kb_rational_new(mrb, self, mrb_fixnum_value(1));
  }
  else if (mrb_type(other) == MRB_TT_COMPLEX) {
    self = mrb_funcall_argv(mrb, self, MRB_SYM(to_c), 0, NULL);
  }
  else {
    self = mrb_float_value(mrb, as_double(mrb, self));
  }
  return mrb_funcall_argv(mrb, self, op, 1, &other);
}

#define ARITHMETIC(name, op, small)                                       \
  static mrb_value integer_##name(mrb_state *mrb, mrb_value self)         \
  {                                                                       \
    mrb_value other = mrb_get_arg1(mrb);                                  \
    if (!kb_integer_p(other)) return mixed(mrb, self, other, op);         \
    if (mrb_integer_p(self) && mrb_integer_p(other)) small;               \
    return mrb_bint_##name(mrb, as_big(mrb, self), other);                \
  }

ARITHMETIC(add, MRB_OPSYM(add), return mrb_int_add(mrb, self, other))
ARITHMETIC(sub, MRB_OPSYM(sub), return mrb_int_sub(mrb, self, other))
ARITHMETIC(mul, MRB_OPSYM(mul), return mrb_int_mul(mrb, self, other))
ARITHMETIC(div, MRB_OPSYM(div), return mrb_div_int_value(mrb, mrb_integer(self), mrb_integer(other)))

static mrb_value
integer_idiv(mrb_state *mrb, mrb_value self)
{
  mrb_value other = mrb_get_arg1(mrb);
  if (kb_integer_p(other)) return integer_div(mrb, self);
  return mixed(mrb, self, other, MRB_SYM(div));
}

static mrb_int
small_modulo(mrb_int x, mrb_int y)
{
  if (y == -1) return 0;
  mrb_int result = x % y;
  return result != 0 && (result < 0) != (y < 0) ? result + y : result;
}

static mrb_value
integer_mod(mrb_state *mrb, mrb_value self)
{
  mrb_value other = mrb_get_arg1(mrb);
  if (!kb_integer_p(other)) return mixed(mrb, self, other, MRB_OPSYM(mod));
  if (!mrb_integer_p(self) || !mrb_integer_p(other)) return mrb_bint_mod(mrb, as_big(mrb, self), other);
  if (mrb_integer(other) == 0) mrb_int_zerodiv(mrb);
  return mrb_int_value(mrb, small_modulo(mrb_integer(self), mrb_integer(other)));
}

static mrb_value
integer_divmod(mrb_state *mrb, mrb_value self)
{
  mrb_value other = mrb_get_arg1(mrb);
  if (!kb_integer_p(other)) return mixed(mrb, self, other, MRB_SYM(divmod));
  if (!mrb_integer_p(self) || !mrb_integer_p(other)) return mrb_bint_divmod(mrb, as_big(mrb, self), other);
  mrb_value quotient = mrb_div_int_value(mrb, mrb_integer(self), mrb_integer(other));
  mrb_int rest = small_modulo(mrb_integer(self), mrb_integer(other));
  return mrb_assoc_new(mrb, quotient, mrb_int_value(mrb, rest));
}

static mrb_value
integer_remainder(mrb_state *mrb, mrb_value self)
{
  mrb_value other = mrb_get_arg1(mrb);
  if (!kb_integer_p(other)) return mixed(mrb, self, other, MRB_SYM(remainder));
  if (!mrb_integer_p(self) || !mrb_integer_p(other)) return mrb_bint_rem(mrb, as_big(mrb, self), other);
  if (mrb_integer(other) == 0) mrb_int_zerodiv(mrb);
  if (mrb_integer(other) == -1) return mrb_fixnum_value(0);
  return mrb_int_value(mrb, mrb_integer(self) % mrb_integer(other));
}

static mrb_value
integer_fdiv(mrb_state *mrb, mrb_value self)
{
  mrb_value other = mrb_get_arg1(mrb);
  if (!kb_number_p(other)) return kb_number_coerce(mrb, self, other, MRB_SYM(fdiv));
  if (!kb_integer_p(other) || (mrb_integer_p(self) && mrb_integer_p(other))) {
    return mrb_float_value(mrb, as_double(mrb, self) / mrb_as_float(mrb, other));
  }
  if (mrb_integer_p(other) && mrb_integer(other) == 0) return mrb_float_value(mrb, as_double(mrb, self) / 0.0);
  return mrb_float_value(mrb, kb_rational_double(mrb, self, other));
}

static mrb_value
integer_quo(mrb_state *mrb, mrb_value self)
{
  mrb_value other = mrb_get_arg1(mrb);
  if (kb_integer_p(other)) return kb_rational_new(mrb, self, other);
  return mixed(mrb, self, other, MRB_OPSYM(div));
}

static mrb_value
negative_power(mrb_state *mrb, mrb_value self, mrb_int exponent)
{
  if (mrb_integer_p(self) && mrb_integer(self) == 1) return self;
  if (mrb_integer_p(self) && mrb_integer(self) == -1) return mrb_fixnum_value(exponent % 2 == 0 ? 1 : -1);
  mrb_value divisor = mrb_int_pow(mrb, self, mrb_int_value(mrb, -exponent));
  return kb_rational_new(mrb, mrb_fixnum_value(1), divisor);
}

static mrb_value
integer_pow(mrb_state *mrb, mrb_value self)
{
  mrb_value other = mrb_get_arg1(mrb);
  if (!kb_integer_p(other)) return mixed(mrb, self, other, MRB_OPSYM(pow));
  if (mrb_bigint_p(other)) return mrb_float_value(mrb, pow(as_double(mrb, self), as_double(mrb, other)));
  if (mrb_integer(other) == 0) return mrb_fixnum_value(1);
  if (mrb_integer(other) < 0 && mrb_integer(other) != MRB_INT_MIN) return negative_power(mrb, self, mrb_integer(other));
  return mrb_int_pow(mrb, self, other);
}

#define BITS(name, op, symbol)                                            \
  static mrb_value integer_##name(mrb_state *mrb, mrb_value self)         \
  {                                                                       \
    mrb_value other = mrb_get_arg1(mrb);                                  \
    if (!kb_integer_p(other)) {                                           \
      if (!kb_number_p(other)) return kb_number_coerce(mrb, self, other, symbol); \
      mrb_raisef(mrb, E_TYPE_ERROR, "%v can't be coerced into Integer", kb_operand_name(mrb, other)); \
    }                                                                     \
    if (mrb_integer_p(self) && mrb_integer_p(other)) {                    \
      return mrb_int_value(mrb, mrb_integer(self) op mrb_integer(other)); \
    }                                                                     \
    return mrb_bint_##name(mrb, as_big(mrb, self), as_big(mrb, other));   \
  }

BITS(and, &, MRB_OPSYM(and))
BITS(or, |, MRB_OPSYM(or))
BITS(xor, ^, MRB_OPSYM(xor))

static mrb_func_t lshift_original, rshift_original;

static bool
big_negative_p(mrb_state *mrb, mrb_value value)
{
  return mrb_bigint_p(value) && mrb_bint_cmp(mrb, value, mrb_fixnum_value(0)) < 0;
}

/* Bits of a big negative number shifted out are rounded down, as of a small one. */
static mrb_value
shift_out(mrb_state *mrb, mrb_value negative, mrb_int count)
{
  mrb_value shifted = mrb_bint_rshift(mrb, mrb_bint_rev(mrb, negative), count);
  return mrb_integer_p(shifted) ? mrb_int_value(mrb, ~mrb_integer(shifted)) : mrb_bint_rev(mrb, shifted);
}

static mrb_value
integer_lshift(mrb_state *mrb, mrb_value self)
{
  mrb_int count = big_negative_p(mrb, self) ? mrb_as_int(mrb, mrb_get_arg1(mrb)) : 0;
  if (count >= 0 || count == MRB_INT_MIN) return lshift_original(mrb, self);
  return shift_out(mrb, self, -count);
}

static mrb_value
integer_rshift(mrb_state *mrb, mrb_value self)
{
  mrb_int count = big_negative_p(mrb, self) ? mrb_as_int(mrb, mrb_get_arg1(mrb)) : 0;
  if (count <= 0) return rshift_original(mrb, self);
  return shift_out(mrb, self, count);
}

static bool
odd_p(mrb_state *mrb, mrb_value value)
{
  if (mrb_integer_p(value)) return (mrb_integer(value) & 1) != 0;
  mrb_value lowest = mrb_bint_and(mrb, value, mrb_bint_new_int(mrb, 1));
  return mrb_integer_p(lowest) && mrb_integer(lowest) != 0;
}

static mrb_value
integer_even_p(mrb_state *mrb, mrb_value self)
{
  return mrb_bool_value(!odd_p(mrb, self));
}

static mrb_value
integer_odd_p(mrb_state *mrb, mrb_value self)
{
  return mrb_bool_value(odd_p(mrb, self));
}

static mrb_value
integer_zero_p(mrb_state *mrb, mrb_value self)
{
  (void)mrb;
  return mrb_bool_value(mrb_integer_p(self) && mrb_integer(self) == 0);
}

static mrb_value
integer_pred(mrb_state *mrb, mrb_value self)
{
  mrb_value one = mrb_fixnum_value(1);
  return mrb_integer_p(self) ? mrb_int_sub(mrb, self, one) : mrb_bint_sub(mrb, self, one);
}

static mrb_int
small_bit_length(mrb_int value)
{
  uint64_t bits = (uint64_t)(value < 0 ? ~value : value);
  return bits == 0 ? 0 : 64 - __builtin_clzll(bits);
}

static mrb_value
integer_bit_length(mrb_state *mrb, mrb_value self)
{
  if (mrb_integer_p(self)) return mrb_int_value(mrb, small_bit_length(mrb_integer(self)));
  if (big_negative_p(mrb, self)) self = mrb_bint_rev(mrb, self);
  mrb_int shifted = 0;
  while (mrb_bigint_p(self)) {
    mrb_int step = 62;
    self = mrb_bint_rshift(mrb, self, step);
    shifted += step;
  }
  return mrb_int_value(mrb, shifted + small_bit_length(mrb_integer(self)));
}

static mrb_int
greatest_common_divisor(mrb_int x, mrb_int y)
{
  while (y != 0) {
    mrb_int rest = x % y;
    x = y;
    y = rest;
  }
  return x < 0 ? -x : x;
}

static void
check_integer(mrb_state *mrb, mrb_value value)
{
  if (!kb_integer_p(value)) mrb_raise(mrb, E_TYPE_ERROR, "not an integer");
}

static bool
small_pair_p(mrb_value x, mrb_value y)
{
  return mrb_integer_p(x) && mrb_integer_p(y) && mrb_integer(x) != MRB_INT_MIN && mrb_integer(y) != MRB_INT_MIN;
}

mrb_value
kb_integer_gcd(mrb_state *mrb, mrb_value x, mrb_value y)
{
  while (!small_pair_p(x, y) && (mrb_bigint_p(y) || mrb_integer(y) != 0)) {
    int arena = mrb_gc_arena_save(mrb);
    mrb_value rest = mrb_bint_mod(mrb, as_big(mrb, x), y);
    x = y;
    y = rest;
    mrb_gc_arena_restore(mrb, arena);
    mrb_gc_protect(mrb, x);
    mrb_gc_protect(mrb, y);
  }
  if (small_pair_p(x, y)) return mrb_int_value(mrb, greatest_common_divisor(mrb_integer(x), mrb_integer(y)));
  return kb_number_compare(mrb, x, mrb_fixnum_value(0)) < 0 ? mrb_num_sub(mrb, mrb_fixnum_value(0), x) : x;
}

static mrb_value
integer_gcd(mrb_state *mrb, mrb_value self)
{
  mrb_value other = mrb_get_arg1(mrb);
  check_integer(mrb, other);
  return kb_integer_gcd(mrb, self, other);
}

/* Small integers: the bit at `index`. Ranges and big integers are Ruby's (guest/mrblib/integer.rb). */
static mrb_value
integer_aref(mrb_state *mrb, mrb_value self)
{
  const mrb_value *arguments;
  mrb_int count;
  mrb_get_args(mrb, "*!", &arguments, &count);
  if (count != 1 || !mrb_integer_p(self) || !mrb_integer_p(arguments[0])) {
    return mrb_funcall_argv(mrb, self, MRB_SYM(__bits), count, arguments);
  }
  mrb_int index = mrb_integer(arguments[0]);
  if (index < 0) return mrb_fixnum_value(0);
  return mrb_fixnum_value((mrb_integer(self) >> (index > 63 ? 63 : index)) & 1);
}

void
kb_integer_init(mrb_state *mrb)
{
  struct RClass *integer = mrb->integer_class;
  mrb_define_method_id(mrb, integer, MRB_OPSYM(add), integer_add, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, integer, MRB_OPSYM(sub), integer_sub, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, integer, MRB_OPSYM(mul), integer_mul, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, integer, MRB_OPSYM(div), integer_div, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, integer, MRB_OPSYM(mod), integer_mod, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, integer, MRB_OPSYM(pow), integer_pow, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, integer, MRB_OPSYM(and), integer_and, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, integer, MRB_OPSYM(or), integer_or, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, integer, MRB_OPSYM(xor), integer_xor, MRB_ARGS_REQ(1));
  lshift_original = kb_number_original(mrb, integer, MRB_OPSYM(lshift));
  mrb_define_method_id(mrb, integer, MRB_OPSYM(lshift), integer_lshift, MRB_ARGS_REQ(1));
  rshift_original = kb_number_original(mrb, integer, MRB_OPSYM(rshift));
  mrb_define_method_id(mrb, integer, MRB_OPSYM(rshift), integer_rshift, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, integer, MRB_OPSYM(aref), integer_aref, MRB_ARGS_ARG(1, 1));
  mrb_define_method_id(mrb, integer, MRB_SYM(div), integer_idiv, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, integer, MRB_SYM(modulo), integer_mod, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, integer, MRB_SYM(divmod), integer_divmod, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, integer, MRB_SYM(remainder), integer_remainder, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, integer, MRB_SYM(fdiv), integer_fdiv, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, integer, MRB_SYM(quo), integer_quo, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, integer, MRB_SYM_Q(even), integer_even_p, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, integer, MRB_SYM_Q(odd), integer_odd_p, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, integer, MRB_SYM_Q(zero), integer_zero_p, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, integer, MRB_SYM(pred), integer_pred, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, integer, MRB_SYM(bit_length), integer_bit_length, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, integer, MRB_SYM(gcd), integer_gcd, MRB_ARGS_REQ(1));
}
