/*
** panic.c - see kobako/panic.h
*/
#include <kobako/panic.h>
#include <kobako/dispatch.h>
#include <kobako/failure.h>
#include <mruby/array.h>
#include <mruby/class.h>
#include <mruby/error.h>
#include <mruby/hash.h>
#include <mruby/internal.h>
#include <mruby/string.h>
#include <string.h>

static void
write_key(struct kb_writer *writer, const char *key)
{
  kb_write_str(writer, key, strlen(key));
}

static void
write_string(struct kb_writer *writer, mrb_value string)
{
  kb_write_text(writer, RSTRING_PTR(string), (size_t)RSTRING_LEN(string), KB_MESSAGE_BYTES);
}

static mrb_value
ask_message(mrb_state *mrb, void *exception)
{
  return mrb_funcall(mrb, *(mrb_value *)exception, "message", 0);
}

/* What `message` answers, or what the exception was made with where that raises or is no String. */
static mrb_value
message_of(mrb_state *mrb, mrb_value exception)
{
  mrb_bool failed;
  mrb_value message = mrb_protect_error(mrb, ask_message, &exception, &failed);
  if (!failed && mrb_string_p(message)) return message;
  message = mrb_exc_mesg_get(mrb, mrb_exc_ptr(exception));
  if (mrb_string_p(message)) return message;
  return mrb_str_new_cstr(mrb, mrb_obj_classname(mrb, exception));
}

static void
write_message(struct kb_writer *writer, mrb_value exception)
{
  mrb_state *mrb = writer->mrb;
  mrb_value message = message_of(mrb, exception);
  if (RSTRING_LEN(message) > KB_MESSAGE_BYTES) {
    mrb_value cut = mrb_str_new(mrb, RSTRING_PTR(message), KB_MESSAGE_BYTES - 64);
    message = mrb_format(mrb, "%v... (%i bytes)", cut, RSTRING_LEN(message));
  }
  write_string(writer, message);
}

static void
write_lines(struct kb_writer *writer, mrb_value lines, mrb_int from, mrb_int to)
{
  for (mrb_int i = from; i < to; i++) {
    mrb_value line = RARRAY_PTR(lines)[i];
    if (mrb_string_p(line)) write_string(writer, line);
    else kb_write_str(writer, "", 0);
  }
}

static void
write_backtrace(struct kb_writer *writer, mrb_value exception)
{
  mrb_state *mrb = writer->mrb;
  mrb_value lines = mrb_exc_backtrace(mrb, exception);
  if (!mrb_array_p(lines)) {
    kb_write_array_header(writer, 0);
    return;
  }
  mrb_int count = RARRAY_LEN(lines);
  if (count <= KB_BACKTRACE_INNER + KB_BACKTRACE_OUTER) {
    kb_write_array_header(writer, (uint32_t)count);
    write_lines(writer, lines, 0, count);
    return;
  }
  kb_write_array_header(writer, KB_BACKTRACE_INNER + 1 + KB_BACKTRACE_OUTER);
  write_lines(writer, lines, 0, KB_BACKTRACE_INNER);
  write_string(writer, mrb_format(mrb, "... %i levels...", count - KB_BACKTRACE_INNER - KB_BACKTRACE_OUTER));
  write_lines(writer, lines, count - KB_BACKTRACE_OUTER, count);
}

static void
write_class_message_backtrace(struct kb_writer *writer, mrb_value exception)
{
  write_key(writer, "class");
  const char *name = mrb_obj_classname(writer->mrb, exception);
  kb_write_text(writer, name, strlen(name), KB_MESSAGE_BYTES);
  write_key(writer, "message");
  write_message(writer, exception);
  write_key(writer, "backtrace");
  write_backtrace(writer, exception);
}

static mrb_value
details_of(mrb_state *mrb, mrb_value exception, bool from_service)
{
  if (!from_service) return kb_failure_details(mrb, exception);
  mrb_value type = kb_service_error_type(mrb, exception);
  if (!mrb_symbol_p(type)) return mrb_nil_value();
  mrb_value details = mrb_hash_new_capa(mrb, 1);
  mrb_hash_set(mrb, details, mrb_str_new_lit(mrb, "type"), mrb_sym_str(mrb, mrb_symbol(type)));
  return details;
}

void
kb_panic_write_error(struct kb_writer *writer, mrb_value exception)
{
  kb_write_map_header(writer, 3);
  write_class_message_backtrace(writer, exception);
}

void
kb_panic_write(struct kb_writer *writer, mrb_value exception)
{
  mrb_state *mrb = writer->mrb;
  bool from_service = mrb_obj_is_kind_of(mrb, exception, kb_service_error_class());
  kb_write_map_header(writer, 5);
  write_key(writer, "origin");
  write_key(writer, from_service ? "service" : "sandbox");
  write_class_message_backtrace(writer, exception);
  write_key(writer, "details");
  uint32_t before = writer->buffer->length;
  if (kb_write_value(writer, details_of(mrb, exception, from_service)) != KB_WRITE_OK) {
    writer->buffer->length = before;
    kb_write_nil(writer);
  }
}
