/*
** string_slice.c - String#[], #slice, #slice! and #[]= with a Regexp
*/
#include <kobako/finder.h>
#include <kobako/last_match.h>
#include <kobako/match.h>
#include <kobako/regexp.h>
#include <kobako/string_patterns.h>
#include <mruby/error.h>
#include <mruby/presym.h>
#include <mruby/string.h>

static mrb_func_t plain_aref;
static mrb_func_t plain_aset;

static bool
regexp_given(mrb_state *mrb)
{
  return mrb_get_argc(mrb) > 0 && kb_regexp_pattern(mrb, mrb_get_argv(mrb)[0]) != NULL;
}

/* The match of a Regexp in `self` as a MatchData, or nil; it is `$~`, too. */
static mrb_value
search(mrb_state *mrb, mrb_value self, mrb_value pattern)
{
  struct kb_finder finder = kb_finder_new(mrb, self, pattern);
  mrb_value match = kb_finder_find(&finder, 0) ? kb_finder_match(&finder) : mrb_nil_value();
  kb_last_match_set(mrb, match);
  return match;
}

static mrb_value
string_aref(mrb_state *mrb, mrb_value self)
{
  if (!regexp_given(mrb)) return plain_aref(mrb, self);
  mrb_value pattern, group = mrb_fixnum_value(0);
  mrb_int given = mrb_get_args(mrb, "o|o", &pattern, &group);
  if (given == 1 && !kb_last_match_wanted(mrb)) {
    struct kb_finder finder = kb_finder_new(mrb, self, pattern);
    return kb_finder_find(&finder, 0) ? kb_finder_text(&finder) : mrb_nil_value();
  }
  mrb_value found = search(mrb, self, pattern);
  if (mrb_nil_p(found)) return found;
  struct kb_match *match = kb_match_get(mrb, found);
  return kb_match_group(mrb, match, kb_match_number(mrb, match, group));
}

static void
splice(mrb_state *mrb, mrb_value self, const struct kb_match *match, mrb_int group, mrb_value value)
{
  mrb_int begin = match->offsets[2 * group];
  mrb_value arguments[] = {
    mrb_int_value(mrb, begin),
    mrb_int_value(mrb, match->offsets[2 * group + 1] - begin),
    value,
  };
  mrb_funcall_argv(mrb, self, MRB_SYM(bytesplice), 3, arguments);
}

static mrb_value
string_aset(mrb_state *mrb, mrb_value self)
{
  if (!regexp_given(mrb)) return plain_aset(mrb, self);
  mrb_value pattern, group, value;
  if (mrb_get_args(mrb, "oo|o", &pattern, &group, &value) == 2) {
    value = group;
    group = mrb_fixnum_value(0);
  }
  mrb_check_frozen(mrb, mrb_basic_ptr(self));
  value = kb_subject_string(mrb, value);
  mrb_value found = search(mrb, self, pattern);
  if (mrb_nil_p(found)) mrb_raise(mrb, E_INDEX_ERROR, "regexp not matched");
  struct kb_match *match = kb_match_get(mrb, found);
  mrb_int number = kb_match_number(mrb, match, group);
  if (number < 0) mrb_raisef(mrb, E_INDEX_ERROR, "index %v out of regexp", group);
  if (match->offsets[2 * number] < 0) mrb_raisef(mrb, E_INDEX_ERROR, "regexp group %v not matched", group);
  splice(mrb, self, match, number, value);
  return value;
}

/* What `[]` says is taken away; the rest of mruby's cases go through `[]=`. */
static mrb_value
string_slice_bang(mrb_state *mrb, mrb_value self)
{
  mrb_value key, length;
  mrb_int given = mrb_get_args(mrb, "o|o", &key, &length);
  mrb_check_frozen(mrb, mrb_basic_ptr(self));
  mrb_value empty = mrb_str_new(mrb, NULL, 0);
  if (kb_regexp_pattern(mrb, key) == NULL) {
    mrb_value arguments[] = { key, given == 2 ? length : empty, empty };
    mrb_value part = mrb_funcall_argv(mrb, self, MRB_OPSYM(aref), given, arguments);
    if (!mrb_nil_p(part)) mrb_funcall_argv(mrb, self, MRB_OPSYM(aset), given + 1, arguments);
    return part;
  }
  mrb_value found = search(mrb, self, key);
  if (mrb_nil_p(found)) return found;
  struct kb_match *match = kb_match_get(mrb, found);
  mrb_int number = given == 2 ? kb_match_number(mrb, match, length) : 0;
  mrb_value part = kb_match_group(mrb, match, number);
  if (!mrb_nil_p(part)) splice(mrb, self, match, number, empty);
  return part;
}

void
kb_string_slice_init(mrb_state *mrb)
{
  struct RClass *class = mrb->string_class;
  plain_aref = kb_string_function(mrb, MRB_OPSYM(aref));
  plain_aset = kb_string_function(mrb, MRB_OPSYM(aset));
  mrb_define_method_id(mrb, class, MRB_OPSYM(aref), string_aref, MRB_ARGS_ANY());
  mrb_define_method_id(mrb, class, MRB_SYM(slice), string_aref, MRB_ARGS_ANY());
  mrb_define_method_id(mrb, class, MRB_OPSYM(aset), string_aset, MRB_ARGS_ANY());
  mrb_define_method_id(mrb, class, MRB_SYM_B(slice), string_slice_bang, MRB_ARGS_ARG(1, 1));
}
