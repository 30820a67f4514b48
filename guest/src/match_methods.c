/*
** match_methods.c - what a MatchData answers
*/
#include <kobako/match.h>
#include <kobako/pattern_names.h>
#include <kobako/regexp.h>
#include <mruby/array.h>
#include <mruby/class.h>
#include <mruby/error.h>
#include <mruby/hash.h>
#include <mruby/presym.h>
#include <mruby/range.h>
#include <mruby/string.h>
#include <string.h>

/* Groups as Strings, from `first` on. */
static mrb_value
groups(mrb_state *mrb, const struct kb_match *match, mrb_int first)
{
  mrb_value list = mrb_ary_new_capa(mrb, match->count);
  int arena = mrb_gc_arena_save(mrb);
  for (mrb_int i = first; i < match->count; i++) {
    mrb_ary_push(mrb, list, kb_match_group(mrb, match, i));
    mrb_gc_arena_restore(mrb, arena);
  }
  return list;
}

static mrb_value
match_to_a(mrb_state *mrb, mrb_value self)
{
  return groups(mrb, kb_match_get(mrb, self), 0);
}

static mrb_value
match_captures(mrb_state *mrb, mrb_value self)
{
  return groups(mrb, kb_match_get(mrb, self), 1);
}

/* m[1], m[-1], m[:name], m["name"]; m[1, 2] and m[1..2] as of the Array of groups. */
static mrb_value
match_aref(mrb_state *mrb, mrb_value self)
{
  mrb_value key, length;
  mrb_int given = mrb_get_args(mrb, "o|o", &key, &length);
  struct kb_match *match = kb_match_get(mrb, self);
  if (given == 1 && !mrb_range_p(key)) return kb_match_group(mrb, match, kb_match_number(mrb, match, key));
  mrb_value arguments[] = { key, given == 2 ? length : mrb_nil_value() };
  return mrb_funcall_argv(mrb, groups(mrb, match, 0), MRB_OPSYM(aref), given, arguments);
}

/* The group of an argument of `begin`, `end` and `offset`. */
static mrb_int
group_argument(mrb_state *mrb, const struct kb_match *match)
{
  mrb_value key = mrb_get_arg1(mrb);
  mrb_int group = kb_match_number(mrb, match, key);
  if (group < 0 || (mrb_integer_p(key) && mrb_integer(key) < 0)) {
    mrb_raisef(mrb, E_INDEX_ERROR, "index %v out of matches", key);
  }
  return group;
}

static mrb_value
character(mrb_state *mrb, const struct kb_match *match, int32_t byte)
{
  if (byte < 0) return mrb_nil_value();
  if (match->ascii) return mrb_int_value(mrb, byte);
  const char *bytes = RSTRING_PTR(match->subject);
  if (byte < match->known_byte) return mrb_int_value(mrb, kb_subject_count(bytes, byte));
  mrb_int since = kb_subject_count(bytes + match->known_byte, byte - match->known_byte);
  return mrb_int_value(mrb, match->known_character + since);
}

static mrb_value
match_begin(mrb_state *mrb, mrb_value self)
{
  struct kb_match *match = kb_match_get(mrb, self);
  return character(mrb, match, match->offsets[2 * group_argument(mrb, match)]);
}

static mrb_value
match_end(mrb_state *mrb, mrb_value self)
{
  struct kb_match *match = kb_match_get(mrb, self);
  return character(mrb, match, match->offsets[2 * group_argument(mrb, match) + 1]);
}

static mrb_value
match_offset(mrb_state *mrb, mrb_value self)
{
  struct kb_match *match = kb_match_get(mrb, self);
  mrb_int group = group_argument(mrb, match);
  mrb_value begin = character(mrb, match, match->offsets[2 * group]);
  return mrb_assoc_new(mrb, begin, character(mrb, match, match->offsets[2 * group + 1]));
}

static mrb_value
match_byteoffset(mrb_state *mrb, mrb_value self)
{
  struct kb_match *match = kb_match_get(mrb, self);
  const int32_t *offsets = match->offsets + 2 * group_argument(mrb, match);
  if (offsets[0] < 0) return mrb_assoc_new(mrb, mrb_nil_value(), mrb_nil_value());
  return mrb_assoc_new(mrb, mrb_int_value(mrb, offsets[0]), mrb_int_value(mrb, offsets[1]));
}

static mrb_value
match_match(mrb_state *mrb, mrb_value self)
{
  struct kb_match *match = kb_match_get(mrb, self);
  return kb_match_group(mrb, match, group_argument(mrb, match));
}

static mrb_value
match_match_length(mrb_state *mrb, mrb_value self)
{
  struct kb_match *match = kb_match_get(mrb, self);
  const int32_t *offsets = match->offsets + 2 * group_argument(mrb, match);
  if (offsets[0] < 0) return mrb_nil_value();
  return mrb_int_value(mrb, kb_subject_count(RSTRING_PTR(match->subject) + offsets[0], offsets[1] - offsets[0]));
}

static mrb_value
match_pre_match(mrb_state *mrb, mrb_value self)
{
  struct kb_match *match = kb_match_get(mrb, self);
  return kb_subject_part(mrb, match->subject, 0, match->offsets[0]);
}

static mrb_value
match_post_match(mrb_state *mrb, mrb_value self)
{
  struct kb_match *match = kb_match_get(mrb, self);
  return kb_subject_part(mrb, match->subject, match->offsets[1], RSTRING_LEN(match->subject));
}

/* `$+`: the last group that took part. */
static mrb_value
match_last_group(mrb_state *mrb, mrb_value self)
{
  struct kb_match *match = kb_match_get(mrb, self);
  mrb_int group = match->count - 1;
  while (group > 0 && match->offsets[2 * group] < 0) group--;
  return group > 0 ? kb_match_group(mrb, match, group) : mrb_nil_value();
}

static mrb_value
match_names(mrb_state *mrb, mrb_value self)
{
  return kb_pattern_names(mrb, kb_regexp_pattern(mrb, kb_match_get(mrb, self)->pattern));
}

/* With keys as they are, or as Symbols. */
static mrb_value
named(mrb_state *mrb, const struct kb_match *match, mrb_value names, bool symbols)
{
  mrb_value hash = mrb_hash_new_capa(mrb, RARRAY_LEN(names));
  int arena = mrb_gc_arena_save(mrb);
  for (mrb_int i = 0; i < RARRAY_LEN(names); i++) {
    mrb_value key = RARRAY_PTR(names)[i];
    mrb_value text = kb_match_group(mrb, match, kb_match_number(mrb, match, key));
    mrb_hash_set(mrb, hash, symbols ? mrb_symbol_value(mrb_intern_str(mrb, key)) : key, text);
    mrb_gc_arena_restore(mrb, arena);
  }
  return hash;
}

static mrb_value
match_named_captures(mrb_state *mrb, mrb_value self)
{
  return named(mrb, kb_match_get(mrb, self), match_names(mrb, self), false);
}

/* For `in { name: }`: the groups of the names that are asked for, up to the first unknown one; of all for nil. */
static mrb_value
match_deconstruct_keys(mrb_state *mrb, mrb_value self)
{
  mrb_value keys = mrb_get_arg1(mrb);
  struct kb_match *match = kb_match_get(mrb, self);
  mrb_value names = match_names(mrb, self);
  if (mrb_nil_p(keys)) return named(mrb, match, names, true);
  if (!mrb_array_p(keys)) {
    mrb_raisef(mrb, E_TYPE_ERROR, "wrong argument type %T (expected Array or nil)", keys);
  }
  mrb_value hash = mrb_hash_new(mrb);
  for (mrb_int i = 0; i < RARRAY_LEN(keys); i++) {
    mrb_value key = RARRAY_PTR(keys)[i];
    if (!mrb_symbol_p(key)) mrb_raisef(mrb, E_TYPE_ERROR, "wrong argument type %T (expected Symbol)", key);
    mrb_value name = mrb_sym_str(mrb, mrb_symbol(key));
    if (!mrb_test(mrb_funcall_argv(mrb, names, MRB_SYM_Q(include), 1, &name))) break;
    mrb_hash_set(mrb, hash, key, kb_match_group(mrb, match, kb_match_number(mrb, match, key)));
  }
  return hash;
}

static mrb_value
match_values_at(mrb_state *mrb, mrb_value self)
{
  const mrb_value *keys;
  mrb_int count;
  mrb_get_args(mrb, "*", &keys, &count);
  struct kb_match *match = kb_match_get(mrb, self);
  mrb_value list = mrb_ary_new_capa(mrb, count);
  mrb_value all = groups(mrb, match, 0);
  for (mrb_int i = 0; i < count; i++) {
    mrb_value key = mrb_get_argv(mrb)[i];
    if (mrb_range_p(key)) mrb_ary_concat(mrb, list, mrb_funcall_argv(mrb, all, MRB_SYM(values_at), 1, &key));
    else mrb_ary_push(mrb, list, kb_match_group(mrb, match, kb_match_number(mrb, match, key)));
  }
  return list;
}

static mrb_value
match_size(mrb_state *mrb, mrb_value self)
{
  return mrb_int_value(mrb, kb_match_get(mrb, self)->count);
}

static mrb_value
match_string(mrb_state *mrb, mrb_value self)
{
  return kb_match_get(mrb, self)->subject;
}

static mrb_value
match_regexp(mrb_state *mrb, mrb_value self)
{
  return kb_match_regexp(mrb, kb_match_get(mrb, self));
}

static mrb_value
match_to_s(mrb_state *mrb, mrb_value self)
{
  return kb_match_group(mrb, kb_match_get(mrb, self), 0);
}

/* The names of the groups by number; nil for one without. */
static mrb_value
labels(mrb_state *mrb, mrb_value self, mrb_int count)
{
  mrb_value list = mrb_ary_new_capa(mrb, count);
  mrb_ary_set(mrb, list, count - 1, mrb_nil_value());
  struct kb_pattern *pattern = kb_regexp_pattern(mrb, kb_match_get(mrb, self)->pattern);
  mrb_value names = match_names(mrb, self);
  for (mrb_int i = 0; i < RARRAY_LEN(names); i++) {
    mrb_value name = RARRAY_PTR(names)[i];
    mrb_value numbers = kb_pattern_numbers(mrb, pattern, name);
    for (mrb_int j = 0; j < RARRAY_LEN(numbers); j++) {
      mrb_ary_set(mrb, list, mrb_integer(RARRAY_PTR(numbers)[j]), name);
    }
  }
  return list;
}

static mrb_value
match_inspect(mrb_state *mrb, mrb_value self)
{
  struct kb_match *match = kb_match_get(mrb, self);
  mrb_value text = mrb_format(mrb, "#<%C %!v", mrb_obj_class(mrb, self), kb_match_group(mrb, match, 0));
  mrb_value names = labels(mrb, self, match->count);
  int arena = mrb_gc_arena_save(mrb);
  for (mrb_int i = 1; i < match->count; i++) {
    mrb_value label = RARRAY_PTR(names)[i];
    if (mrb_nil_p(label)) label = mrb_int_value(mrb, i);
    mrb_str_cat_str(mrb, text, mrb_format(mrb, " %v:%!v", label, kb_match_group(mrb, match, i)));
    mrb_gc_arena_restore(mrb, arena);
  }
  return mrb_str_cat_lit(mrb, text, ">");
}

static mrb_value
match_equal(mrb_state *mrb, mrb_value self)
{
  mrb_value other = mrb_get_arg1(mrb);
  if (mrb_obj_equal(mrb, self, other)) return mrb_true_value();
  if (!mrb_obj_is_kind_of(mrb, other, mrb_class(mrb, self))) return mrb_false_value();
  struct kb_match *left = kb_match_get(mrb, self);
  struct kb_match *right = kb_match_get(mrb, other);
  if (left->count != right->count || !mrb_str_equal(mrb, left->subject, right->subject)) return mrb_false_value();
  if (memcmp(left->offsets, right->offsets, 2 * (size_t)left->count * sizeof left->offsets[0]) != 0) {
    return mrb_false_value();
  }
  return mrb_bool_value(mrb_equal(mrb, kb_match_regexp(mrb, left), kb_match_regexp(mrb, right)));
}

void
kb_match_methods_init(mrb_state *mrb, struct RClass *match_class)
{
  const struct {
    mrb_sym name;
    mrb_func_t function;
    mrb_aspec arguments;
  } methods[] = {
    { MRB_OPSYM(aref), match_aref, MRB_ARGS_ARG(1, 1) },
    { MRB_OPSYM(eq), match_equal, MRB_ARGS_REQ(1) },
    { MRB_SYM_Q(eql), match_equal, MRB_ARGS_REQ(1) },
    { MRB_SYM(begin), match_begin, MRB_ARGS_REQ(1) },
    { MRB_SYM(byteoffset), match_byteoffset, MRB_ARGS_REQ(1) },
    { MRB_SYM(captures), match_captures, MRB_ARGS_NONE() },
    { MRB_SYM(deconstruct), match_captures, MRB_ARGS_NONE() },
    { MRB_SYM(deconstruct_keys), match_deconstruct_keys, MRB_ARGS_REQ(1) },
    { MRB_SYM(end), match_end, MRB_ARGS_REQ(1) },
    { MRB_SYM(inspect), match_inspect, MRB_ARGS_NONE() },
    { MRB_SYM(length), match_size, MRB_ARGS_NONE() },
    { MRB_SYM(match), match_match, MRB_ARGS_REQ(1) },
    { MRB_SYM(match_length), match_match_length, MRB_ARGS_REQ(1) },
    { MRB_SYM(named_captures), match_named_captures, MRB_ARGS_NONE() },
    { MRB_SYM(names), match_names, MRB_ARGS_NONE() },
    { MRB_SYM(offset), match_offset, MRB_ARGS_REQ(1) },
    { MRB_SYM(post_match), match_post_match, MRB_ARGS_NONE() },
    { MRB_SYM(pre_match), match_pre_match, MRB_ARGS_NONE() },
    { MRB_SYM(regexp), match_regexp, MRB_ARGS_NONE() },
    { MRB_SYM(size), match_size, MRB_ARGS_NONE() },
    { MRB_SYM(string), match_string, MRB_ARGS_NONE() },
    { MRB_SYM(to_a), match_to_a, MRB_ARGS_NONE() },
    { MRB_SYM(to_s), match_to_s, MRB_ARGS_NONE() },
    { MRB_SYM(values_at), match_values_at, MRB_ARGS_ANY() },
    { MRB_SYM(__last_group), match_last_group, MRB_ARGS_NONE() },
  };
  for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++) {
    mrb_define_method_id(mrb, match_class, methods[i].name, methods[i].function, methods[i].arguments);
  }
}
