/*
** string_search.c - String#index, #rindex, #byteindex, #start_with?, #partition, #rpartition
*/
#include <kobako/finder.h>
#include <kobako/regexp.h>
#include <kobako/string_patterns.h>
#include <mruby/array.h>
#include <mruby/error.h>
#include <mruby/presym.h>
#include <mruby/string.h>

static mrb_func_t plain_index;
static mrb_func_t plain_rindex;
static mrb_func_t plain_byteindex;
static mrb_func_t plain_start_with;

/* Whether the first argument is a Regexp. */
static bool
regexp_given(mrb_state *mrb)
{
  return mrb_get_argc(mrb) > 0 && kb_regexp_pattern(mrb, mrb_get_argv(mrb)[0]) != NULL;
}

/* The character of what was found; `$~` says the rest. */
static mrb_value
place(mrb_state *mrb, struct kb_finder *finder, bool found)
{
  kb_finder_publish(finder, found);
  return found ? mrb_int_value(mrb, kb_subject_character(&finder->subject, finder->begin)) : mrb_nil_value();
}

static mrb_value
string_index(mrb_state *mrb, mrb_value self)
{
  if (!regexp_given(mrb)) return plain_index(mrb, self);
  mrb_value pattern;
  mrb_int position = 0;
  mrb_get_args(mrb, "o|i", &pattern, &position);
  struct kb_finder finder = kb_finder_new(mrb, self, pattern);
  mrb_int from = kb_subject_byte(&finder.subject, position);
  return place(mrb, &finder, from >= 0 && kb_finder_find(&finder, from));
}

static mrb_value
string_rindex(mrb_state *mrb, mrb_value self)
{
  if (!regexp_given(mrb)) return plain_rindex(mrb, self);
  mrb_value pattern;
  mrb_int position;
  bool given = mrb_get_args(mrb, "o|i", &pattern, &position) > 1;
  struct kb_finder finder = kb_finder_new(mrb, self, pattern);
  mrb_int from = given ? kb_subject_byte(&finder.subject, position) : finder.subject.length;
  if (from < 0 && position > 0) from = finder.subject.length;
  return place(mrb, &finder, from >= 0 && kb_finder_find_back(&finder, from));
}

static mrb_value
string_byteindex(mrb_state *mrb, mrb_value self)
{
  if (!regexp_given(mrb)) return plain_byteindex(mrb, self);
  mrb_value pattern;
  mrb_int from = 0;
  mrb_get_args(mrb, "o|i", &pattern, &from);
  struct kb_finder finder = kb_finder_new(mrb, self, pattern);
  mrb_int length = finder.subject.length;
  if (from < 0) from += length;
  if (from >= 0 && from < length && (finder.subject.bytes[from] & 0xc0) == 0x80) {
    mrb_raisef(mrb, E_INDEX_ERROR, "offset %i does not land on character boundary", from);
  }
  bool found = from >= 0 && from <= length && kb_finder_find(&finder, from);
  kb_finder_publish(&finder, found);
  return found ? mrb_int_value(mrb, finder.begin) : mrb_nil_value();
}

static mrb_value
string_start_with(mrb_state *mrb, mrb_value self)
{
  mrb_int count = mrb_get_argc(mrb);
  bool patterns = false;
  for (mrb_int i = 0; i < count; i++) patterns |= kb_regexp_pattern(mrb, mrb_get_argv(mrb)[i]) != NULL;
  if (!patterns) return plain_start_with(mrb, self);
  for (mrb_int i = 0; i < count; i++) {
    struct kb_finder finder = kb_finder_new(mrb, self, mrb_get_argv(mrb)[i]);
    bool found = kb_finder_find_at(&finder, 0);
    if (finder.compiled != NULL) kb_finder_publish(&finder, found);
    if (found) return mrb_true_value();
  }
  return mrb_false_value();
}

/* Before, match and after. */
static mrb_value
parts(mrb_state *mrb, struct kb_finder *finder)
{
  if (finder->compiled != NULL) kb_finder_publish(finder, true);
  mrb_value string = finder->subject.string;
  mrb_value list = mrb_ary_new_capa(mrb, 3);
  mrb_ary_push(mrb, list, kb_subject_part(mrb, string, 0, finder->begin));
  mrb_ary_push(mrb, list, kb_finder_text(finder));
  mrb_ary_push(mrb, list, kb_subject_part(mrb, string, finder->end, finder->subject.length));
  return list;
}

/* The whole text at `index`, two empty Strings elsewhere. */
static mrb_value
whole(mrb_state *mrb, struct kb_finder *finder, mrb_int index)
{
  if (finder->compiled != NULL) kb_finder_publish(finder, false);
  mrb_value list = mrb_ary_new_capa(mrb, 3);
  for (mrb_int i = 0; i < 3; i++) {
    mrb_int end = i == index ? finder->subject.length : 0;
    mrb_ary_push(mrb, list, kb_subject_part(mrb, finder->subject.string, 0, end));
  }
  return list;
}

static mrb_value
string_partition(mrb_state *mrb, mrb_value self)
{
  struct kb_finder finder = kb_finder_new(mrb, self, mrb_get_arg1(mrb));
  return kb_finder_find(&finder, 0) ? parts(mrb, &finder) : whole(mrb, &finder, 0);
}

static mrb_value
string_rpartition(mrb_state *mrb, mrb_value self)
{
  struct kb_finder finder = kb_finder_new(mrb, self, mrb_get_arg1(mrb));
  return kb_finder_find_back(&finder, finder.subject.length) ? parts(mrb, &finder) : whole(mrb, &finder, 2);
}

void
kb_string_search_init(mrb_state *mrb)
{
  struct RClass *class = mrb->string_class;
  plain_index = kb_string_function(mrb, MRB_SYM(index));
  plain_rindex = kb_string_function(mrb, MRB_SYM(rindex));
  plain_byteindex = kb_string_function(mrb, MRB_SYM(byteindex));
  plain_start_with = kb_string_function(mrb, MRB_SYM_Q(start_with));
  mrb_define_method_id(mrb, class, MRB_SYM(index), string_index, MRB_ARGS_ARG(1, 1));
  mrb_define_method_id(mrb, class, MRB_SYM(rindex), string_rindex, MRB_ARGS_ARG(1, 1));
  mrb_define_method_id(mrb, class, MRB_SYM(byteindex), string_byteindex, MRB_ARGS_ARG(1, 1));
  mrb_define_method_id(mrb, class, MRB_SYM_Q(start_with), string_start_with, MRB_ARGS_ANY());
  mrb_define_method_id(mrb, class, MRB_SYM(partition), string_partition, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, class, MRB_SYM(rpartition), string_rpartition, MRB_ARGS_REQ(1));
}
