/*
** conversion.c - see kobako/conversion.h
**
** The conversions themselves are methods that begin with two underscores: mruby's own or those of guest/mrblib.
*/
#include <kobako/conversion.h>
#include <mruby/array.h>
#include <mruby/error.h>
#include <mruby/internal.h>
#include <mruby/numeric.h>
#include <mruby/presym.h>


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

static mrb_value
kernel_integer(mrb_state *mrb, mrb_value self)
{
  return convert(mrb, self, MRB_SYM(__to_integer));
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
