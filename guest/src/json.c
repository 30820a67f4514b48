/*
** json.c - see kobako/json.h
*/
#include <kobako/json.h>
#include <kobako/arguments.h>
#include <kobako/json_error.h>
#include <kobako/json_generator.h>
#include <kobako/json_parser.h>
#include <math.h>
#include <mruby/class.h>
#include <mruby/error.h>
#include <mruby/hash.h>
#include <mruby/presym.h>
#include <mruby/string.h>

static mrb_value
option(mrb_state *mrb, mrb_value options, mrb_sym name, mrb_value fallback)
{
  if (!mrb_hash_p(options)) return fallback;
  return mrb_hash_fetch(mrb, options, mrb_symbol_value(name), fallback);
}

/* `lenient` is how JSON.load and JSON.parse! read when nothing is said. */
static struct kb_json_parse_options
parse_options(mrb_state *mrb, mrb_value options, bool lenient)
{
  mrb_value nil = mrb_nil_value();
  if (mrb_undef_p(options)) options = nil;
  if (!mrb_nil_p(options)) options = mrb_ensure_hash_type(mrb, options);
  mrb_value nesting = option(mrb, options, MRB_SYM(max_nesting), nil);
  mrb_int limit = mrb_test(nesting) ? mrb_as_int(mrb, nesting) : 0;
  return (struct kb_json_parse_options){
    .symbolize_names = mrb_test(option(mrb, options, MRB_SYM(symbolize_names), nil)),
    .allow_nan = mrb_test(option(mrb, options, MRB_SYM(allow_nan), mrb_bool_value(lenient))),
    .freeze = mrb_test(option(mrb, options, MRB_SYM(freeze), nil)),
    .max_nesting = limit > 0 && limit < KB_JSON_DEPTH ? limit : KB_JSON_DEPTH,
    .object_class = option(mrb, options, MRB_SYM(object_class), nil),
    .array_class = option(mrb, options, MRB_SYM(array_class), nil),
  };
}

static mrb_value
source_of(mrb_state *mrb, mrb_value source)
{
  mrb_value string = mrb_check_string_type(mrb, source);
  if (mrb_string_p(string)) return string;
  if (mrb_immediate_p(source) && !mrb_integer_p(source) && !mrb_symbol_p(source)) {
    mrb_raisef(mrb, E_TYPE_ERROR, "no implicit conversion of %!v into String", source);
  }
  mrb_raisef(mrb, E_TYPE_ERROR, "no implicit conversion of %T into String", source);
}

static void
check_count(mrb_state *mrb, mrb_int least, mrb_int most)
{
  mrb_int count = kb_argument_count(mrb);
  if (count < least || count > most) mrb_argnum_error(mrb, count, (int)least, (int)most);
}

static mrb_value
parse(mrb_state *mrb, bool lenient)
{
  check_count(mrb, 1, 2);
  mrb_value source = source_of(mrb, kb_argument_at(mrb, 0));
  struct kb_json_parse_options options = parse_options(mrb, kb_argument_at(mrb, 1), lenient);
  return kb_json_parse(mrb, source, &options);
}

static mrb_value
json_parse(mrb_state *mrb, mrb_value self)
{
  (void)self;
  return parse(mrb, false);
}

static mrb_value
json_parse_lenient(mrb_state *mrb, mrb_value self)
{
  (void)self;
  return parse(mrb, true);
}

/* JSON.load(source, proc = nil, options = nil): nothing is nil. Without a proc, which CRuby would call for each value. */
static mrb_value
json_load(mrb_state *mrb, mrb_value self)
{
  (void)self;
  check_count(mrb, 1, 3);
  mrb_value source = kb_argument_at(mrb, 0);
  if (mrb_nil_p(source)) return source;
  source = source_of(mrb, source);
  if (RSTRING_LEN(source) == 0) return mrb_nil_value();
  mrb_value last = kb_argument_at(mrb, kb_argument_count(mrb) - 1);
  struct kb_json_parse_options options = parse_options(mrb, mrb_hash_p(last) ? last : mrb_nil_value(), true);
  return kb_json_parse(mrb, source, &options);
}

static mrb_value
generate(mrb_state *mrb, mrb_value value, mrb_value options, struct kb_json_state state)
{
  if (mrb_undef_p(options) || mrb_nil_p(options)) return kb_json_generate(mrb, &state, mrb_nil_value(), value);
  mrb_value object = kb_json_state_from(mrb, options);
  return kb_json_generate(mrb, kb_json_state_get(mrb, object), object, value);
}

static mrb_value
json_generate(mrb_state *mrb, mrb_value self)
{
  (void)self;
  check_count(mrb, 1, 2);
  return generate(mrb, kb_argument_at(mrb, 0), kb_argument_at(mrb, 1), kb_json_state_default());
}

/* Options that say nothing else, filled up with how `pretty_generate` lays text out. */
static mrb_value
pretty_options(mrb_state *mrb, mrb_value options)
{
  mrb_value merged = mrb_hash_new_capa(mrb, 8);
  mrb_value newline = mrb_str_new_lit(mrb, "\n");
  mrb_hash_set(mrb, merged, mrb_symbol_value(MRB_SYM(indent)), mrb_str_new_lit(mrb, "  "));
  mrb_hash_set(mrb, merged, mrb_symbol_value(MRB_SYM(space)), mrb_str_new_lit(mrb, " "));
  mrb_hash_set(mrb, merged, mrb_symbol_value(MRB_SYM(object_nl)), newline);
  mrb_hash_set(mrb, merged, mrb_symbol_value(MRB_SYM(array_nl)), newline);
  mrb_hash_merge(mrb, merged, options);
  return merged;
}

static mrb_value
json_pretty_generate(mrb_state *mrb, mrb_value self)
{
  (void)self;
  check_count(mrb, 1, 2);
  mrb_value options = kb_argument_at(mrb, 1);
  if (mrb_hash_p(options)) options = pretty_options(mrb, options);
  struct kb_json_state state = kb_json_state_default();
  state.indent = (struct kb_json_bytes){ "  ", 2 };
  state.space = (struct kb_json_bytes){ " ", 1 };
  state.object_nl = state.array_nl = (struct kb_json_bytes){ "\n", 1 };
  return generate(mrb, kb_argument_at(mrb, 0), options, state);
}

/* JSON.dump(value, io = nil): what `io` is given is what its `write` gets. */
static mrb_value
json_dump(mrb_state *mrb, mrb_value self)
{
  (void)self;
  check_count(mrb, 1, 3);
  struct kb_json_state state = kb_json_state_default();
  state.allow_nan = true;
  mrb_value text = generate(mrb, kb_argument_at(mrb, 0), mrb_nil_value(), state);
  mrb_value io = kb_argument_at(mrb, 1);
  if (mrb_undef_p(io) || !mrb_respond_to(mrb, io, MRB_SYM(write))) return text;
  mrb_funcall_argv(mrb, io, MRB_SYM(write), 1, &text);
  return io;
}

/* JSON[text] and JSON(text) parse, JSON[value] and JSON(value) generate. */
static mrb_value
json_either(mrb_state *mrb, mrb_value self)
{
  return mrb_string_p(kb_argument_at(mrb, 0)) ? json_parse(mrb, self) : json_generate(mrb, self);
}

static void
define_to_json(mrb_state *mrb)
{
  struct RClass *const classes[] = {
    mrb->object_class, mrb->string_class, mrb->array_class,  mrb->hash_class,  mrb->integer_class,
    mrb->float_class,  mrb->nil_class,    mrb->true_class,   mrb->false_class,
  };
  for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++) {
    mrb_define_method_id(mrb, classes[i], MRB_SYM(to_json), kb_json_to_json, MRB_ARGS_ANY());
  }
}

void
kb_json_init(mrb_state *mrb)
{
  struct RClass *json = mrb_define_module_id(mrb, MRB_SYM(JSON));
  kb_json_error_init(mrb, json);
  kb_json_state_init(mrb, json);
  mrb_define_class_method_id(mrb, json, MRB_SYM(parse), json_parse, MRB_ARGS_ARG(1, 1));
  mrb_define_class_method_id(mrb, json, MRB_SYM_B(parse), json_parse_lenient, MRB_ARGS_ARG(1, 1));
  mrb_define_class_method_id(mrb, json, MRB_SYM(load), json_load, MRB_ARGS_ARG(1, 2));
  mrb_define_class_method_id(mrb, json, MRB_SYM(generate), json_generate, MRB_ARGS_ARG(1, 1));
  mrb_define_class_method_id(mrb, json, MRB_SYM(pretty_generate), json_pretty_generate, MRB_ARGS_ARG(1, 1));
  mrb_define_class_method_id(mrb, json, MRB_SYM(dump), json_dump, MRB_ARGS_ARG(1, 2));
  mrb_define_class_method_id(mrb, json, MRB_OPSYM(aref), json_either, MRB_ARGS_ARG(1, 1));
  mrb_define_module_function_id(mrb, mrb->kernel_module, MRB_SYM(JSON), json_either, MRB_ARGS_ARG(1, 1));
  mrb_define_const_id(mrb, json, MRB_SYM(NaN), mrb_float_value(mrb, NAN));
  mrb_define_const_id(mrb, json, MRB_SYM(Infinity), mrb_float_value(mrb, INFINITY));
  mrb_define_const_id(mrb, json, MRB_SYM(MinusInfinity), mrb_float_value(mrb, -INFINITY));
  define_to_json(mrb);
}
