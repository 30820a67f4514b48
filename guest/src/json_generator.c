/*
** json_generator.c - see kobako/json_generator.h
**
** Whatever a `to_json` or `to_s` of the script does, to the values being written too, comes out as some text or as an
** exception: arrays are indexed anew for each element, hashes are walked over a copy of their pairs.
*/
#include <kobako/json_generator.h>
#include <kobako/arguments.h>
#include <kobako/decimal.h>
#include <kobako/json_error.h>
#include <kobako/proxy.h>
#include <math.h>
#include <mruby/array.h>
#include <mruby/class.h>
#include <mruby/error.h>
#include <mruby/hash.h>
#include <mruby/internal.h>
#include <mruby/numeric.h>
#include <mruby/presym.h>
#include <mruby/string.h>

struct generator {
  mrb_state *mrb;
  struct kb_text text;
  struct kb_json_state *state;
  /* The State object for `to_json` methods of the script, or nil while none has been called. */
  mrb_value object;
  /* An Array that keeps it alive. */
  mrb_value keeper;
};

static void write_value(struct generator *generator, mrb_value value);

static void
write_bytes(struct generator *generator, struct kb_json_bytes bytes)
{
  if (bytes.length > 0) kb_text_append(&generator->text, bytes.bytes, bytes.length);
}

static void
write_indent(struct generator *generator)
{
  if (generator->state->indent.length == 0) return;
  for (mrb_int i = generator->state->depth; i > 0; i--) write_bytes(generator, generator->state->indent);
}

static void
open_level(struct generator *generator, char bracket)
{
  struct kb_json_state *state = generator->state;
  if (++state->depth > state->max_nesting) {
    kb_json_refuse_depth(generator->mrb, state->depth--);
  }
  kb_text_byte(&generator->text, bracket);
}

static void
close_level(struct generator *generator, struct kb_json_bytes newline, char bracket)
{
  generator->state->depth--;
  if (newline.length > 0) {
    write_bytes(generator, newline);
    write_indent(generator);
  }
  kb_text_byte(&generator->text, bracket);
}

static void
write_array(struct generator *generator, mrb_value array)
{
  struct kb_json_bytes newline = generator->state->array_nl;
  open_level(generator, '[');
  write_bytes(generator, newline);
  for (mrb_int i = 0; i < RARRAY_LEN(array); i++) {
    if (i > 0) {
      kb_text_byte(&generator->text, ',');
      write_bytes(generator, newline);
    }
    write_indent(generator);
    write_value(generator, RARRAY_PTR(array)[i]);
  }
  close_level(generator, newline, ']');
}

static int
collect_pair(mrb_state *mrb, mrb_value key, mrb_value value, void *pairs)
{
  mrb_ary_push(mrb, *(mrb_value *)pairs, key);
  mrb_ary_push(mrb, *(mrb_value *)pairs, value);
  return 0;
}

/* A Handle or Service would send `to_json` and `to_s` to the host. */
static bool
proxy_p(mrb_state *mrb, mrb_value value)
{
  return kb_handle_id(mrb, value) != 0 || (mrb_type(value) == MRB_TT_CDATA && kb_proxy_constant_p(mrb, value));
}

static mrb_value
string_of(mrb_state *mrb, mrb_value value)
{
  if (mrb_string_p(value)) return value;
  if (mrb_symbol_p(value)) return mrb_sym_str(mrb, mrb_symbol(value));
  if (proxy_p(mrb, value) || !mrb_respond_to(mrb, value, MRB_SYM(to_s))) {
    kb_json_refuse_value(mrb, mrb_obj_classname(mrb, value));
  }
  mrb_value string = mrb_funcall_argv(mrb, value, MRB_SYM(to_s), 0, NULL);
  if (!mrb_string_p(string)) mrb_raisef(mrb, E_TYPE_ERROR, "wrong argument type %T (expected String)", string);
  return string;
}

static void
write_object(struct generator *generator, mrb_value hash)
{
  mrb_state *mrb = generator->mrb;
  const struct kb_json_state *state = generator->state;
  open_level(generator, '{');
  mrb_value pairs = mrb_ary_new_capa(mrb, mrb_hash_size(mrb, hash) * 2);
  mrb_hash_foreach(mrb, mrb_hash_ptr(hash), collect_pair, &pairs);
  int arena = mrb_gc_arena_save(mrb);
  for (mrb_int i = 0; i < RARRAY_LEN(pairs); i += 2) {
    if (i > 0) kb_text_byte(&generator->text, ',');
    write_bytes(generator, state->object_nl);
    write_indent(generator);
    mrb_value key = RARRAY_PTR(pairs)[i];
    kb_json_write_string(&generator->text, state, mrb_nil_p(key) ? mrb_str_new(mrb, NULL, 0) : string_of(mrb, key));
    write_bytes(generator, state->space_before);
    kb_text_byte(&generator->text, ':');
    write_bytes(generator, state->space);
    write_value(generator, RARRAY_PTR(pairs)[i + 1]);
    mrb_gc_arena_restore(mrb, arena);
  }
  close_level(generator, state->object_nl, '}');
}

static void
write_integer(struct kb_text *text, mrb_int value)
{
  char digits[24];
  char *p = digits + sizeof digits;
  uint64_t left = value < 0 ? -(uint64_t)value : (uint64_t)value;
  do {
    *--p = (char)('0' + left % 10);
    left /= 10;
  } while (left != 0);
  if (value < 0) *--p = '-';
  kb_text_append(text, p, digits + sizeof digits - p);
}

static void
write_float(struct generator *generator, double value)
{
  char text[KB_DECIMAL_TEXT];
  size_t length = kb_decimal_text(value, text);
  if (!isfinite(value) && !generator->state->allow_nan) {
    text[length] = '\0';
    kb_json_refuse_value(generator->mrb, text);
  }
  kb_text_append(&generator->text, text, (mrb_int)length);
}

static mrb_value
state_object(struct generator *generator)
{
  if (mrb_nil_p(generator->object)) {
    generator->object = kb_json_state_copy(generator->mrb, generator->state);
    mrb_ary_push(generator->mrb, generator->keeper, generator->object);
    generator->state = kb_json_state_get(generator->mrb, generator->object);
  }
  return generator->object;
}

/* A value as its kind, whatever `to_json` its class has; any other object as its `to_s`. */
static void
write_kind(struct generator *generator, mrb_value value)
{
  struct kb_text *text = &generator->text;
  switch (mrb_type(value)) {
  case MRB_TT_FALSE:
    if (mrb_nil_p(value)) kb_text_literal(text, "null");
    else kb_text_literal(text, "false");
    break;
  case MRB_TT_TRUE:
    kb_text_literal(text, "true");
    break;
  case MRB_TT_INTEGER:
    write_integer(text, mrb_integer(value));
    break;
  case MRB_TT_BIGINT:
    kb_text_append_string(text, mrb_bint_to_s(generator->mrb, value, 10));
    break;
  case MRB_TT_FLOAT:
    write_float(generator, mrb_float(value));
    break;
  case MRB_TT_ARRAY:
    write_array(generator, value);
    break;
  case MRB_TT_HASH:
    write_object(generator, value);
    break;
  default:
    kb_json_write_string(text, generator->state, string_of(generator->mrb, value));
    break;
  }
}

/* What a `to_json` of the script answers, as it is. */
static void
write_answer(struct generator *generator, mrb_value value)
{
  mrb_state *mrb = generator->mrb;
  mrb_value object = state_object(generator);
  mrb_int depth = generator->state->depth;
  mrb_value answer = mrb_funcall_argv(mrb, value, MRB_SYM(to_json), 1, &object);
  generator->state->depth = depth;
  if (!mrb_string_p(answer)) mrb_raisef(mrb, E_TYPE_ERROR, "wrong argument type %T (expected String)", answer);
  kb_text_append_string(&generator->text, answer);
}

/* Whether the value is of a class whose `to_json` CRuby's generator does not ask for. */
static bool
core_p(mrb_state *mrb, mrb_value value)
{
  switch (mrb_type(value)) {
  case MRB_TT_STRING:
    return mrb_class(mrb, value) == mrb->string_class;
  case MRB_TT_ARRAY:
    return mrb_class(mrb, value) == mrb->array_class;
  case MRB_TT_HASH:
    return mrb_class(mrb, value) == mrb->hash_class;
  case MRB_TT_FALSE:
  case MRB_TT_TRUE:
  case MRB_TT_INTEGER:
  case MRB_TT_BIGINT:
  case MRB_TT_FLOAT:
    return true;
  default:
    return false;
  }
}

static void
write_value(struct generator *generator, mrb_value value)
{
  mrb_state *mrb = generator->mrb;
  int arena = mrb_gc_arena_save(mrb);
  if (core_p(mrb, value)) {
    write_kind(generator, value);
  }
  else if (proxy_p(mrb, value)) {
    kb_json_refuse_value(mrb, mrb_obj_classname(mrb, value));
  }
  else if (mrb_func_basic_p(mrb, value, MRB_SYM(to_json), kb_json_to_json) || !mrb_respond_to(mrb, value, MRB_SYM(to_json))) {
    write_kind(generator, value);
  }
  else {
    write_answer(generator, value);
  }
  mrb_gc_arena_restore(mrb, arena);
}

static struct generator
generator_new(mrb_state *mrb, struct kb_json_state *state, mrb_value object)
{
  return (struct generator){ mrb, kb_text_new(mrb, 64), state, object, mrb_ary_new(mrb) };
}

mrb_value
kb_json_generate(mrb_state *mrb, struct kb_json_state *state, mrb_value object, mrb_value value)
{
  struct generator generator = generator_new(mrb, state, object);
  write_value(&generator, value);
  return kb_text_finish(&generator.text);
}

mrb_value
kb_json_to_json(mrb_state *mrb, mrb_value self)
{
  mrb_value options = kb_argument_at(mrb, 0);
  struct kb_json_state defaults = kb_json_state_default();
  struct kb_json_state *state = &defaults;
  mrb_value object = mrb_nil_value();
  if (!mrb_undef_p(options) && !mrb_nil_p(options)) {
    object = kb_json_state_from(mrb, options);
    state = kb_json_state_get(mrb, object);
  }
  if (proxy_p(mrb, self)) kb_json_refuse_value(mrb, mrb_obj_classname(mrb, self));
  struct generator generator = generator_new(mrb, state, object);
  write_kind(&generator, self);
  return kb_text_finish(&generator.text);
}
