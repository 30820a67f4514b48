/*
** conversion.c - see kobako/conversion.h
**
** The conversions themselves are methods that begin with two underscores: mruby's own or those of guest/mrblib.
*/
#include <kobako/conversion.h>
#include <kobako/raise.h>
#include <mruby/array.h>
#include <mruby/error.h>
#include <mruby/internal.h>
#include <mruby/numeric.h>
#include <mruby/presym.h>
#include <mruby/string.h>
#include <ctype.h>
#include <stdbool.h>

struct conversion {
  mrb_value self;
  mrb_sym method;
  mrb_int count;
  mrb_value arguments[2];
};

static mrb_value
convert_body(mrb_state *mrb, void *data)
{
  struct conversion *conversion = data;
  return mrb_funcall_argv(mrb, conversion->self, conversion->method, conversion->count, conversion->arguments);
}

static mrb_value
convert(mrb_state *mrb, mrb_value self, mrb_sym method)
{
  struct conversion conversion = { self, method, 1, { mrb_nil_value(), mrb_nil_value() } };
  mrb_value exception;
  mrb_bool second;
  mrb_sym names[] = { MRB_SYM(exception) };
  const mrb_kwargs keywords = { 1, 0, names, &exception, NULL };
  mrb_get_args(mrb, "o|o?:", &conversion.arguments[0], &conversion.arguments[1], &second, &keywords);
  if (second) conversion.count = 2;
  if (mrb_undef_p(exception) || mrb_test(exception)) return convert_body(mrb, &conversion);
  mrb_bool failed;
  mrb_value result = mrb_protect_error(mrb, convert_body, &conversion, &failed);
  return failed ? mrb_nil_value() : result;
}

/* The only argument, if it is a String; nil otherwise. */
static mrb_value
only_string(mrb_state *mrb)
{
  if (mrb->c->ci->n != 1 || mrb->c->ci->nk != 0) return mrb_nil_value();
  mrb_value value = mrb->c->ci->stack[1];
  return mrb_string_p(value) ? value : mrb_nil_value();
}

/* As many digits as a 64-bit Integer holds whatever they are. */
#define CERTAIN_DIGITS 18

enum verdict { NUMBER, NO_NUMBER, UNCERTAIN };

/* Decimal digits between spaces, or what certainly is no Integer. Everything else is for the one who knows all rules. */
static enum verdict
read_decimal(const char *p, const char *end, mrb_int *number)
{
  while (p < end && *p == ' ') p++;
  bool negative = p < end && *p == '-';
  if (p < end && (*p == '-' || *p == '+')) p++;
  const char *digits = p;
  mrb_int value = 0;
  if (p < end && *p == '0' && end - p > 1) return UNCERTAIN;
  while (p < end && *p >= '0' && *p <= '9' && p - digits < CERTAIN_DIGITS) value = value * 10 + (*p++ - '0');
  const char *after = p;
  while (p < end && *p == ' ') p++;
  if (p == end && after > digits) {
    *number = negative ? -value : value;
    return NUMBER;
  }
  return after < end && isalpha((unsigned char)*after) ? NO_NUMBER : UNCERTAIN;
}

/* A script may rescue this in a loop, and a throw takes longer than all the rest. */
static mrb_value
refuse_integer(mrb_state *mrb, mrb_value string)
{
  mrb_value shown = mrb_inspect(mrb, string);
  mrb_value message = mrb_str_new_capa(mrb, 32 + RSTRING_LEN(shown));
  mrb_str_cat_lit(mrb, message, "invalid value for Integer(): ");
  mrb_str_cat_str(mrb, message, shown);
  return kb_raise_at_return(mrb, mrb_exc_new_str(mrb, E_ARGUMENT_ERROR, message));
}

static mrb_value
kernel_integer(mrb_state *mrb, mrb_value self)
{
  mrb_value string = only_string(mrb);
  if (mrb_nil_p(string)) return convert(mrb, self, MRB_SYM(__to_integer));
  mrb_int number;
  switch (read_decimal(RSTRING_PTR(string), RSTRING_END(string), &number)) {
  case NUMBER: return mrb_int_value(mrb, number);
  case NO_NUMBER: return refuse_integer(mrb, string);
  default: return mrb_str_to_integer(mrb, string, 0, TRUE);
  }
}

static mrb_value
kernel_float(mrb_state *mrb, mrb_value self)
{
  return convert(mrb, self, MRB_SYM(__to_float));
}

static mrb_value
kernel_rational(mrb_state *mrb, mrb_value self)
{
  return convert(mrb, self, MRB_SYM(__to_rational));
}

static mrb_value
kernel_complex(mrb_state *mrb, mrb_value self)
{
  return convert(mrb, self, MRB_SYM(__to_complex));
}

/* `Kernel.Integer` as well as `Integer`: literals such as 3r call the former. */
static void
define_conversion(mrb_state *mrb, const char *name, const char *plain, mrb_func_t function)
{
  mrb_define_alias(mrb, mrb->kernel_module, plain, name);
  mrb_define_module_function(mrb, mrb->kernel_module, name, function, MRB_ARGS_ARG(1, 1) | MRB_ARGS_KEY(1, 0));
}

void
kb_conversion_init(mrb_state *mrb)
{
  define_conversion(mrb, "Integer", "__to_integer", kernel_integer);
  define_conversion(mrb, "Float", "__to_float", kernel_float);
  define_conversion(mrb, "Rational", "__to_rational", kernel_rational);
  define_conversion(mrb, "Complex", "__to_complex", kernel_complex);
}
