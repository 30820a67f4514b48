/*
** pattern_names.c - see kobako/pattern_names.h
**
** Oniguruma hands names out in no order, and its table must not be walked while Ruby values are made: they are noted first.
*/
#include <kobako/pattern_names.h>
#include <mruby/array.h>
#include <mruby/string.h>
#include <stdlib.h>

struct entry {
  const OnigUChar *name;
  const OnigUChar *end;
  int group;
};

struct notes {
  struct entry *entries;
  int count;
};

static int
note(const OnigUChar *name, const OnigUChar *end, int count, int *groups, OnigRegex regex, void *data)
{
  (void)regex;
  struct notes *notes = (struct notes *)data;
  if (count > 0) notes->entries[notes->count++] = (struct entry){ name, end, groups[0] };
  return 0;
}

static int
by_group(const void *left, const void *right)
{
  return ((const struct entry *)left)->group - ((const struct entry *)right)->group;
}

mrb_value
kb_pattern_names(mrb_state *mrb, const struct kb_pattern *pattern)
{
  int count = pattern == NULL ? 0 : onig_number_of_names(pattern->regex);
  mrb_value list = mrb_ary_new_capa(mrb, count);
  if (count == 0) return list;
  /* In a String, which the collector frees. */
  mrb_value memory = mrb_str_new(mrb, NULL, (mrb_int)((size_t)count * sizeof(struct entry)));
  struct notes notes = { (struct entry *)(void *)RSTRING_PTR(memory), 0 };
  onig_foreach_name(pattern->regex, note, &notes);
  qsort(notes.entries, (size_t)notes.count, sizeof(struct entry), by_group);
  int arena = mrb_gc_arena_save(mrb);
  for (int i = 0; i < notes.count; i++) {
    const struct entry *entry = &notes.entries[i];
    mrb_ary_push(mrb, list, mrb_str_new(mrb, (const char *)entry->name, entry->end - entry->name));
    mrb_gc_arena_restore(mrb, arena);
  }
  return list;
}

mrb_value
kb_pattern_numbers(mrb_state *mrb, const struct kb_pattern *pattern, mrb_value name)
{
  int *groups;
  const OnigUChar *bytes = (const OnigUChar *)RSTRING_PTR(name);
  int count = onig_name_to_group_numbers(pattern->regex, bytes, bytes + RSTRING_LEN(name), &groups);
  mrb_value list = mrb_ary_new(mrb);
  for (int i = 0; i < count; i++) mrb_ary_push(mrb, list, mrb_int_value(mrb, groups[i]));
  return list;
}
