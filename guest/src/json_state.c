/*
** json_state.c - see kobako/json_state.h
*/
#include <kobako/json_state.h>
#include <kobako/arguments.h>
#include <kobako/json.h>
#include <kobako/json_generator.h>
#include <mruby/class.h>
#include <mruby/data.h>
#include <mruby/error.h>
#include <mruby/hash.h>
#include <mruby/presym.h>
#include <mruby/string.h>
#include <mruby/variable.h>

static struct RClass *state_class;

static const mrb_data_type state_type = { "JSON::State", mrb_free };

struct kb_json_state
kb_json_state_default(void)
{
  return (struct kb_json_state){ .max_nesting = KB_JSON_DEPTH };
}

struct kb_json_state *
kb_json_state_get(mrb_state *mrb, mrb_value object)
{
  return (struct kb_json_state *)mrb_data_check_get_ptr(mrb, object, &state_type);
}

static mrb_value
state_new(mrb_state *mrb, struct kb_json_state **state)
{
  struct RData *data = mrb_data_object_alloc(mrb, state_class, NULL, &state_type);
  *state = (struct kb_json_state *)mrb_malloc(mrb, sizeof **state);
  **state = kb_json_state_default();
  data->data = *state;
  return mrb_obj_value(data);
}

/* An option by its name, a Symbol or, as CRuby takes them too, a String. */
static mrb_value
option(mrb_state *mrb, mrb_value options, mrb_sym name)
{
  mrb_value value = mrb_hash_fetch(mrb, options, mrb_symbol_value(name), mrb_undef_value());
  if (mrb_undef_p(value)) value = mrb_hash_fetch(mrb, options, mrb_sym_str(mrb, name), mrb_nil_value());
  return value;
}

/* The State object keeps the String, under a name that no script can write. */
static struct kb_json_bytes
bytes_option(mrb_state *mrb, mrb_value object, mrb_value options, mrb_sym name)
{
  mrb_value value = option(mrb, options, name);
  if (mrb_nil_p(value)) return (struct kb_json_bytes){ NULL, 0 };
  mrb_ensure_string_type(mrb, value);
  value = mrb_obj_freeze(mrb, mrb_str_new(mrb, RSTRING_PTR(value), RSTRING_LEN(value)));
  mrb_iv_set(mrb, object, name, value);
  return (struct kb_json_bytes){ RSTRING_PTR(value), RSTRING_LEN(value) };
}

static mrb_int
depth_option(mrb_state *mrb, mrb_value options)
{
  mrb_value value = mrb_hash_fetch(mrb, options, mrb_symbol_value(MRB_SYM(max_nesting)), mrb_fixnum_value(0));
  mrb_int depth = mrb_test(value) ? mrb_as_int(mrb, value) : 0;
  return depth > 0 && depth < KB_JSON_DEPTH ? depth : KB_JSON_DEPTH;
}

mrb_value
kb_json_state_from(mrb_state *mrb, mrb_value options)
{
  if (kb_json_state_get(mrb, options) != NULL) return options;
  struct kb_json_state *state;
  mrb_value object = state_new(mrb, &state);
  if (mrb_nil_p(options)) return object;
  if (!mrb_hash_p(options) && mrb_respond_to(mrb, options, MRB_SYM(to_h))) {
    options = mrb_funcall_argv(mrb, options, MRB_SYM(to_h), 0, NULL);
  }
  if (!mrb_hash_p(options)) mrb_raisef(mrb, E_TYPE_ERROR, "can't convert %T into Hash", options);
  state->indent = bytes_option(mrb, object, options, MRB_SYM(indent));
  state->space = bytes_option(mrb, object, options, MRB_SYM(space));
  state->space_before = bytes_option(mrb, object, options, MRB_SYM(space_before));
  state->object_nl = bytes_option(mrb, object, options, MRB_SYM(object_nl));
  state->array_nl = bytes_option(mrb, object, options, MRB_SYM(array_nl));
  state->allow_nan = mrb_test(option(mrb, options, MRB_SYM(allow_nan)));
  state->ascii_only = mrb_test(option(mrb, options, MRB_SYM(ascii_only)));
  state->script_safe = mrb_test(option(mrb, options, MRB_SYM(script_safe)));
  state->escape_slash = state->script_safe || mrb_test(option(mrb, options, MRB_SYM(escape_slash)));
  state->max_nesting = depth_option(mrb, options);
  mrb_value depth = option(mrb, options, MRB_SYM(depth));
  if (mrb_integer_p(depth) && mrb_integer(depth) > 0) state->depth = mrb_integer(depth);
  return object;
}

mrb_value
kb_json_state_copy(mrb_state *mrb, const struct kb_json_state *source)
{
  struct kb_json_state *state;
  mrb_value object = state_new(mrb, &state);
  *state = *source;
  return object;
}

static struct kb_json_state *
state_of(mrb_state *mrb, mrb_value self)
{
  struct kb_json_state *state = kb_json_state_get(mrb, self);
  if (state == NULL) mrb_raise(mrb, E_TYPE_ERROR, "uninitialized JSON::State");
  return state;
}

static mrb_value
state_s_new(mrb_state *mrb, mrb_value self)
{
  (void)self;
  mrb_value options = kb_argument_at(mrb, 0);
  return kb_json_state_from(mrb, mrb_undef_p(options) ? mrb_nil_value() : options);
}

static mrb_value
state_generate(mrb_state *mrb, mrb_value self)
{
  mrb_value value = mrb_get_arg1(mrb);
  return kb_json_generate(mrb, state_of(mrb, self), self, value);
}

static mrb_value
text_of(mrb_state *mrb, struct kb_json_bytes bytes)
{
  return mrb_str_new(mrb, bytes.bytes, bytes.length);
}

#define READER(name, value)                                    \
  static mrb_value state_##name(mrb_state *mrb, mrb_value self) \
  {                                                            \
    struct kb_json_state *state = state_of(mrb, self);         \
    return value;                                              \
  }

READER(indent, text_of(mrb, state->indent))
READER(space, text_of(mrb, state->space))
READER(space_before, text_of(mrb, state->space_before))
READER(object_nl, text_of(mrb, state->object_nl))
READER(array_nl, text_of(mrb, state->array_nl))
READER(allow_nan, mrb_bool_value(state->allow_nan))
READER(ascii_only, mrb_bool_value(state->ascii_only))
READER(max_nesting, mrb_int_value(mrb, state->max_nesting))
READER(depth, mrb_int_value(mrb, state->depth))

void
kb_json_state_init(mrb_state *mrb, struct RClass *json)
{
  state_class = mrb_define_class_under_id(mrb, json, MRB_SYM(State), mrb->object_class);
  MRB_SET_INSTANCE_TT(state_class, MRB_TT_CDATA);
  mrb_define_class_method_id(mrb, state_class, MRB_SYM(new), state_s_new, MRB_ARGS_OPT(1));
  mrb_undef_class_method(mrb, state_class, "allocate");
  mrb_undef_method(mrb, state_class, "initialize_copy");
  mrb_define_method_id(mrb, state_class, MRB_SYM(generate), state_generate, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, state_class, MRB_SYM(indent), state_indent, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, state_class, MRB_SYM(space), state_space, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, state_class, MRB_SYM(space_before), state_space_before, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, state_class, MRB_SYM(object_nl), state_object_nl, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, state_class, MRB_SYM(array_nl), state_array_nl, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, state_class, MRB_SYM_Q(allow_nan), state_allow_nan, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, state_class, MRB_SYM_Q(ascii_only), state_ascii_only, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, state_class, MRB_SYM(max_nesting), state_max_nesting, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, state_class, MRB_SYM(depth), state_depth, MRB_ARGS_NONE());
}
