/*
** string_substitute.c - String#sub, #sub!, #gsub and #gsub!, with Strings and with Regexps
*/
#include <kobako/finder.h>
#include <kobako/last_match.h>
#include <kobako/string_patterns.h>
#include <kobako/string_replacement.h>
#include <mruby/error.h>
#include <mruby/presym.h>
#include <mruby/string.h>
#include <string.h>

/* The subject, the pattern and the last match are held by nobody else when Ruby code lets go of them. */
static void
hold(mrb_state *mrb, int arena, const struct kb_finder *finder, mrb_value last)
{
  mrb_gc_arena_restore(mrb, arena);
  mrb_gc_protect(mrb, finder->subject.string);
  mrb_gc_protect(mrb, finder->pattern);
  mrb_gc_protect(mrb, last);
}

/* The text with the first match replaced, or every one; nil when there is none. */
static mrb_value
substitute(
  mrb_state *mrb, mrb_value self, mrb_value pattern, const struct kb_replacement *replacement, bool every
)
{
  struct kb_finder finder = kb_finder_new(mrb, self, pattern);
  if (!kb_finder_find(&finder, 0)) {
    kb_last_match_set(mrb, mrb_nil_value());
    return mrb_nil_value();
  }
  bool runs = kb_replacement_runs(replacement);
  struct kb_text text = kb_text_new(mrb, finder.subject.length + finder.subject.length / 8);
  mrb_value last = mrb_nil_value();
  mrb_int copied = 0;
  int arena = mrb_gc_arena_save(mrb);
  do {
    kb_text_append(&text, finder.subject.bytes + copied, finder.begin - copied);
    copied = finder.end;
    if (runs) kb_finder_pin(&finder);
    if (finder.wanted) last = kb_finder_match(&finder);
    if (runs && finder.wanted) kb_last_match_set(mrb, last);
    kb_replacement_append(replacement, &text, &finder);
    hold(mrb, arena, &finder, last);
  } while (every && kb_finder_find(&finder, kb_finder_after(&finder)));
  kb_text_append(&text, finder.subject.bytes + copied, finder.subject.length - copied);
  kb_last_match_set(mrb, last);
  return kb_text_finish(&text);
}

/* nil when nothing was found; undef when an Enumerator is asked for, which only `every` has. */
static mrb_value
substitute_arguments(mrb_state *mrb, mrb_value self, bool every)
{
  mrb_value pattern, value = mrb_nil_value(), block;
  mrb_int given = mrb_get_args(mrb, "o|o&", &pattern, &value, &block);
  if (given == 1 && mrb_nil_p(block)) {
    if (every) return mrb_undef_value();
    mrb_argnum_error(mrb, given, 2, 2);
  }
  if (given == 2) block = mrb_nil_value();
  struct kb_replacement replacement = kb_replacement_new(mrb, value, block);
  return substitute(mrb, self, pattern, &replacement, every);
}

static mrb_value
copy(mrb_state *mrb, mrb_value self)
{
  return kb_subject_part(mrb, self, 0, RSTRING_LEN(self));
}

static mrb_value
enumerator(mrb_state *mrb, mrb_value self, mrb_sym method)
{
  mrb_value arguments[] = { mrb_symbol_value(method), mrb_get_argv(mrb)[0] };
  return mrb_funcall_argv(mrb, self, MRB_SYM(to_enum), 2, arguments);
}

static mrb_value
replace(mrb_state *mrb, mrb_value self, mrb_value text)
{
  if (mrb_nil_p(text)) return text;
  mrb_check_frozen(mrb, mrb_basic_ptr(self));
  mrb_int length = RSTRING_LEN(text);
  mrb_str_resize(mrb, self, length);
  memcpy(RSTRING_PTR(self), RSTRING_PTR(text), (size_t)length);
  return self;
}

static mrb_value
string_sub(mrb_state *mrb, mrb_value self)
{
  mrb_value text = substitute_arguments(mrb, self, false);
  return mrb_nil_p(text) ? copy(mrb, self) : text;
}

static mrb_value
string_sub_bang(mrb_state *mrb, mrb_value self)
{
  mrb_check_frozen(mrb, mrb_basic_ptr(self));
  return replace(mrb, self, substitute_arguments(mrb, self, false));
}

static mrb_value
string_gsub(mrb_state *mrb, mrb_value self)
{
  mrb_value text = substitute_arguments(mrb, self, true);
  if (mrb_undef_p(text)) return enumerator(mrb, self, MRB_SYM(gsub));
  return mrb_nil_p(text) ? copy(mrb, self) : text;
}

static mrb_value
string_gsub_bang(mrb_state *mrb, mrb_value self)
{
  mrb_check_frozen(mrb, mrb_basic_ptr(self));
  mrb_value text = substitute_arguments(mrb, self, true);
  if (mrb_undef_p(text)) return enumerator(mrb, self, MRB_SYM_B(gsub));
  return replace(mrb, self, text);
}

void
kb_string_substitute_init(mrb_state *mrb)
{
  struct RClass *class = mrb->string_class;
  mrb_aspec arguments = MRB_ARGS_ARG(1, 1) | MRB_ARGS_BLOCK();
  mrb_define_method_id(mrb, class, MRB_SYM(sub), string_sub, arguments);
  mrb_define_method_id(mrb, class, MRB_SYM_B(sub), string_sub_bang, arguments);
  mrb_define_method_id(mrb, class, MRB_SYM(gsub), string_gsub, arguments);
  mrb_define_method_id(mrb, class, MRB_SYM_B(gsub), string_gsub_bang, arguments);
}
