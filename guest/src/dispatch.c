/*
** dispatch.c - see kobako/dispatch.h
**
** While the host works on a Request, a frame on the C stack remembers the block that came with it. The host may run
** that block through __kobako_yield_to_block any number of times. Frames are strictly last-in-first-out.
*/
#include <kobako/dispatch.h>
#include <kobako/abi.h>
#include <kobako/panic.h>
#include <kobako/reader.h>
#include <kobako/utf8.h>
#include <kobako/wire.h>
#include <kobako/writer.h>
#include <mruby/array.h>
#include <mruby/class.h>
#include <mruby/error.h>
#include <mruby/hash.h>
#include <mruby/internal.h>
#include <mruby/string.h>
#include <mruby/variable.h>
#include <string.h>

/*
** Service calls that may be under way at once, each in a block of the one before. Every level takes stack of the guest, of
** the host and of the engine; the last of them cannot be asked how much is left.
*/
#define KB_FRAMES 100

struct frame {
  struct frame *outer;
  unsigned level;
  ptrdiff_t depth;     /* of the method that called the Service, in mruby's call stack */
  mrb_value block;
  mrb_value unwinding; /* the RBreak of a `break`, or nil */
  mrb_value raised;    /* the last exception that left the block, or nil */
};

static struct frame *current_frame;
static struct kb_buffer outgoing;
static struct RClass *service_error_class;

/* Instance variables without the @: no script can write them, so the host may believe what a Panic says of them. */
static mrb_sym type_name;
static mrb_sym details_name;

struct RClass *
kb_service_error_class(void)
{
  return service_error_class;
}

struct kb_arguments
kb_arguments_get(mrb_state *mrb)
{
  const mrb_callinfo *ci = mrb->c->ci;
  const mrb_value *registers = ci->stack + 1;
  struct kb_arguments arguments = { registers, ci->n, mrb_nil_value(), ci->stack[mrb_ci_bidx(mrb->c->ci)] };
  if (ci->nk == 15) arguments.keywords = registers[ci->n == 15 ? 1 : ci->n];
  if (ci->n == 15) {
    arguments.values = RARRAY_PTR(registers[0]);
    arguments.count = RARRAY_LEN(registers[0]);
  }
  return arguments;
}

static mrb_noreturn void
raise_uncrossable(mrb_state *mrb, struct kb_writer *writer, enum kb_write_status status, const char *what)
{
  mrb_exc_raise(mrb, mrb_exc_new_str(mrb, E_TYPE_ERROR, kb_write_error_message(writer, status, what)));
}

static int
find_other_key(mrb_state *mrb, mrb_value key, mrb_value value, void *found)
{
  (void)mrb;
  (void)value;
  if (mrb_symbol_p(key)) return 0;
  *(bool *)found = true;
  return 1;
}

/* `f("a" => 1)` parses as keywords but names none: like a Ruby method without `**`, a Service gets a Hash. */
static bool
positional_keywords_p(mrb_state *mrb, mrb_value keywords)
{
  bool found = false;
  if (!mrb_nil_p(keywords)) mrb_hash_foreach(mrb, mrb_hash_ptr(keywords), find_other_key, &found);
  return found;
}

static void
write_request(struct kb_writer *writer, struct kb_target target, mrb_sym method, struct kb_arguments arguments)
{
  mrb_state *mrb = writer->mrb;
  bool hash_last = positional_keywords_p(mrb, arguments.keywords);
  kb_buffer_clear(writer->buffer);
  kb_write_array_header(writer, 5);
  if (target.path != NULL) kb_write_str(writer, target.path, (size_t)target.path_length);
  else kb_write_handle(writer, target.handle);
  mrb_int name_length;
  const char *name = mrb_sym_name_len(mrb, method, &name_length);
  if (!kb_utf8_valid((const uint8_t *)name, (size_t)name_length)) {
    mrb_raisef(mrb, E_NOMETHOD_ERROR, "undefined method '%n'", method);
  }
  kb_write_str(writer, name, (size_t)name_length);
  kb_write_array_header(writer, (uint32_t)(arguments.count + hash_last));
  for (mrb_int i = 0; i < arguments.count; i++) {
    enum kb_write_status status = kb_write_value(writer, arguments.values[i]);
    if (status != KB_WRITE_OK) raise_uncrossable(mrb, writer, status, "argument");
  }
  enum kb_write_status status = kb_write_hash(writer, arguments.keywords);
  if (hash_last && status == KB_WRITE_OK) kb_write_map_header(writer, 0);
  if (status != KB_WRITE_OK) raise_uncrossable(mrb, writer, status, "keyword argument");
  kb_write_bool(writer, !mrb_nil_p(arguments.block));
  if (writer->buffer->overflow) raise_uncrossable(mrb, writer, KB_WRITE_SIZE, "call");
}

static mrb_value
hash_fetch(mrb_state *mrb, mrb_value hash, const char *key)
{
  return mrb_hash_get(mrb, hash, mrb_str_new_cstr(mrb, key));
}

/* Whether a Fault stands for the block's own exception, which the Service let pass. No Service can forge these details. */
static bool
reraise_p(mrb_state *mrb, struct frame *frame, mrb_value details)
{
  return mrb_hash_p(details) && !mrb_nil_p(frame->raised) && mrb_true_p(hash_fetch(mrb, details, "reraise"));
}

/* SPEC section 4: the types that a Fault may have. */
static bool
fault_type_p(mrb_value type)
{
  static const char *const types[] = { "runtime", "argument", "undefined", "disconnected" };
  if (!mrb_string_p(type)) return false;
  for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
    size_t length = strlen(types[i]);
    if ((size_t)RSTRING_LEN(type) == length && memcmp(RSTRING_PTR(type), types[i], length) == 0) return true;
  }
  return false;
}

static mrb_noreturn void
raise_fault(mrb_state *mrb, struct frame *frame, mrb_value fault)
{
  mrb_value details = hash_fetch(mrb, fault, "details");
  mrb_value message = hash_fetch(mrb, fault, "message");
  mrb_value type = hash_fetch(mrb, fault, "type");
  bool with_details = mrb_hash_key_p(mrb, fault, mrb_str_new_lit(mrb, "details"));
  if (mrb_hash_size(mrb, fault) != 2 + with_details || !mrb_string_p(message) || !fault_type_p(type)) __builtin_trap();
  if (reraise_p(mrb, frame, details)) mrb_exc_raise(mrb, frame->raised);
  mrb_value exception = mrb_exc_new_str(mrb, service_error_class, message);
  mrb_iv_set(mrb, exception, type_name, mrb_symbol_value(mrb_intern_str(mrb, type)));
  mrb_iv_set(mrb, exception, details_name, details);
  mrb->c->ci->mid = 0; /* the proxy's method is no frame of the script's */
  mrb_exc_raise(mrb, exception);
}

/* A Response that breaks the wire comes from a broken host: nothing sensible is left to do. */
static mrb_value
read_response(mrb_state *mrb, struct frame *frame, kb_packed packed)
{
  struct kb_message message = kb_inbox_take((uint32_t)(packed >> 32), (uint32_t)packed);
  if (!mrb_nil_p(frame->unwinding)) {
    kb_inbox_return(mrb, message);
    mrb_exc_raise(mrb, frame->unwinding);
  }
  struct kb_reader reader = kb_reader_new(mrb, message.data, message.length);
  if (kb_read_array_header(&reader) != 2) __builtin_trap();
  uint8_t status = kb_read_byte(&reader);
  if (status != KOBAKO_RESPONSE_OK && status != KOBAKO_RESPONSE_FAULT) __builtin_trap();
  mrb_value value = status == KOBAKO_RESPONSE_OK ? kb_read_value(&reader) : kb_read_fault(&reader);
  if (!kb_read_end(&reader)) __builtin_trap();
  kb_inbox_return(mrb, message);
  if (status == KOBAKO_RESPONSE_FAULT) raise_fault(mrb, frame, value);
  return value;
}

mrb_value
kb_dispatch(mrb_state *mrb, struct kb_target target, mrb_sym method, struct kb_arguments arguments)
{
  struct kb_writer writer = kb_writer_new(mrb, &outgoing);
  write_request(&writer, target, method, arguments);
  ptrdiff_t depth = mrb->c->ci - mrb->c->cibase;
  unsigned level = current_frame == NULL ? 1 : current_frame->level + 1;
  if (level > KB_FRAMES) mrb_exc_raise(mrb, mrb_obj_value(mrb->stack_err));
  struct frame frame = { current_frame, level, depth, arguments.block, mrb_nil_value(), mrb_nil_value() };
  current_frame = &frame;
  kb_packed packed = kb_host_dispatch(outgoing.data, outgoing.length);
  if (packed == 0) packed = kb_host_await();
  current_frame = frame.outer;
  return read_response(mrb, &frame, packed);
}

struct block_call {
  struct frame *frame;
  struct kb_message arguments;
};

static mrb_value
call_block(mrb_state *mrb, void *data)
{
  struct block_call *call = (struct block_call *)data;
  struct kb_reader reader = kb_reader_for_envelope(mrb, call->arguments.data, call->arguments.length, 1);
  mrb_value arguments = kb_read_value(&reader);
  if (!kb_read_end(&reader) || !mrb_array_p(arguments)) __builtin_trap();
  kb_inbox_return(mrb, call->arguments);
  mrb_value value = mrb_yield_argv(mrb, call->frame->block, RARRAY_LEN(arguments), RARRAY_PTR(arguments));
  struct kb_writer writer = kb_writer_new(mrb, &outgoing);
  kb_buffer_clear(&outgoing);
  kb_write_byte(&writer, KOBAKO_YIELD_VALUE);
  enum kb_write_status status = kb_write_value(&writer, value);
  if (status != KB_WRITE_OK) raise_uncrossable(mrb, &writer, status, "block value");
  return mrb_nil_value();
}

/*
** `break` ends the Service call itself; `return` wants to end a method further out, across the host's frames, which do not
** belong to the guest.
*/
static bool
return_p(const struct frame *frame, mrb_value unwinding)
{
  return (ptrdiff_t)((struct RBreak *)mrb_obj_ptr(unwinding))->ci_break_index < frame->depth;
}

static void
write_break(mrb_state *mrb, mrb_value unwinding)
{
  struct kb_writer writer = kb_writer_new(mrb, &outgoing);
  kb_buffer_clear(&outgoing);
  kb_write_byte(&writer, KOBAKO_YIELD_BREAK);
  mrb_value value = mrb_break_value_get((struct RBreak *)mrb_obj_ptr(unwinding));
  if (kb_write_value(&writer, value) == KB_WRITE_OK) return;
  /* The value itself stays in the guest, so one that cannot cross is no error. */
  kb_buffer_clear(&outgoing);
  kb_write_byte(&writer, KOBAKO_YIELD_BREAK);
  kb_write_nil(&writer);
}

kb_packed
kb_dispatch_yield(mrb_state *mrb, struct kb_message message)
{
  struct frame *frame = current_frame;
  if (frame == NULL || mrb_nil_p(frame->block)) __builtin_trap();
  int arena = mrb_gc_arena_save(mrb);
  struct block_call call = { frame, message };
  mrb_bool failed;
  mrb_value error = mrb_protect_error(mrb, call_block, &call, &failed);
  current_frame = frame;
  mrb_gc_arena_restore(mrb, arena);
  if (failed && mrb_break_p(error) && return_p(frame, error)) {
    struct RClass *jump_error = mrb_exc_get_id(mrb, mrb_intern_lit(mrb, "LocalJumpError"));
    error = mrb_exc_new_lit(mrb, jump_error, "unexpected return: a block that a Service calls can only break");
  }
  if (failed) mrb_gc_protect(mrb, error); /* until kb_dispatch returns */
  if (failed && mrb_break_p(error)) {
    frame->unwinding = error;
    write_break(mrb, error);
  }
  else if (failed) {
    frame->raised = error;
    struct kb_writer writer = kb_writer_new(mrb, &outgoing);
    kb_buffer_clear(&outgoing);
    kb_write_byte(&writer, KOBAKO_YIELD_ERROR);
    kb_panic_write_error(&writer, error);
  }
  return kb_pack(outgoing.data, outgoing.length);
}

static mrb_value
service_error_type(mrb_state *mrb, mrb_value self)
{
  return mrb_iv_get(mrb, self, type_name);
}

static mrb_value
service_error_details(mrb_state *mrb, mrb_value self)
{
  return mrb_iv_get(mrb, self, details_name);
}

mrb_value
kb_service_error_type(mrb_state *mrb, mrb_value exception)
{
  return mrb_iv_get(mrb, exception, type_name);
}

void
kb_dispatch_init(mrb_state *mrb, struct RClass *kobako)
{
  type_name = mrb_intern_lit(mrb, "__type__");
  details_name = mrb_intern_lit(mrb, "__details__");
  service_error_class = mrb_define_class_under(mrb, kobako, "ServiceError", E_STANDARD_ERROR);
  mrb_define_method(mrb, service_error_class, "type", service_error_type, MRB_ARGS_NONE());
  mrb_define_method(mrb, service_error_class, "details", service_error_details, MRB_ARGS_NONE());
}
