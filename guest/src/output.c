/*
** output.c - see kobako/output.h
**
** Kernel's methods write to whatever $stdout or $stderr is at that moment. Values are turned into text one by one, and
** that runs Ruby code: arguments and elements are fetched anew each time.
*/
#include <kobako/output.h>
#include <kobako/arguments.h>
#include <kobako/format.h>
#include <kobako/io.h>
#include <kobako/pretty.h>
#include <mruby/array.h>
#include <mruby/error.h>
#include <mruby/internal.h>
#include <mruby/presym.h>
#include <mruby/string.h>

/* Arrays in arrays that `puts` follows. */
#define PUTS_DEPTH 256

/* The arrays that are being printed, the innermost first. */
struct enclosing {
  const struct enclosing *outer;
  mrb_value array;
  unsigned depth;
};

static bool
inside_p(mrb_state *mrb, const struct enclosing *enclosing, mrb_value array)
{
  for (; enclosing != NULL; enclosing = enclosing->outer) {
    if (enclosing->depth >= PUTS_DEPTH || mrb_obj_eq(mrb, enclosing->array, array)) return true;
  }
  return false;
}

/* What puts prints element by element: an Array, or what `to_ary` makes one. Otherwise nil. */
static mrb_value
array_of(mrb_state *mrb, mrb_value value)
{
  if (mrb_array_p(value)) return value;
  if (mrb_string_p(value) || mrb_immediate_p(value) || !mrb_respond_to(mrb, value, MRB_SYM(to_ary))) return mrb_nil_value();
  mrb_value array = mrb_funcall_argv(mrb, value, MRB_SYM(to_ary), 0, NULL);
  return mrb_array_p(array) ? array : mrb_nil_value();
}

static void
put_line(mrb_state *mrb, mrb_value io, mrb_value value, const struct enclosing *outer)
{
  int arena = mrb_gc_arena_save(mrb);
  mrb_value array = array_of(mrb, value);
  if (mrb_nil_p(array)) {
    mrb_value text = mrb_obj_as_string(mrb, value);
    mrb_int length = RSTRING_LEN(text);
    kb_io_put(mrb, io, text, length == 0 || RSTRING_PTR(text)[length - 1] != '\n');
  }
  else if (inside_p(mrb, outer, array)) {
    kb_io_put(mrb, io, mrb_str_new_lit(mrb, "[...]"), true);
  }
  else {
    struct enclosing enclosing = { outer, array, outer == NULL ? 1 : outer->depth + 1 };
    for (mrb_int i = 0; i < RARRAY_LEN(array); i++) put_line(mrb, io, RARRAY_PTR(array)[i], &enclosing);
  }
  mrb_gc_arena_restore(mrb, arena);
}

static void
put_lines(mrb_state *mrb, mrb_value io)
{
  for (mrb_int i = 0; i < kb_argument_count(mrb); i++) put_line(mrb, io, kb_argument_at(mrb, i), NULL);
}

mrb_value
kb_output_puts(mrb_state *mrb, mrb_value io)
{
  if (kb_argument_count(mrb) == 0) kb_io_put(mrb, io, mrb_str_new(mrb, NULL, 0), true);
  put_lines(mrb, io);
  return mrb_nil_value();
}

/* Writes each argument as `convert` makes it a String. */
static void
put_each(mrb_state *mrb, mrb_value io, mrb_value (*convert)(mrb_state *mrb, mrb_value value), bool newline)
{
  for (mrb_int i = 0; i < kb_argument_count(mrb); i++) {
    int arena = mrb_gc_arena_save(mrb);
    kb_io_put(mrb, io, convert(mrb, kb_argument_at(mrb, i)), newline);
    mrb_gc_arena_restore(mrb, arena);
  }
}

mrb_value
kb_output_print(mrb_state *mrb, mrb_value io)
{
  put_each(mrb, io, mrb_obj_as_string, false);
  return mrb_nil_value();
}

/* The arguments as `p` returns them: none is nil, one is itself, more are an Array. */
static mrb_value
all_arguments(mrb_state *mrb)
{
  mrb_int count = kb_argument_count(mrb);
  if (count == 0) return mrb_nil_value();
  if (count == 1) return kb_argument_at(mrb, 0);
  mrb_value all = mrb_ary_new_capa(mrb, count);
  for (mrb_int i = 0; i < count; i++) mrb_ary_push(mrb, all, kb_argument_at(mrb, i));
  return all;
}

mrb_value
kb_output_printf(mrb_state *mrb, mrb_value io)
{
  if (kb_argument_count(mrb) > 0) kb_io_put(mrb, io, kb_format_arguments(mrb, 0), false);
  return mrb_nil_value();
}

mrb_value
kb_output_putc(mrb_state *mrb, mrb_value io)
{
  mrb_value character = mrb_get_arg1(mrb);
  if (mrb_string_p(character)) {
    mrb_int length = RSTRING_LEN(character);
    if (length > 0) length = mrb_utf8len(RSTRING_PTR(character), RSTRING_PTR(character) + length);
    kb_io_put(mrb, io, mrb_str_new(mrb, RSTRING_PTR(character), length), false);
  }
  else {
    char byte = (char)(mrb_as_int(mrb, character) & 0xff);
    kb_io_put(mrb, io, mrb_str_new(mrb, &byte, 1), false);
  }
  return character;
}

static mrb_value
kernel_puts(mrb_state *mrb, mrb_value self)
{
  (void)self;
  return kb_output_puts(mrb, kb_io_stdout(mrb));
}

static mrb_value
kernel_print(mrb_state *mrb, mrb_value self)
{
  (void)self;
  return kb_output_print(mrb, kb_io_stdout(mrb));
}

static mrb_value
kernel_p(mrb_state *mrb, mrb_value self)
{
  (void)self;
  put_each(mrb, kb_io_stdout(mrb), mrb_inspect, true);
  return all_arguments(mrb);
}

static mrb_value
kernel_pp(mrb_state *mrb, mrb_value self)
{
  (void)self;
  put_each(mrb, kb_io_stdout(mrb), kb_pretty, true);
  return all_arguments(mrb);
}

static mrb_value
kernel_putc(mrb_state *mrb, mrb_value self)
{
  (void)self;
  return kb_output_putc(mrb, kb_io_stdout(mrb));
}

/* printf(format, …), or printf(io, format, …). */
static mrb_value
kernel_printf(mrb_state *mrb, mrb_value self)
{
  (void)self;
  mrb_value first = kb_argument_at(mrb, 0);
  if (mrb_undef_p(first) || mrb_string_p(first)) return kb_output_printf(mrb, kb_io_stdout(mrb));
  kb_io_put(mrb, first, kb_format_arguments(mrb, 1), false);
  return mrb_nil_value();
}

/* Keywords (`uplevel:`, `category:`) change nothing: there are no warnings of other kinds here to tell apart. */
static mrb_value
kernel_warn(mrb_state *mrb, mrb_value self)
{
  (void)self;
  const mrb_value *messages;
  mrb_int count;
  mrb_value keywords;
  const mrb_kwargs options = { 0, 0, NULL, NULL, &keywords };
  mrb_get_args(mrb, "*:", &messages, &count, &options);
  mrb_value list = mrb_ary_new_from_values(mrb, count, messages);
  if (count > 0) put_line(mrb, kb_io_stderr(mrb), list, NULL);
  return mrb_nil_value();
}

/* display(io = $stdout) */
static mrb_value
kernel_display(mrb_state *mrb, mrb_value self)
{
  mrb_value io = kb_argument_at(mrb, 0);
  kb_io_put(mrb, mrb_undef_p(io) ? kb_io_stdout(mrb) : io, mrb_obj_as_string(mrb, self), false);
  return mrb_nil_value();
}

void
kb_output_init(mrb_state *mrb)
{
  struct RClass *kernel = mrb->kernel_module;
  mrb_define_module_function_id(mrb, kernel, MRB_SYM(puts), kernel_puts, MRB_ARGS_ANY());
  mrb_define_module_function_id(mrb, kernel, MRB_SYM(print), kernel_print, MRB_ARGS_ANY());
  mrb_define_module_function_id(mrb, kernel, MRB_SYM(p), kernel_p, MRB_ARGS_ANY());
  mrb_define_module_function_id(mrb, kernel, MRB_SYM(pp), kernel_pp, MRB_ARGS_ANY());
  mrb_define_module_function_id(mrb, kernel, MRB_SYM(printf), kernel_printf, MRB_ARGS_ANY());
  mrb_define_module_function_id(mrb, kernel, MRB_SYM(putc), kernel_putc, MRB_ARGS_REQ(1));
  mrb_define_module_function_id(mrb, kernel, MRB_SYM(warn), kernel_warn, MRB_ARGS_ANY());
  mrb_define_method_id(mrb, kernel, MRB_SYM(display), kernel_display, MRB_ARGS_OPT(1));
}
