/*
** match.c - see kobako/match.h
**
** A search makes one of these only when somebody may ask for it (last_match.c): one object and one piece of memory.
*/
#include <kobako/match.h>
#include <kobako/regexp.h>
#include <kobako/regexp_text.h>
#include <mruby/class.h>
#include <mruby/error.h>
#include <mruby/gc.h>
#include <mruby/presym.h>
#include <mruby/string.h>
#include <string.h>

static struct RClass *match_class;

static const mrb_data_type match_type = { "MatchData", mrb_free };

void
kb_match_mark(mrb_state *mrb, struct RData *data)
{
  if (data->type != &match_type || data->data == NULL) return;
  struct kb_match *match = (struct kb_match *)data->data;
  mrb_gc_mark_value(mrb, match->pattern);
  mrb_gc_mark_value(mrb, match->subject);
}

static struct kb_match *
allocate(mrb_state *mrb, struct RData **data, mrb_value pattern, const struct kb_subject *subject, int32_t count)
{
  *data = mrb_data_object_alloc(mrb, match_class, NULL, &match_type);
  struct kb_match *match =
    (struct kb_match *)mrb_malloc(mrb, sizeof *match + 2 * (size_t)count * sizeof match->offsets[0]);
  *match = (struct kb_match){
    .pattern = pattern, .subject = subject->string, .ascii = subject->ascii, .count = count
  };
  (*data)->data = match;
  return match;
}

mrb_value
kb_match_new(mrb_state *mrb, mrb_value pattern, const struct kb_subject *subject)
{
  struct RData *data;
  int32_t count = kb_pattern_region.num_regs;
  struct kb_match *match = allocate(mrb, &data, pattern, subject, count);
  for (int32_t i = 0; i < count; i++) {
    match->offsets[2 * i] = kb_pattern_region.beg[i];
    match->offsets[2 * i + 1] = kb_pattern_region.end[i];
  }
  return mrb_obj_value(data);
}

mrb_value
kb_match_new_plain(
  mrb_state *mrb, mrb_value pattern, const struct kb_subject *subject, mrb_int begin, mrb_int end
)
{
  struct RData *data;
  struct kb_match *match = allocate(mrb, &data, pattern, subject, 1);
  match->offsets[0] = (int32_t)begin;
  match->offsets[1] = (int32_t)end;
  return mrb_obj_value(data);
}

struct kb_match *
kb_match_get(mrb_state *mrb, mrb_value value)
{
  struct kb_match *match = (struct kb_match *)mrb_data_check_get_ptr(mrb, value, &match_type);
  if (match == NULL) mrb_raisef(mrb, E_TYPE_ERROR, "wrong argument type %T (expected MatchData)", value);
  return match;
}

void
kb_match_know(mrb_state *mrb, mrb_value value, mrb_int byte, mrb_int character)
{
  struct kb_match *match = kb_match_get(mrb, value);
  match->known_byte = (int32_t)byte;
  match->known_character = (int32_t)character;
}

mrb_value
kb_match_group(mrb_state *mrb, const struct kb_match *match, mrb_int group)
{
  if (group < 0 || group >= match->count || match->offsets[2 * group] < 0) return mrb_nil_value();
  return kb_subject_part(mrb, match->subject, match->offsets[2 * group], match->offsets[2 * group + 1]);
}

static mrb_int
named_group(mrb_state *mrb, const struct kb_match *match, const char *name, mrb_int length)
{
  struct kb_pattern *pattern = kb_regexp_pattern(mrb, match->pattern);
  mrb_int group = pattern == NULL ? -1 : kb_pattern_group(pattern, name, length, match->offsets);
  if (group < 0) {
    mrb_value text = mrb_str_new(mrb, name, length);
    mrb_raisef(mrb, E_INDEX_ERROR, "undefined group name reference: %v", text);
  }
  return group;
}

mrb_int
kb_match_number(mrb_state *mrb, const struct kb_match *match, mrb_value key)
{
  if (mrb_symbol_p(key)) {
    mrb_int length;
    const char *name = mrb_sym_name_len(mrb, mrb_symbol(key), &length);
    return named_group(mrb, match, name, length);
  }
  if (mrb_string_p(key)) return named_group(mrb, match, RSTRING_PTR(key), RSTRING_LEN(key));
  mrb_int number = mrb_as_int(mrb, key);
  if (number < 0) number += match->count;
  return number < 0 || number >= match->count ? -1 : number;
}

mrb_value
kb_match_regexp(mrb_state *mrb, struct kb_match *match)
{
  if (!mrb_string_p(match->pattern)) return match->pattern;
  mrb_value source = kb_regexp_escape(mrb, match->pattern);
  return kb_regexp_literal(mrb, RSTRING_PTR(source), RSTRING_LEN(source), 0);
}

static mrb_value
match_initialize_copy(mrb_state *mrb, mrb_value self)
{
  mrb_value original = mrb_get_arg1(mrb);
  if (mrb_obj_equal(mrb, self, original)) return self;
  const struct kb_match *match = kb_match_get(mrb, original);
  if (DATA_PTR(self) != NULL) mrb_raise(mrb, E_TYPE_ERROR, "already initialized MatchData");
  size_t size = sizeof *match + 2 * (size_t)match->count * sizeof match->offsets[0];
  void *copy = mrb_malloc(mrb, size);
  memcpy(copy, match, size);
  mrb_data_init(self, copy, &match_type);
  mrb_write_barrier(mrb, mrb_basic_ptr(self));
  return self;
}

void
kb_match_init(mrb_state *mrb)
{
  match_class = mrb_define_class_id(mrb, MRB_SYM(MatchData), mrb->object_class);
  MRB_SET_INSTANCE_TT(match_class, MRB_TT_CDATA);
  mrb_undef_class_method(mrb, match_class, "new");
  mrb_undef_class_method(mrb, match_class, "allocate");
  mrb_define_method_id(mrb, match_class, MRB_SYM(initialize_copy), match_initialize_copy, MRB_ARGS_REQ(1));
  kb_match_methods_init(mrb, match_class);
}
