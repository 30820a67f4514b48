/*
** regexp_match.c - see kobako/regexp_match.h
*/
#include <kobako/regexp_match.h>
#include <kobako/finder.h>
#include <kobako/last_match.h>
#include <kobako/regexp.h>
#include <mruby/presym.h>
#include <mruby/string.h>
#include <mruby/variable.h>

/* From a character on; one outside the subject matches nothing. */
static bool
find(mrb_state *mrb, struct kb_finder *finder, mrb_value regexp, mrb_value subject, mrb_int position)
{
  kb_regexp_get(mrb, regexp);
  *finder = kb_finder_new(mrb, kb_subject_string(mrb, subject), regexp);
  mrb_int from = position == 0 ? 0 : kb_subject_byte(&finder->subject, position);
  return from >= 0 && kb_finder_find(finder, from);
}

mrb_value
kb_regexp_at(mrb_state *mrb, mrb_value regexp, mrb_value subject)
{
  if (mrb_nil_p(subject)) {
    kb_last_match_set(mrb, mrb_nil_value());
    return subject;
  }
  struct kb_finder finder;
  bool found = find(mrb, &finder, regexp, subject, 0);
  kb_finder_publish(&finder, found);
  return found ? mrb_int_value(mrb, kb_subject_character(&finder.subject, finder.begin)) : mrb_nil_value();
}

static mrb_value
regexp_at(mrb_state *mrb, mrb_value self)
{
  return kb_regexp_at(mrb, self, mrb_get_arg1(mrb));
}

/* `~/pattern/` looks at the last line read, which is whatever a script puts into `$_`. */
static mrb_value
regexp_at_line(mrb_state *mrb, mrb_value self)
{
  mrb_value line = mrb_gv_get(mrb, mrb_intern_lit(mrb, "$_"));
  return kb_regexp_at(mrb, self, mrb_string_p(line) ? line : mrb_nil_value());
}

static mrb_value
regexp_case(mrb_state *mrb, mrb_value self)
{
  mrb_value subject = mrb_get_arg1(mrb);
  if (!mrb_string_p(subject) && !mrb_symbol_p(subject)) {
    kb_last_match_set(mrb, mrb_nil_value());
    return mrb_false_value();
  }
  struct kb_finder finder;
  bool found = find(mrb, &finder, self, subject, 0);
  kb_finder_publish(&finder, found);
  return mrb_bool_value(found);
}

mrb_value
kb_regexp_match(mrb_state *mrb, mrb_value regexp, mrb_value subject, mrb_int position, mrb_value block)
{
  struct kb_finder finder;
  if (mrb_nil_p(subject) || !find(mrb, &finder, regexp, subject, position)) {
    kb_last_match_set(mrb, mrb_nil_value());
    return mrb_nil_value();
  }
  mrb_value match = kb_finder_match(&finder);
  kb_last_match_set(mrb, match);
  return mrb_nil_p(block) ? match : mrb_yield(mrb, block, match);
}

static mrb_value
regexp_match(mrb_state *mrb, mrb_value self)
{
  mrb_value subject, block;
  mrb_int position = 0;
  mrb_get_args(mrb, "o|i&", &subject, &position, &block);
  return kb_regexp_match(mrb, self, subject, position, block);
}

mrb_bool
kb_regexp_matches(mrb_state *mrb, mrb_value regexp, mrb_value subject, mrb_int position)
{
  if (mrb_nil_p(subject)) return FALSE;
  struct kb_finder finder;
  return find(mrb, &finder, regexp, subject, position);
}

static mrb_value
regexp_matches(mrb_state *mrb, mrb_value self)
{
  mrb_value subject;
  mrb_int position = 0;
  mrb_get_args(mrb, "o|i", &subject, &position);
  return mrb_bool_value(kb_regexp_matches(mrb, self, subject, position));
}

void
kb_regexp_match_init(mrb_state *mrb, struct RClass *regexp_class)
{
  mrb_define_method_id(mrb, regexp_class, MRB_OPSYM(match), regexp_at, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, regexp_class, MRB_OPSYM(neg), regexp_at_line, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, regexp_class, MRB_OPSYM(eqq), regexp_case, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, regexp_class, MRB_SYM(match), regexp_match, MRB_ARGS_ARG(1, 1) | MRB_ARGS_BLOCK());
  mrb_define_method_id(mrb, regexp_class, MRB_SYM_Q(match), regexp_matches, MRB_ARGS_ARG(1, 1));
}
