/*
** io.c - see kobako/io.h
**
** Nothing is buffered in the guest: what was written before a trap has reached the host.
*/
#include <kobako/io.h>
#include <kobako/arguments.h>
#include <kobako/output.h>
#include <mruby/class.h>
#include <mruby/data.h>
#include <mruby/error.h>
#include <mruby/internal.h>
#include <mruby/presym.h>
#include <mruby/string.h>
#include <mruby/variable.h>
#include <wasi/api.h>

#define KB_STDOUT 1
#define KB_STDERR 2

static struct RClass *io_class;
static mrb_sym stdout_name;
static mrb_sym error_name;
static mrb_sym place_name;
static mrb_sym stderr_name;

/* The data pointer of an IO is its file descriptor; there is nothing to free. */
static const mrb_data_type io_type = { "IO", NULL };

static int
io_fd(mrb_state *mrb, mrb_value io)
{
  int fd = (int)(uintptr_t)mrb_data_check_get_ptr(mrb, io, &io_type);
  if (fd == 0) mrb_raise(mrb, E_TYPE_ERROR, "uninitialized IO");
  return fd;
}

static mrb_value
io_new(mrb_state *mrb, int fd)
{
  return mrb_obj_value(mrb_data_object_alloc(mrb, io_class, (void *)(uintptr_t)fd, &io_type));
}

static void
emit(int fd, const char *bytes, size_t length, bool newline)
{
  __wasi_ciovec_t parts[2] = { { (const uint8_t *)bytes, length }, { (const uint8_t *)"\n", 1 } };
  __wasi_size_t written;
  /* The host takes everything and clips at its cap; there is no partial write and no error to report. */
  (void)__wasi_fd_write((__wasi_fd_t)fd, parts, newline ? 2 : 1, &written);
}

static mrb_value
io_write(mrb_state *mrb, mrb_value self)
{
  int fd = io_fd(mrb, self);
  mrb_int total = 0;
  for (mrb_int i = 0; i < kb_argument_count(mrb); i++) {
    int arena = mrb_gc_arena_save(mrb);
    mrb_value text = mrb_obj_as_string(mrb, kb_argument_at(mrb, i));
    emit(fd, RSTRING_PTR(text), (size_t)RSTRING_LEN(text), false);
    total += RSTRING_LEN(text);
    mrb_gc_arena_restore(mrb, arena);
  }
  return mrb_int_value(mrb, total);
}

void
kb_io_put(mrb_state *mrb, mrb_value io, mrb_value text, bool newline)
{
  if (mrb_data_check_get_ptr(mrb, io, &io_type) != NULL && mrb_func_basic_p(mrb, io, MRB_SYM(write), io_write)) {
    emit(io_fd(mrb, io), RSTRING_PTR(text), (size_t)RSTRING_LEN(text), newline);
    return;
  }
  if (newline) text = mrb_str_cat_lit(mrb, mrb_str_dup(mrb, text), "\n");
  mrb_funcall_argv(mrb, io, MRB_SYM(write), 1, &text);
}

mrb_value
kb_io_stdout(mrb_state *mrb)
{
  return mrb_gv_get(mrb, stdout_name);
}

mrb_value
kb_io_stderr(mrb_state *mrb)
{
  return mrb_gv_get(mrb, stderr_name);
}

void
kb_io_check_global(mrb_state *mrb, mrb_sym name, mrb_value value)
{
  if (name == error_name || name == place_name) {
    mrb_name_error(mrb, name, "%n is a read-only variable", name);
  }
  if (name != stdout_name && name != stderr_name) return;
  if (mrb_respond_to(mrb, value, MRB_SYM(write))) return;
  mrb_raisef(mrb, E_TYPE_ERROR, "%n must have write method, %T given", name, value);
}

static mrb_value
io_append(mrb_state *mrb, mrb_value self)
{
  kb_io_put(mrb, self, mrb_obj_as_string(mrb, mrb_get_arg1(mrb)), false);
  return self;
}

static mrb_value
io_self(mrb_state *mrb, mrb_value self)
{
  (void)mrb;
  return self;
}

static mrb_value
io_true(mrb_state *mrb, mrb_value self)
{
  (void)mrb;
  (void)self;
  return mrb_true_value();
}

static mrb_value
io_false(mrb_state *mrb, mrb_value self)
{
  (void)mrb;
  (void)self;
  return mrb_false_value();
}

static mrb_value
io_set_sync(mrb_state *mrb, mrb_value self)
{
  (void)self;
  return mrb_get_arg1(mrb);
}

static mrb_value
io_fileno(mrb_state *mrb, mrb_value self)
{
  return mrb_fixnum_value(io_fd(mrb, self));
}

static mrb_value
io_inspect(mrb_state *mrb, mrb_value self)
{
  return mrb_str_new_cstr(mrb, io_fd(mrb, self) == KB_STDOUT ? "#<IO:<STDOUT>>" : "#<IO:<STDERR>>");
}

static mrb_value
io_s_new(mrb_state *mrb, mrb_value self)
{
  (void)self;
  mrb_int fd;
  mrb_value mode = mrb_nil_value();
  mrb_get_args(mrb, "i|o", &fd, &mode);
  if (fd != KB_STDOUT && fd != KB_STDERR) {
    mrb_raisef(mrb, E_ARGUMENT_ERROR, "bad file descriptor %i: only 1 and 2 exist here", fd);
  }
  if (!mrb_nil_p(mode) && !(mrb_string_p(mode) && RSTRING_LEN(mode) == 1 && RSTRING_PTR(mode)[0] == 'w')) {
    mrb_raise(mrb, E_ARGUMENT_ERROR, "invalid access mode: only \"w\" exists here");
  }
  return io_new(mrb, (int)fd);
}

static void
define_class(mrb_state *mrb)
{
  io_class = mrb_define_class_id(mrb, MRB_SYM(IO), mrb->object_class);
  MRB_SET_INSTANCE_TT(io_class, MRB_TT_CDATA);
  mrb_define_class_method_id(mrb, io_class, MRB_SYM(new), io_s_new, MRB_ARGS_ARG(1, 1));
  mrb_undef_class_method(mrb, io_class, "allocate");
  mrb_undef_method(mrb, io_class, "initialize_copy");
  mrb_define_method_id(mrb, io_class, MRB_SYM(write), io_write, MRB_ARGS_ANY());
  mrb_define_method_id(mrb, io_class, MRB_SYM(puts), kb_output_puts, MRB_ARGS_ANY());
  mrb_define_method_id(mrb, io_class, MRB_SYM(print), kb_output_print, MRB_ARGS_ANY());
  mrb_define_method_id(mrb, io_class, MRB_SYM(printf), kb_output_printf, MRB_ARGS_ANY());
  mrb_define_method_id(mrb, io_class, MRB_SYM(putc), kb_output_putc, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, io_class, MRB_OPSYM(lshift), io_append, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, io_class, MRB_SYM(flush), io_self, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, io_class, MRB_SYM(sync), io_true, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, io_class, MRB_SYM_E(sync), io_set_sync, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, io_class, MRB_SYM_Q(tty), io_false, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, io_class, MRB_SYM(isatty), io_false, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, io_class, MRB_SYM(fileno), io_fileno, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, io_class, MRB_SYM(to_i), io_fileno, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, io_class, MRB_SYM(inspect), io_inspect, MRB_ARGS_NONE());
}

void
kb_io_init(mrb_state *mrb)
{
  stdout_name = mrb_intern_lit(mrb, "$stdout");
  error_name = mrb_intern_lit(mrb, "$!");
  place_name = mrb_intern_lit(mrb, "$@");
  stderr_name = mrb_intern_lit(mrb, "$stderr");
  define_class(mrb);
  mrb_value output = io_new(mrb, KB_STDOUT);
  mrb_value errors = io_new(mrb, KB_STDERR);
  mrb_define_global_const(mrb, "STDOUT", output);
  mrb_define_global_const(mrb, "STDERR", errors);
  mrb_gv_set(mrb, stdout_name, output);
  mrb_gv_set(mrb, stderr_name, errors);
  mrb_gv_set(mrb, mrb_intern_lit(mrb, "$>"), output);
  kb_output_init(mrb);
}
