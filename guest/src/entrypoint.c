/*
** entrypoint.c - see kobako/entrypoint.h
*/
#include <kobako/entrypoint.h>
#include <kobako/failure.h>
#include <kobako/proxy.h>
#include <mruby/array.h>
#include <mruby/class.h>
#include <mruby/hash.h>
#include <mruby/internal.h>
#include <mruby/string.h>
#include <mruby/variable.h>

/* Set of the names of the constants that boot left at the top level. */
static mrb_value built_in;

/* The lambda Kobako::ENTER of guest/mrblib: target, args, kwargs. */
static mrb_value enter;

void
kb_entrypoint_init(mrb_state *mrb)
{
  mrb_value kobako = mrb_obj_value(mrb_module_get(mrb, "Kobako"));
  enter = mrb_const_get(mrb, kobako, mrb_intern_lit(mrb, "ENTER"));
  mrb_gc_register(mrb, enter);
  mrb_const_remove(mrb, kobako, mrb_intern_lit(mrb, "ENTER"));
  mrb_value names = mrb_mod_constants(mrb, mrb_obj_value(mrb->object_class));
  built_in = mrb_hash_new_capa(mrb, RARRAY_LEN(names));
  for (mrb_int i = 0; i < RARRAY_LEN(names); i++) mrb_hash_set(mrb, built_in, RARRAY_PTR(names)[i], mrb_true_value());
  mrb_gc_register(mrb, built_in);
}

/* Whether `name` is a constant that a snippet made: neither part of the guest nor a Service nor its namespace. */
static bool
entrypoint_p(mrb_state *mrb, mrb_value name)
{
  mrb_value top = mrb_obj_value(mrb->object_class);
  if (!mrb_symbol_p(name) || mrb_hash_key_p(mrb, built_in, name)) return false;
  if (!mrb_const_defined_at(mrb, top, mrb_symbol(name))) return false;
  return !kb_proxy_constant_p(mrb, mrb_const_get(mrb, top, mrb_symbol(name)));
}

static mrb_noreturn void
raise_undefined(mrb_state *mrb, mrb_value name)
{
  mrb_value available = mrb_ary_new(mrb);
  mrb_value names = mrb_mod_constants(mrb, mrb_obj_value(mrb->object_class));
  for (mrb_int i = 0; i < RARRAY_LEN(names); i++) {
    mrb_value candidate = RARRAY_PTR(names)[i];
    if (!entrypoint_p(mrb, candidate)) continue;
    mrb_value target = mrb_const_get(mrb, mrb_obj_value(mrb->object_class), mrb_symbol(candidate));
    if (!mrb_respond_to(mrb, target, mrb_intern_lit(mrb, "call"))) continue;
    mrb_ary_push(mrb, available, mrb_sym_str(mrb, mrb_symbol(candidate)));
  }
  mrb_value details = mrb_hash_new_capa(mrb, 2);
  mrb_hash_set(mrb, details, mrb_str_new_lit(mrb, "name"), mrb_sym_str(mrb, mrb_symbol(name)));
  mrb_hash_set(mrb, details, mrb_str_new_lit(mrb, "available"), available);
  mrb_value message = mrb_format(mrb, "no snippet defines the entrypoint %n", mrb_symbol(name));
  mrb_exc_raise(mrb, kb_failure_new(mrb, KB_FAILURE_UNDEFINED_ENTRYPOINT, message, details));
}

static int
require_symbol_key(mrb_state *mrb, mrb_value key, mrb_value value, void *data)
{
  (void)mrb;
  (void)value;
  (void)data;
  if (!mrb_symbol_p(key)) __builtin_trap();
  return 0;
}

mrb_value
kb_entrypoint_run(mrb_state *mrb, mrb_value invocation)
{
  if (!mrb_hash_p(invocation)) __builtin_trap();
  mrb_value name = mrb_hash_get(mrb, invocation, mrb_str_new_lit(mrb, "entrypoint"));
  mrb_value arguments = mrb_hash_get(mrb, invocation, mrb_str_new_lit(mrb, "args"));
  mrb_value keywords = mrb_hash_get(mrb, invocation, mrb_str_new_lit(mrb, "kwargs"));
  if (!mrb_symbol_p(name) || !mrb_array_p(arguments) || !mrb_hash_p(keywords)) __builtin_trap();
  mrb_hash_foreach(mrb, mrb_hash_ptr(keywords), require_symbol_key, NULL);
  if (!entrypoint_p(mrb, name)) raise_undefined(mrb, name);
  mrb_value target = mrb_const_get(mrb, mrb_obj_value(mrb->object_class), mrb_symbol(name));
  mrb_value call[] = { target, arguments, keywords };
  return mrb_yield_argv(mrb, enter, 3, call);
}
