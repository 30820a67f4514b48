/*
** visibility.c - see kobako/visibility.h
*/
#include <kobako/visibility.h>
#include <mruby/array.h>
#include <mruby/class.h>
#include <mruby/error.h>
#include <mruby/internal.h>
#include <mruby/irep.h>
#include <mruby/presym.h>
#include <mruby/variable.h>
#include <stdbool.h>

/* What a frame says of the methods that it defines; a fresh frame says nothing. */
enum visibility { UNSAID, PUBLIC, PRIVATE, PROTECTED, MODULE_FUNCTION };

static uint32_t
flags_of(enum visibility visibility)
{
  if (visibility == PROTECTED) return MRB_PROC_PROTECTED;
  return visibility == PRIVATE || visibility == MODULE_FUNCTION ? MRB_PROC_PRIVATE : 0;
}

/* 0 for a C function, which has no RProc to carry a flag. */
static uint32_t
hidden(mrb_method_t method)
{
  return MRB_METHOD_FUNC_P(method) ? 0 : MRB_METHOD_PROC(method)->flags & MRB_PROC_HIDDEN;
}

/* Of the guest's own Ruby, which calls what CRuby calls from C, where nothing is hidden. */
static bool
own_code_p(const struct RProc *proc)
{
  return proc == NULL || MRB_PROC_CFUNC_P(proc) || MRB_PROC_ALIAS_P(proc) || (proc->body.irep->flags & MRB_IREP_NO_FREE) != 0;
}

mrb_bool
kb_visible_p(mrb_state *mrb, struct RClass *owner, const struct RProc *method)
{
  const mrb_callinfo *caller = mrb->c->ci - 1;
  if (own_code_p(caller->proc)) return TRUE;
  if ((method->flags & MRB_PROC_PRIVATE) != 0) return FALSE;
  return mrb_obj_is_kind_of(mrb, caller->stack[0], owner->tt == MRB_TT_ICLASS ? owner->c : owner);
}

mrb_bool
kb_public_p(mrb_state *mrb, struct RClass *klass, mrb_sym name)
{
  mrb_method_t method = mrb_vm_find_method(mrb, klass, &klass, name);
  return !MRB_METHOD_UNDEF_P(method) && hidden(method) == 0;
}

const char *
kb_visibility_word(mrb_state *mrb, struct RClass *klass, mrb_sym name)
{
  mrb_method_t method = mrb_vm_find_method(mrb, klass, &klass, name);
  if (MRB_METHOD_UNDEF_P(method) || hidden(method) == 0) return NULL;
  return hidden(method) == MRB_PROC_PRIVATE ? "private" : "protected";
}

/* A script's own level, where `def` makes a private method of Object. */
static bool
top_level_p(mrb_state *mrb, const mrb_callinfo *frame)
{
  return frame->mid == 0 && mrb_object_p(frame->stack[0]) && mrb_obj_ptr(frame->stack[0]) == mrb->top_self;
}

/* What is said of methods of `target` in the frame, or around its block. */
static enum visibility
said(mrb_state *mrb, const mrb_callinfo *frame, struct RClass *target)
{
  for (;;) {
    if (mrb_vm_ci_target_class(frame) != target) return PUBLIC;
    if (frame->visibility != UNSAID) return (enum visibility)frame->visibility;
    const struct RProc *proc = frame->proc;
    if (proc == NULL || MRB_PROC_CFUNC_P(proc)) return PUBLIC;
    const struct REnv *around = MRB_PROC_SCOPE_P(proc) ? NULL : MRB_PROC_ENV(proc);
    if (around == NULL) return top_level_p(mrb, frame) ? PRIVATE : PUBLIC;
    do {
      if (frame == mrb->c->cibase) return PUBLIC;
      frame--;
    } while (mrb_vm_ci_env(frame) != around);
  }
}

static bool
always_private_p(mrb_sym name)
{
  return name == MRB_SYM(initialize) || name == MRB_SYM(initialize_copy) || name == MRB_SYM(initialize_clone) ||
         name == MRB_SYM(initialize_dup) || name == MRB_SYM_Q(respond_to_missing);
}

/* A copy that can be changed without changing whoever else has the method. */
static struct RProc *
copied(mrb_state *mrb, mrb_method_t method)
{
  if (MRB_METHOD_FUNC_P(method)) {
    struct RProc *wrapped = mrb_proc_new_cfunc(mrb, MRB_METHOD_FUNC(method));
    if (MRB_METHOD_NOARG_P(method)) wrapped->flags |= MRB_PROC_NOARG;
    return wrapped;
  }
  struct RProc *original = MRB_METHOD_PROC(method);
  struct RProc *copy = MRB_OBJ_ALLOC(mrb, MRB_TT_PROC, mrb->proc_class);
  if (MRB_PROC_ALIAS_P(original)) {
    copy->body.mid = original->body.mid;
    copy->upper = original->upper;
    copy->flags = original->flags;
  }
  else {
    mrb_proc_copy(mrb, copy, original);
  }
  copy->flags &= ~(uint32_t)(MRB_FL_OBJ_IS_FROZEN | MRB_PROC_HIDDEN);
  return copy;
}

static void
define(mrb_state *mrb, struct RClass *klass, mrb_sym name, struct RProc *proc)
{
  mrb_method_t method;
  MRB_METHOD_FROM_PROC(method, proc);
  mrb_define_method_raw(mrb, klass, name, method);
}

static struct RClass *
singleton_of(mrb_state *mrb, struct RClass *klass)
{
  return mrb_class_ptr(mrb_singleton_class(mrb, mrb_obj_value(klass)));
}

static void
mark(mrb_state *mrb, const mrb_callinfo *frame, struct RClass *target, mrb_sym name, struct RProc *method)
{
  method->flags &= ~(uint32_t)MRB_PROC_HIDDEN;
  if (own_code_p(frame->proc)) return;
  enum visibility visibility = said(mrb, frame, target);
  if (visibility == MODULE_FUNCTION) {
    mrb_method_t same;
    MRB_METHOD_FROM_PROC(same, method);
    define(mrb, singleton_of(mrb, target), name, copied(mrb, same));
  }
  method->flags |= always_private_p(name) ? MRB_PROC_PRIVATE : flags_of(visibility);
}

void
kb_visibility_of_def(mrb_state *mrb, struct RClass *target, mrb_sym name, struct RProc *method)
{
  mark(mrb, mrb->c->ci, target, name, method);
}

void
kb_visibility_of_call(mrb_state *mrb, struct RClass *target, mrb_sym name, struct RProc *method)
{
  const mrb_callinfo *caller = mrb->c->ci;
  do {
    if (caller == mrb->c->cibase) return;
    caller--;
  } while (own_code_p(caller->proc));
  int arena = mrb_gc_arena_save(mrb);
  mrb_gc_protect(mrb, mrb_obj_value(method));
  mark(mrb, caller, target, name, method);
  mrb_gc_arena_restore(mrb, arena);
}

static void
change(mrb_state *mrb, struct RClass *klass, mrb_sym name, enum visibility visibility)
{
  struct RClass *owner = klass;
  mrb_method_t method = mrb_vm_find_method(mrb, klass, &owner, name);
  if (MRB_METHOD_UNDEF_P(method) && klass->tt == MRB_TT_MODULE) {
    owner = mrb->object_class;
    method = mrb_vm_find_method(mrb, owner, &owner, name);
  }
  if (MRB_METHOD_UNDEF_P(method)) {
    mrb_name_error(mrb, name, "undefined method `%n' for %s `%C'", name, klass->tt == MRB_TT_MODULE ? "module" : "class", klass);
  }
  int arena = mrb_gc_arena_save(mrb);
  if (visibility == MODULE_FUNCTION) define(mrb, singleton_of(mrb, klass), name, copied(mrb, method));
  if (hidden(method) != flags_of(visibility)) {
    struct RProc *copy = copied(mrb, method);
    copy->flags |= flags_of(visibility);
    define(mrb, klass, name, copy);
  }
  mrb_gc_arena_restore(mrb, arena);
}

/* The names that are given, each a name or, where there is one argument, an Array of names. */
static void
change_all(mrb_state *mrb, struct RClass *klass, enum visibility visibility, mrb_int count, const mrb_value *names)
{
  if (count == 1 && mrb_array_p(names[0])) {
    mrb_value list = names[0];
    for (mrb_int i = 0; i < RARRAY_LEN(list); i++) change(mrb, klass, mrb_obj_to_sym(mrb, RARRAY_PTR(list)[i]), visibility);
    return;
  }
  for (mrb_int i = 0; i < count; i++) change(mrb, klass, mrb_obj_to_sym(mrb, names[i]), visibility);
}

static mrb_value
declare(mrb_state *mrb, struct RClass *klass, enum visibility visibility)
{
  const mrb_value *names;
  mrb_int count;
  mrb_get_args(mrb, "*", &names, &count);
  if (count == 0) {
    mrb->c->ci[-1].visibility = visibility;
    return mrb_nil_value();
  }
  mrb_value result = count == 1 ? names[0] : mrb_ary_new_from_values(mrb, count, names);
  change_all(mrb, klass, visibility, count, names);
  return result;
}

static mrb_value
module_public(mrb_state *mrb, mrb_value self)
{
  return declare(mrb, mrb_class_ptr(self), PUBLIC);
}

static mrb_value
module_private(mrb_state *mrb, mrb_value self)
{
  return declare(mrb, mrb_class_ptr(self), PRIVATE);
}

static mrb_value
module_protected(mrb_state *mrb, mrb_value self)
{
  return declare(mrb, mrb_class_ptr(self), PROTECTED);
}

static mrb_value
module_module_function(mrb_state *mrb, mrb_value self)
{
  mrb_check_type(mrb, self, MRB_TT_MODULE);
  return declare(mrb, mrb_class_ptr(self), MODULE_FUNCTION);
}

static mrb_value
main_public(mrb_state *mrb, mrb_value self)
{
  (void)self;
  return declare(mrb, mrb->object_class, PUBLIC);
}

static mrb_value
main_private(mrb_state *mrb, mrb_value self)
{
  (void)self;
  return declare(mrb, mrb->object_class, PRIVATE);
}

static mrb_value
change_class_methods(mrb_state *mrb, mrb_value self, enum visibility visibility)
{
  const mrb_value *names;
  mrb_int count;
  mrb_get_args(mrb, "*", &names, &count);
  change_all(mrb, singleton_of(mrb, mrb_class_ptr(self)), visibility, count, names);
  return mrb_nil_value();
}

static mrb_value
module_public_class_method(mrb_state *mrb, mrb_value self)
{
  return change_class_methods(mrb, self, PUBLIC);
}

static mrb_value
module_private_class_method(mrb_state *mrb, mrb_value self)
{
  return change_class_methods(mrb, self, PRIVATE);
}

/* Whether the class has the method, hidden in one of the ways that `wanted` tells: flags, and 1 for public. */
static mrb_value
defined_as(mrb_state *mrb, mrb_value self, uint32_t wanted)
{
  mrb_sym name;
  mrb_bool inherited = TRUE;
  mrb_get_args(mrb, "n|b", &name, &inherited);
  struct RClass *klass = mrb_class_ptr(self), *owner = klass;
  mrb_method_t method = mrb_vm_find_method(mrb, klass, &owner, name);
  if (MRB_METHOD_UNDEF_P(method)) return mrb_false_value();
  if (!inherited && owner != klass && !(owner->tt == MRB_TT_ICLASS && owner->c == klass)) return mrb_false_value();
  uint32_t flags = hidden(method);
  return mrb_bool_value(((flags == 0 ? 1 : flags) & wanted) != 0);
}

static mrb_value
module_method_defined(mrb_state *mrb, mrb_value self)
{
  return defined_as(mrb, self, 1 | MRB_PROC_PROTECTED);
}

static mrb_value
module_public_defined(mrb_state *mrb, mrb_value self)
{
  return defined_as(mrb, self, 1);
}

static mrb_value
module_private_defined(mrb_state *mrb, mrb_value self)
{
  return defined_as(mrb, self, MRB_PROC_PRIVATE);
}

static mrb_value
module_protected_defined(mrb_state *mrb, mrb_value self)
{
  return defined_as(mrb, self, MRB_PROC_PROTECTED);
}

mrb_value mrb_f_send(mrb_state *mrb, mrb_value self);

static mrb_value
call_missing(mrb_state *mrb, mrb_value self)
{
  const mrb_value *arguments;
  mrb_int count;
  mrb_value block;
  mrb_get_args(mrb, "*&", &arguments, &count, &block);
  return mrb_funcall_with_block(mrb, self, MRB_SYM(method_missing), count, arguments, block);
}

static mrb_value
kernel_public_send(mrb_state *mrb, mrb_value self)
{
  const mrb_callinfo *frame = mrb->c->ci;
  mrb_value first = frame->n == 15 ? mrb_ary_entry(frame->stack[1], 0) : frame->stack[1];
  if (frame->n > 0 && (mrb_symbol_p(first) || mrb_string_p(first))) {
    mrb_sym name = mrb_obj_to_sym(mrb, first);
    if (kb_visibility_word(mrb, mrb_class(mrb, self), name) != NULL) return call_missing(mrb, self);
  }
  return mrb_f_send(mrb, self);
}

/* `:name.to_proc` of a receiver: everybody may be asked, even who has no `__send__`, for what is public. */
static mrb_value
symbol_call(mrb_state *mrb, mrb_value self)
{
  mrb_value receiver, block;
  const mrb_value *arguments;
  mrb_int count;
  mrb_callinfo *frame = mrb->c->ci;
  mrb_sym name = mrb_symbol(self);
  if (frame->cci == 0 && frame->n == 15 && mrb_array_p(frame->stack[1]) && RARRAY_LEN(frame->stack[1]) > 0) {
    mrb_value all = frame->stack[1];
    receiver = RARRAY_PTR(all)[0];
    struct RClass *owner = mrb_class(mrb, receiver);
    mrb_method_t method = mrb_vm_find_method(mrb, owner, &owner, name);
    if (!MRB_METHOD_UNDEF_P(method) && hidden(method) == 0) {
      /* The receiver goes where self was, the name before the arguments: what is left is a call of `__send__`. */
      frame->stack[0] = receiver;
      mrb_ary_set(mrb, all, 0, self);
      return mrb_f_send(mrb, receiver);
    }
  }
  mrb_get_args(mrb, "o*&", &receiver, &arguments, &count, &block);
  if (kb_visibility_word(mrb, mrb_class(mrb, receiver), name) == NULL)
    return mrb_funcall_with_block(mrb, receiver, name, count, arguments, block);
  mrb_value all = mrb_ary_new_capa(mrb, count + 1);
  mrb_ary_push(mrb, all, self);
  for (mrb_int i = 0; i < count; i++) mrb_ary_push(mrb, all, arguments[i]);
  return mrb_funcall_with_block(mrb, receiver, MRB_SYM(method_missing), count + 1, RARRAY_PTR(all), block);
}

void
kb_visibility_init(mrb_state *mrb)
{
  struct RClass *module = mrb->module_class;
  mrb_define_method_id(mrb, module, MRB_SYM(public), module_public, MRB_ARGS_ANY());
  mrb_define_method_id(mrb, module, MRB_SYM(private), module_private, MRB_ARGS_ANY());
  mrb_define_method_id(mrb, module, MRB_SYM(protected), module_protected, MRB_ARGS_ANY());
  mrb_define_method_id(mrb, module, MRB_SYM(module_function), module_module_function, MRB_ARGS_ANY());
  mrb_define_method_id(mrb, module, MRB_SYM(public_class_method), module_public_class_method, MRB_ARGS_ANY());
  mrb_define_method_id(mrb, module, MRB_SYM(private_class_method), module_private_class_method, MRB_ARGS_ANY());
  mrb_define_method_id(mrb, module, MRB_SYM_Q(method_defined), module_method_defined, MRB_ARGS_ARG(1, 1));
  mrb_define_method_id(mrb, module, MRB_SYM_Q(public_method_defined), module_public_defined, MRB_ARGS_ARG(1, 1));
  mrb_define_method_id(mrb, module, MRB_SYM_Q(private_method_defined), module_private_defined, MRB_ARGS_ARG(1, 1));
  mrb_define_method_id(mrb, module, MRB_SYM_Q(protected_method_defined), module_protected_defined, MRB_ARGS_ARG(1, 1));
  mrb_define_singleton_method_id(mrb, mrb->top_self, MRB_SYM(public), main_public, MRB_ARGS_ANY());
  mrb_define_singleton_method_id(mrb, mrb->top_self, MRB_SYM(private), main_private, MRB_ARGS_ANY());
  mrb_define_method_id(mrb, mrb->kernel_module, MRB_SYM(public_send), kernel_public_send, MRB_ARGS_ANY());
  mrb_define_method_id(mrb, mrb->symbol_class, MRB_SYM(__call), symbol_call, MRB_ARGS_ANY());
}
