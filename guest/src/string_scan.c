/*
** string_scan.c - String#scan, and #split with a Regexp
*/
#include <kobako/finder.h>
#include <kobako/last_match.h>
#include <kobako/regexp.h>
#include <kobako/string_patterns.h>
#include <mruby/array.h>
#include <mruby/error.h>
#include <mruby/presym.h>
#include <mruby/string.h>

static mrb_func_t plain_split;

/* What `scan` gives for a match: its text, or the Array of its groups. */
static mrb_value
result(const struct kb_finder *finder)
{
  mrb_int count = kb_finder_groups(finder);
  if (count == 1) return kb_finder_text(finder);
  mrb_value list = mrb_ary_new_capa(finder->mrb, count - 1);
  int arena = mrb_gc_arena_save(finder->mrb);
  for (mrb_int i = 1; i < count; i++) {
    mrb_ary_push(finder->mrb, list, kb_finder_group(finder, i));
    mrb_gc_arena_restore(finder->mrb, arena);
  }
  return list;
}

static mrb_value
string_scan(mrb_state *mrb, mrb_value self)
{
  mrb_value pattern, block;
  mrb_get_args(mrb, "o&", &pattern, &block);
  struct kb_finder finder = kb_finder_new(mrb, self, pattern);
  bool yields = !mrb_nil_p(block);
  mrb_value list = yields ? self : mrb_ary_new(mrb);
  mrb_value last = mrb_nil_value();
  if (yields) kb_finder_pin(&finder);
  mrb_int from = 0;
  int arena = mrb_gc_arena_save(mrb);
  while (kb_finder_find(&finder, from)) {
    mrb_value item = result(&finder);
    from = kb_finder_after(&finder);
    if (finder.wanted) last = kb_finder_match(&finder);
    if (yields) {
      kb_last_match_set(mrb, last);
      mrb_yield(mrb, block, item);
    }
    else {
      mrb_ary_push(mrb, list, item);
    }
    mrb_gc_arena_restore(mrb, arena);
    mrb_gc_protect(mrb, finder.subject.string);
    mrb_gc_protect(mrb, finder.pattern);
    mrb_gc_protect(mrb, last);
  }
  kb_last_match_set(mrb, last);
  return list;
}

struct splitting {
  struct kb_finder finder;
  mrb_value list;
  int arena;
};

static void
push(struct splitting *splitting, mrb_int begin, mrb_int end)
{
  mrb_state *mrb = splitting->finder.mrb;
  mrb_ary_push(mrb, splitting->list, kb_subject_part(mrb, splitting->finder.subject.string, begin, end));
  mrb_gc_arena_restore(mrb, splitting->arena);
}

static void
push_groups(struct splitting *splitting)
{
  for (mrb_int i = 1; i < kb_finder_groups(&splitting->finder); i++) {
    if (kb_pattern_region.beg[i] >= 0) push(splitting, kb_pattern_region.beg[i], kb_pattern_region.end[i]);
  }
}

/* Up to `limit` fields, or all for 0. An empty match separates only characters: none ends a field at its start. */
static void
split_fields(struct splitting *splitting, mrb_int limit)
{
  struct kb_finder *finder = &splitting->finder;
  mrb_int length = finder->subject.length;
  mrb_int begin = 0;
  mrb_int from = 0;
  for (mrb_int count = 1; (limit == 0 || count < limit) && kb_finder_find(finder, from); count++) {
    if (finder->begin == finder->end && finder->begin == begin) {
      if (begin >= length) break;
      /* Look again behind the field's first character. */
      from = begin + kb_subject_step(&finder->subject, begin);
      if (!kb_finder_find(finder, from)) break;
    }
    push(splitting, begin, finder->begin);
    push_groups(splitting);
    begin = from = finder->end;
  }
  push(splitting, begin, length);
}

static void
drop_empty_tail(mrb_state *mrb, mrb_value list)
{
  mrb_int count = RARRAY_LEN(list);
  while (count > 0 && RSTRING_LEN(RARRAY_PTR(list)[count - 1]) == 0) count--;
  mrb_ary_resize(mrb, list, count);
}

static mrb_value
split_by_pattern(mrb_state *mrb, mrb_value self)
{
  mrb_value pattern;
  mrb_int limit = 0;
  mrb_get_args(mrb, "o|i", &pattern, &limit);
  struct splitting splitting = { .finder = kb_finder_new(mrb, self, pattern), .list = mrb_ary_new(mrb) };
  splitting.arena = mrb_gc_arena_save(mrb);
  if (splitting.finder.subject.length > 0) split_fields(&splitting, limit > 0 ? limit : 0);
  if (limit == 0) drop_empty_tail(mrb, splitting.list);
  return splitting.list;
}

static mrb_value
string_split(mrb_state *mrb, mrb_value self)
{
  const mrb_value *arguments;
  mrb_int count;
  mrb_value block;
  mrb_get_args(mrb, "*&", &arguments, &count, &block);
  bool pattern = count > 0 && kb_regexp_pattern(mrb, arguments[0]) != NULL;
  mrb_value list = pattern ? split_by_pattern(mrb, self) : plain_split(mrb, self);
  if (mrb_nil_p(block)) return list;
  int arena = mrb_gc_arena_save(mrb);
  for (mrb_int i = 0; i < RARRAY_LEN(list); i++) {
    mrb_yield(mrb, block, RARRAY_PTR(list)[i]);
    mrb_gc_arena_restore(mrb, arena);
  }
  return self;
}

void
kb_string_scan_init(mrb_state *mrb)
{
  plain_split = kb_string_function(mrb, MRB_SYM(split));
  mrb_define_method_id(mrb, mrb->string_class, MRB_SYM(scan), string_scan, MRB_ARGS_REQ(1) | MRB_ARGS_BLOCK());
  mrb_define_method_id(mrb, mrb->string_class, MRB_SYM(split), string_split, MRB_ARGS_OPT(2) | MRB_ARGS_BLOCK());
}
