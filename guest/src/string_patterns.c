/*
** string_patterns.c - see kobako/string_patterns.h
*/
#include <kobako/string_patterns.h>
#include <kobako/regexp.h>
#include <kobako/regexp_match.h>
#include <mruby/class.h>
#include <mruby/presym.h>
#include <mruby/proc.h>
#include <mruby/string.h>

mrb_func_t
kb_string_function(mrb_state *mrb, mrb_sym name)
{
  struct RClass *class = mrb->string_class;
  mrb_method_t method = mrb_method_search_vm(mrb, &class, name);
  if (MRB_METHOD_FUNC_P(method)) return MRB_METHOD_FUNC(method);
  const struct RProc *proc = MRB_METHOD_UNDEF_P(method) ? NULL : MRB_METHOD_PROC(method);
  if (proc == NULL || !MRB_PROC_CFUNC_P(proc)) __builtin_trap();
  return MRB_PROC_CFUNC(proc);
}

/* A String is the source of a Regexp here. */
static mrb_value
pattern_of(mrb_state *mrb, mrb_value pattern)
{
  if (kb_regexp_pattern(mrb, pattern) != NULL) return pattern;
  mrb_value source = mrb_check_string_type(mrb, pattern);
  if (!mrb_string_p(source)) mrb_raisef(mrb, E_TYPE_ERROR, "wrong argument type %T (expected Regexp)", pattern);
  return kb_regexp_literal(mrb, RSTRING_PTR(source), RSTRING_LEN(source), 0);
}

static mrb_value
string_at(mrb_state *mrb, mrb_value self)
{
  mrb_value pattern = mrb_get_arg1(mrb);
  if (kb_regexp_pattern(mrb, pattern) != NULL) return kb_regexp_at(mrb, pattern, self);
  if (mrb_string_p(pattern)) mrb_raise(mrb, E_TYPE_ERROR, "type mismatch: String given");
  mrb_value subject = mrb_symbol_p(self) ? mrb_sym_str(mrb, mrb_symbol(self)) : self;
  return mrb_funcall_argv(mrb, pattern, MRB_OPSYM(match), 1, &subject);
}

static mrb_value
string_match(mrb_state *mrb, mrb_value self)
{
  mrb_value pattern, block;
  mrb_int position = 0;
  mrb_get_args(mrb, "o|i&", &pattern, &position, &block);
  return kb_regexp_match(mrb, pattern_of(mrb, pattern), self, position, block);
}

static mrb_value
string_matches(mrb_state *mrb, mrb_value self)
{
  mrb_value pattern;
  mrb_int position = 0;
  mrb_get_args(mrb, "o|i", &pattern, &position);
  return mrb_bool_value(kb_regexp_matches(mrb, pattern_of(mrb, pattern), self, position));
}

static mrb_value
nil_at(mrb_state *mrb, mrb_value self)
{
  (void)mrb_get_arg1(mrb);
  return self;
}

void
kb_string_patterns_init(mrb_state *mrb)
{
  struct RClass *const classes[] = { mrb->string_class, mrb->symbol_class };
  for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++) {
    mrb_define_method_id(mrb, classes[i], MRB_OPSYM(match), string_at, MRB_ARGS_REQ(1));
    mrb_define_method_id(mrb, classes[i], MRB_SYM(match), string_match, MRB_ARGS_ARG(1, 1) | MRB_ARGS_BLOCK());
    mrb_define_method_id(mrb, classes[i], MRB_SYM_Q(match), string_matches, MRB_ARGS_ARG(1, 1));
  }
  mrb_define_method_id(mrb, mrb->nil_class, MRB_OPSYM(match), nil_at, MRB_ARGS_REQ(1));
  kb_string_search_init(mrb);
  kb_string_slice_init(mrb);
  kb_string_scan_init(mrb);
  kb_string_substitute_init(mrb);
}
