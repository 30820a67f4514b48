/*
** regexp.c - see kobako/regexp.h
*/
#include <kobako/regexp.h>
#include <kobako/last_match.h>
#include <kobako/match.h>
#include <kobako/pattern_memory.h>
#include <kobako/pattern_names.h>
#include <kobako/regexp_class.h>
#include <kobako/regexp_match.h>
#include <kobako/regexp_text.h>
#include <kobako/string_patterns.h>
#include <mruby/array.h>
#include <mruby/class.h>
#include <mruby/data.h>
#include <mruby/error.h>
#include <mruby/hash.h>
#include <mruby/presym.h>
#include <mruby/string.h>

static struct RClass *regexp_class;

static void
regexp_free(mrb_state *mrb, void *data)
{
  if (data != NULL) kb_pattern_release(mrb, (struct kb_pattern *)data);
}

static const mrb_data_type regexp_type = { "Regexp", regexp_free };

struct kb_pattern *
kb_regexp_pattern(mrb_state *mrb, mrb_value value)
{
  return (struct kb_pattern *)mrb_data_check_get_ptr(mrb, value, &regexp_type);
}

struct kb_pattern *
kb_regexp_get(mrb_state *mrb, mrb_value value)
{
  struct kb_pattern *pattern = kb_regexp_pattern(mrb, value);
  if (pattern != NULL) return pattern;
  if (mrb_obj_is_kind_of(mrb, value, regexp_class)) mrb_raise(mrb, E_TYPE_ERROR, "uninitialized Regexp");
  mrb_raisef(mrb, E_TYPE_ERROR, "wrong argument type %T (expected Regexp)", value);
}

mrb_value
kb_regexp_of(mrb_state *mrb, struct kb_pattern *pattern)
{
  struct RData *data = mrb_data_object_alloc(mrb, regexp_class, NULL, &regexp_type);
  data->data = kb_pattern_retain(pattern);
  return mrb_obj_value(data);
}

/* The object takes the reference over. */
static mrb_value
initialize_with(mrb_value self, struct kb_pattern *pattern)
{
  mrb_data_init(self, pattern, &regexp_type);
  return self;
}

static void
check_fresh(mrb_state *mrb, mrb_value self)
{
  if (DATA_PTR(self) != NULL) mrb_raise(mrb, E_TYPE_ERROR, "already initialized regexp");
}

static uint32_t
options_of_text(mrb_state *mrb, mrb_value text)
{
  uint32_t options = 0;
  for (mrb_int i = 0; i < RSTRING_LEN(text); i++) {
    switch (RSTRING_PTR(text)[i]) {
      case 'i': options |= KB_PATTERN_IGNORECASE; break;
      case 'x': options |= KB_PATTERN_EXTENDED; break;
      case 'm': options |= KB_PATTERN_MULTILINE; break;
      default: mrb_raisef(mrb, E_ARGUMENT_ERROR, "unknown regexp option: %v", text);
    }
  }
  return options;
}

static uint32_t
options_of(mrb_state *mrb, mrb_value value)
{
  if (mrb_integer_p(value)) return (uint32_t)mrb_integer(value) & KB_PATTERN_OPTIONS;
  if (mrb_string_p(value)) return options_of_text(mrb, value);
  return mrb_test(value) ? KB_PATTERN_IGNORECASE : 0;
}

/* Regexp.new(source, options = nil), Regexp.new(regexp) */
static mrb_value
regexp_initialize(mrb_state *mrb, mrb_value self)
{
  mrb_value source, options = mrb_nil_value();
  mrb_get_args(mrb, "o|o", &source, &options);
  check_fresh(mrb, self);
  struct kb_pattern *pattern = kb_regexp_pattern(mrb, source);
  if (pattern != NULL) return initialize_with(self, kb_pattern_retain(pattern));
  if (mrb_symbol_p(source)) mrb_raise(mrb, E_TYPE_ERROR, "no implicit conversion of Symbol into String");
  source = kb_subject_string(mrb, source);
  uint32_t bits = options_of(mrb, options);
  pattern = kb_pattern_get(mrb, RSTRING_PTR(source), RSTRING_LEN(source), bits);
  return initialize_with(self, pattern);
}

static mrb_value
regexp_initialize_copy(mrb_state *mrb, mrb_value self)
{
  mrb_value other = mrb_get_arg1(mrb);
  if (mrb_obj_equal(mrb, self, other)) return self;
  check_fresh(mrb, self);
  return initialize_with(self, kb_pattern_retain(kb_regexp_get(mrb, other)));
}

static mrb_value
regexp_source(mrb_state *mrb, mrb_value self)
{
  struct kb_pattern *pattern = kb_regexp_get(mrb, self);
  return mrb_str_new(mrb, pattern->source, pattern->length);
}

/* Characters beyond ASCII fix a Regexp's encoding in CRuby: 16. */
static mrb_value
regexp_options(mrb_state *mrb, mrb_value self)
{
  struct kb_pattern *pattern = kb_regexp_get(mrb, self);
  return mrb_int_value(mrb, pattern->options | (pattern->wide ? 16 : 0));
}

static mrb_value
regexp_casefold(mrb_state *mrb, mrb_value self)
{
  return mrb_bool_value(kb_regexp_get(mrb, self)->options & KB_PATTERN_IGNORECASE);
}

static mrb_value
regexp_to_s(mrb_state *mrb, mrb_value self)
{
  struct kb_pattern *pattern = kb_regexp_get(mrb, self);
  return kb_regexp_embedding(mrb, pattern->source, pattern->length, pattern->options);
}

static mrb_value
regexp_inspect(mrb_state *mrb, mrb_value self)
{
  struct kb_pattern *pattern = kb_regexp_pattern(mrb, self);
  if (pattern == NULL) return mrb_any_to_s(mrb, self);
  return kb_regexp_inspection(mrb, pattern->source, pattern->length, pattern->options);
}

static mrb_value
regexp_equal(mrb_state *mrb, mrb_value self)
{
  struct kb_pattern *other = kb_regexp_pattern(mrb, mrb_get_arg1(mrb));
  if (other == NULL) return mrb_false_value();
  return mrb_bool_value(kb_pattern_is(kb_regexp_get(mrb, self), other->source, other->length, other->options));
}

static mrb_value
regexp_hash(mrb_state *mrb, mrb_value self)
{
  return mrb_int_value(mrb, kb_regexp_get(mrb, self)->hash);
}

static mrb_value
regexp_names(mrb_state *mrb, mrb_value self)
{
  return kb_pattern_names(mrb, kb_regexp_get(mrb, self));
}

static mrb_value
regexp_named_captures(mrb_state *mrb, mrb_value self)
{
  struct kb_pattern *pattern = kb_regexp_get(mrb, self);
  mrb_value names = kb_pattern_names(mrb, pattern);
  mrb_value hash = mrb_hash_new_capa(mrb, RARRAY_LEN(names));
  for (mrb_int i = 0; i < RARRAY_LEN(names); i++) {
    mrb_value name = RARRAY_PTR(names)[i];
    mrb_hash_set(mrb, hash, name, kb_pattern_numbers(mrb, pattern, name));
  }
  return hash;
}

void
kb_regexp_init(mrb_state *mrb)
{
  kb_pattern_memory_init(mrb);
  kb_pattern_init();
  kb_last_match_init(mrb);
  regexp_class = mrb_define_class_id(mrb, MRB_SYM(Regexp), mrb->object_class);
  MRB_SET_INSTANCE_TT(regexp_class, MRB_TT_CDATA);
  const struct {
    mrb_sym name;
    mrb_func_t function;
    mrb_aspec arguments;
  } methods[] = {
    { MRB_SYM(initialize), regexp_initialize, MRB_ARGS_ARG(1, 1) },
    { MRB_SYM(initialize_copy), regexp_initialize_copy, MRB_ARGS_REQ(1) },
    { MRB_SYM(source), regexp_source, MRB_ARGS_NONE() },
    { MRB_SYM(options), regexp_options, MRB_ARGS_NONE() },
    { MRB_SYM_Q(casefold), regexp_casefold, MRB_ARGS_NONE() },
    { MRB_SYM(to_s), regexp_to_s, MRB_ARGS_NONE() },
    { MRB_SYM(inspect), regexp_inspect, MRB_ARGS_NONE() },
    { MRB_OPSYM(eq), regexp_equal, MRB_ARGS_REQ(1) },
    { MRB_SYM_Q(eql), regexp_equal, MRB_ARGS_REQ(1) },
    { MRB_SYM(hash), regexp_hash, MRB_ARGS_NONE() },
    { MRB_SYM(names), regexp_names, MRB_ARGS_NONE() },
    { MRB_SYM(named_captures), regexp_named_captures, MRB_ARGS_NONE() },
  };
  for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++) {
    mrb_define_method_id(mrb, regexp_class, methods[i].name, methods[i].function, methods[i].arguments);
  }
  mrb_define_const_id(mrb, regexp_class, MRB_SYM(IGNORECASE), mrb_fixnum_value(KB_PATTERN_IGNORECASE));
  mrb_define_const_id(mrb, regexp_class, MRB_SYM(EXTENDED), mrb_fixnum_value(KB_PATTERN_EXTENDED));
  mrb_define_const_id(mrb, regexp_class, MRB_SYM(MULTILINE), mrb_fixnum_value(KB_PATTERN_MULTILINE));
  mrb_define_const_id(mrb, regexp_class, MRB_SYM(FIXEDENCODING), mrb_fixnum_value(16));
  mrb_define_const_id(mrb, regexp_class, MRB_SYM(NOENCODING), mrb_fixnum_value(32));
  kb_regexp_class_init(mrb, regexp_class);
  kb_regexp_match_init(mrb, regexp_class);
  kb_match_init(mrb);
  kb_string_patterns_init(mrb);
}
