/*
** regexp_class.c - see kobako/regexp_class.h
**
** A literal is a frozen object that is made once. The compiler calls `Regexp.__literal` each time it is evaluated, so the
** objects are kept: 256 of them, and no more than their patterns' bytes allow.
*/
#include <kobako/regexp_class.h>
#include <kobako/last_match.h>
#include <kobako/match.h>
#include <kobako/regexp.h>
#include <kobako/regexp_text.h>
#include <kobako/subject.h>
#include <mruby/array.h>
#include <mruby/class.h>
#include <mruby/presym.h>
#include <mruby/string.h>

#define LITERALS 256u
#define LITERAL_BYTES_MAX (256u * 1024)

static mrb_value literals;
static size_t literal_bytes;

static void
keep(mrb_state *mrb, mrb_value regexp, const struct kb_pattern *pattern, uint32_t place)
{
  if (pattern->cost > LITERAL_BYTES_MAX / 4) return;
  literal_bytes += pattern->cost;
  if (literal_bytes > LITERAL_BYTES_MAX) {
    for (mrb_int i = 0; i < (mrb_int)LITERALS; i++) mrb_ary_set(mrb, literals, i, mrb_nil_value());
    literal_bytes = pattern->cost;
  }
  mrb_ary_set(mrb, literals, (mrb_int)place, regexp);
}

mrb_value
kb_regexp_literal(mrb_state *mrb, const char *source, mrb_int length, uint32_t options)
{
  uint32_t place = kb_pattern_hash(source, length, options) % LITERALS;
  mrb_value known = RARRAY_PTR(literals)[place];
  if (!mrb_nil_p(known) && kb_pattern_is(kb_regexp_get(mrb, known), source, length, options)) return known;
  struct kb_pattern *pattern = kb_pattern_get(mrb, source, length, options);
  mrb_value regexp = kb_regexp_of(mrb, pattern);
  kb_pattern_release(mrb, pattern);
  MRB_SET_FROZEN_FLAG(mrb_basic_ptr(regexp));
  keep(mrb, regexp, pattern, place);
  return regexp;
}

/* Regexp.__literal(source, letters, encoding): what `/source/letters` becomes. */
static mrb_value
regexp_s_literal(mrb_state *mrb, mrb_value self)
{
  (void)self;
  mrb_value source, letters = mrb_nil_value(), encoding;
  mrb_get_args(mrb, "S|oo", &source, &letters, &encoding);
  uint32_t options = 0;
  if (mrb_string_p(letters)) {
    for (mrb_int i = 0; i < RSTRING_LEN(letters); i++) {
      char letter = RSTRING_PTR(letters)[i];
      options |= letter == 'i' ? KB_PATTERN_IGNORECASE : letter == 'x' ? KB_PATTERN_EXTENDED : KB_PATTERN_MULTILINE;
    }
  }
  return kb_regexp_literal(mrb, RSTRING_PTR(source), RSTRING_LEN(source), options);
}

static mrb_value
regexp_s_escape(mrb_state *mrb, mrb_value self)
{
  (void)self;
  return kb_regexp_escape(mrb, kb_subject_string(mrb, mrb_get_arg1(mrb)));
}

static mrb_value
regexp_s_try_convert(mrb_state *mrb, mrb_value self)
{
  (void)self;
  mrb_value value = mrb_get_arg1(mrb);
  return kb_regexp_pattern(mrb, value) != NULL ? value : mrb_nil_value();
}

/* Regexp.last_match, Regexp.last_match(1), Regexp.last_match(:name) */
static mrb_value
regexp_s_last_match(mrb_state *mrb, mrb_value self)
{
  (void)self;
  mrb_value key;
  mrb_int given = mrb_get_args(mrb, "|o", &key);
  mrb_value last = kb_last_match_get(mrb);
  if (given == 0 || mrb_nil_p(last)) return last;
  struct kb_match *match = kb_match_get(mrb, last);
  return kb_match_group(mrb, match, kb_match_number(mrb, match, key));
}

/* A part of a union: a Regexp with its options, anything else letter by letter. */
static mrb_value
union_part(mrb_state *mrb, mrb_value part)
{
  struct kb_pattern *pattern = kb_regexp_pattern(mrb, part);
  if (pattern == NULL) return kb_regexp_escape(mrb, kb_subject_string(mrb, part));
  return kb_regexp_embedding(mrb, pattern->source, pattern->length, pattern->options);
}

static mrb_value
regexp_s_union(mrb_state *mrb, mrb_value self)
{
  (void)self;
  const mrb_value *values;
  mrb_int count;
  mrb_get_args(mrb, "*", &values, &count);
  mrb_value parts = count == 1 && mrb_array_p(values[0]) ? values[0] : mrb_ary_new_from_values(mrb, count, values);
  mrb_value source = mrb_str_new_lit(mrb, "(?!)");
  if (RARRAY_LEN(parts) == 1 && kb_regexp_pattern(mrb, RARRAY_PTR(parts)[0]) != NULL) return RARRAY_PTR(parts)[0];
  for (mrb_int i = 0; i < RARRAY_LEN(parts); i++) {
    int arena = mrb_gc_arena_save(mrb);
    if (i == 0) mrb_str_resize(mrb, source, 0);
    else mrb_str_cat_lit(mrb, source, "|");
    mrb_str_cat_str(mrb, source, union_part(mrb, RARRAY_PTR(parts)[i]));
    mrb_gc_arena_restore(mrb, arena);
  }
  struct kb_pattern *pattern = kb_pattern_get(mrb, RSTRING_PTR(source), RSTRING_LEN(source), 0);
  mrb_value regexp = kb_regexp_of(mrb, pattern);
  kb_pattern_release(mrb, pattern);
  return regexp;
}

void
kb_regexp_class_init(mrb_state *mrb, struct RClass *regexp_class)
{
  literals = mrb_ary_new_capa(mrb, LITERALS);
  mrb_ary_set(mrb, literals, LITERALS - 1, mrb_nil_value());
  mrb_gc_register(mrb, literals);
  mrb_define_class_method_id(mrb, regexp_class, MRB_SYM(__literal), regexp_s_literal, MRB_ARGS_ARG(1, 2));
  mrb_define_class_method_id(mrb, regexp_class, MRB_SYM(escape), regexp_s_escape, MRB_ARGS_REQ(1));
  mrb_define_class_method_id(mrb, regexp_class, MRB_SYM(quote), regexp_s_escape, MRB_ARGS_REQ(1));
  mrb_define_class_method_id(mrb, regexp_class, MRB_SYM(try_convert), regexp_s_try_convert, MRB_ARGS_REQ(1));
  mrb_define_class_method_id(mrb, regexp_class, MRB_SYM(last_match), regexp_s_last_match, MRB_ARGS_OPT(1));
  mrb_define_class_method_id(mrb, regexp_class, MRB_SYM(union), regexp_s_union, MRB_ARGS_ANY());
  struct RClass *singleton = mrb_singleton_class_ptr(mrb, mrb_obj_value(regexp_class));
  mrb_define_alias_id(mrb, singleton, MRB_SYM(compile), MRB_SYM(new));
}
