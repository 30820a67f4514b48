/*
** complaint.c - see kobako/complaint.h
*/
#include <kobako/complaint.h>
#include <kobako/visibility.h>
#include <mruby/array.h>
#include <mruby/class.h>
#include <mruby/error.h>
#include <mruby/internal.h>
#include <mruby/opcode.h>
#include <mruby/presym.h>
#include <mruby/proc.h>
#include <mruby/string.h>
#include <mruby/variable.h>
#include <stdbool.h>

/* Bytes of `inspect` that a message shows; a longer one gives way to class and address, as in CRuby 3.1. */
#define SHOWN_BYTES 65

/* Holds the receiver of a NameError or FrozenError; without an @ no script can name it. */
#define RECEIVER MRB_SYM(__receiver__)

static mrb_value
inspect_body(mrb_state *mrb, void *data)
{
  return mrb_funcall_argv(mrb, *(mrb_value *)data, MRB_SYM(inspect), 0, NULL);
}

/* What `inspect` answers, or class and address where it raises, is no String or is too long for `limit`. */
static mrb_value
inspected(mrb_state *mrb, mrb_value value, mrb_int limit)
{
  mrb_bool failed;
  mrb_value text = mrb_protect_error(mrb, inspect_body, &value, &failed);
  if (failed || !mrb_string_p(text) || RSTRING_LEN(text) > limit) return mrb_any_to_s(mrb, value);
  return text;
}

static bool
main_p(mrb_state *mrb, mrb_value value)
{
  return mrb_obj_equal(mrb, value, mrb_obj_value(mrb->top_self));
}

/* `nil:NilClass`, `5:Integer`, `Foo:Class`, `#<Foo>` */
static mrb_value
receiver_text(mrb_state *mrb, mrb_value self)
{
  if (main_p(mrb, self)) return mrb_str_new_lit(mrb, "main:Object");
  mrb_value text = inspected(mrb, self, SHOWN_BYTES);
  if (RSTRING_LEN(text) > 0 && RSTRING_PTR(text)[0] == '#') return text;
  return mrb_format(mrb, "%v:%T", text, self);
}

/* Whether the call that failed was a name alone, which the code generator marks (guest/patches). */
static bool
name_alone_p(mrb_state *mrb)
{
  const mrb_callinfo *call = mrb->c->ci;
  if (call == mrb->c->cibase || call->n != 0 || call->nk != 0) return false;
  const mrb_callinfo *caller = call - 1;
  if (caller->proc == NULL || MRB_PROC_CFUNC_P(caller->proc) || caller->pc == NULL) return false;
  return *caller->pc == OP_NOP;
}

mrb_noreturn void
kb_raise_about(mrb_state *mrb, mrb_value error, mrb_value receiver)
{
  mrb_iv_set(mrb, error, RECEIVER, receiver);
  mrb_exc_raise(mrb, error);
}

static mrb_noreturn void
raise_no_method(mrb_state *mrb, mrb_value message, mrb_sym name, mrb_value self, mrb_value arguments)
{
  mrb_value error = mrb_exc_new_str(mrb, E_NOMETHOD_ERROR, message);
  mrb_iv_set(mrb, error, MRB_IVSYM(name), mrb_symbol_value(name));
  mrb_iv_set(mrb, error, MRB_IVSYM(args), arguments);
  kb_raise_about(mrb, error, self);
}

void
kb_complain_undefined(mrb_state *mrb, mrb_sym name, mrb_value self, mrb_value arguments)
{
  bool alone = name_alone_p(mrb);
  mrb_value receiver = receiver_text(mrb, self);
  const char *word = kb_visibility_word(mrb, mrb_class(mrb, self), name);
  if (word != NULL) {
    raise_no_method(mrb, mrb_format(mrb, "%s method `%n' called for %v", word, name, receiver), name, self, arguments);
  }
  if (!alone) {
    raise_no_method(mrb, mrb_format(mrb, "undefined method `%n' for %v", name, receiver), name, self, arguments);
  }
  mrb_value message = mrb_format(mrb, "undefined local variable or method `%n' for %v", name, receiver);
  mrb_value error = mrb_exc_new_str(mrb, E_NAME_ERROR, message);
  mrb_iv_set(mrb, error, MRB_IVSYM(name), mrb_symbol_value(name));
  kb_raise_about(mrb, error, self);
}

void
kb_complain_super(mrb_state *mrb, mrb_sym name, mrb_value self, mrb_value arguments)
{
  mrb_value receiver = receiver_text(mrb, self);
  mrb_value message = mrb_format(mrb, "super: no superclass method `%n' for %v", name, receiver);
  raise_no_method(mrb, message, name, self, arguments);
}

void
kb_complain_frozen(mrb_state *mrb, mrb_value value)
{
  mrb_value text = inspected(mrb, value, MRB_INT_MAX);
  mrb_value message = mrb_format(mrb, "can't modify frozen %T: %v", value, text);
  kb_raise_about(mrb, mrb_exc_new_str(mrb, E_FROZEN_ERROR, message), value);
}

/* Module#const_missing */
static mrb_value
const_missing(mrb_state *mrb, mrb_value self)
{
  mrb_sym name;
  mrb_get_args(mrb, "n", &name);
  bool top = mrb_class_ptr(self) == mrb->object_class;
  mrb_value message = top ? mrb_format(mrb, "uninitialized constant %n", name)
                          : mrb_format(mrb, "uninitialized constant %v::%n", self, name);
  mrb_value error = mrb_exc_new_str(mrb, E_NAME_ERROR, message);
  mrb_iv_set(mrb, error, MRB_IVSYM(name), mrb_symbol_value(name));
  kb_raise_about(mrb, error, self);
}

static mrb_value
error_receiver(mrb_state *mrb, mrb_value self)
{
  if (!mrb_iv_defined(mrb, self, RECEIVER)) mrb_raise(mrb, E_ARGUMENT_ERROR, "no receiver is available");
  return mrb_iv_get(mrb, self, RECEIVER);
}

/* `initialize(…, receiver:)` of the error classes hands it over. */
static mrb_value
error_set_receiver(mrb_state *mrb, mrb_value self)
{
  mrb_iv_set(mrb, self, RECEIVER, mrb_get_arg1(mrb));
  return self;
}

void
kb_complaint_init(mrb_state *mrb)
{
  mrb_define_method_id(mrb, mrb->module_class, MRB_SYM(const_missing), const_missing, MRB_ARGS_REQ(1));
  struct RClass *classes[] = { E_NAME_ERROR, E_FROZEN_ERROR, E_KEY_ERROR };
  for (int i = 0; i < 3; i++) {
    mrb_define_method_id(mrb, classes[i], MRB_SYM(receiver), error_receiver, MRB_ARGS_NONE());
    mrb_define_method_id(mrb, classes[i], MRB_SYM(__receiver), error_set_receiver, MRB_ARGS_REQ(1));
  }
}
