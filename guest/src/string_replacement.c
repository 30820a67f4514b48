/*
** string_replacement.c - see kobako/string_replacement.h
*/
#include <kobako/string_replacement.h>
#include <mruby/error.h>
#include <mruby/hash.h>
#include <mruby/string.h>
#include <string.h>

struct kb_replacement
kb_replacement_new(mrb_state *mrb, mrb_value value, mrb_value block)
{
  struct kb_replacement replacement = { .value = value, .block = block };
  if (mrb_nil_p(value) && !mrb_nil_p(block)) return replacement;
  replacement.block = mrb_nil_value();
  if (mrb_hash_p(value)) return replacement;
  replacement.value = kb_subject_string(mrb, value);
  mrb_value template = replacement.value;
  replacement.literal = memchr(RSTRING_PTR(template), '\\', (size_t)RSTRING_LEN(template)) == NULL;
  return replacement;
}

static void
append_bytes(struct kb_text *text, const struct kb_finder *finder, mrb_int begin, mrb_int end)
{
  kb_text_append(text, finder->subject.bytes + begin, end - begin);
}

static void
append_group(struct kb_text *text, const struct kb_finder *finder, mrb_int group)
{
  if (group == 0) append_bytes(text, finder, finder->begin, finder->end);
  else if (group < kb_finder_groups(finder) && kb_pattern_region.beg[group] >= 0) {
    append_bytes(text, finder, kb_pattern_region.beg[group], kb_pattern_region.end[group]);
  }
}

/* `\k<name>` from behind the `k`; returns where it ends, or `at` when it is not of that form. */
static mrb_int
append_named(struct kb_text *text, const struct kb_finder *finder, const char *template, mrb_int length, mrb_int at)
{
  if (at >= length || template[at] != '<' || finder->compiled == NULL) return at;
  const char *name = template + at + 1;
  const char *end = memchr(name, '>', (size_t)(length - at - 1));
  if (end == NULL) return at;
  mrb_int group = -1;
  bool number = end > name;
  mrb_int value = 0;
  for (const char *p = name; p < end && number; p++) {
    number = *p >= '0' && *p <= '9' && value < 100000;
    value = value * 10 + (*p - '0');
  }
  if (number) group = value;
  else {
    int *groups;
    const OnigUChar *bytes = (const OnigUChar *)name;
    int count = onig_name_to_group_numbers(finder->compiled->regex, bytes, (const OnigUChar *)end, &groups);
    for (int i = 0; i < count; i++) {
      if (group < 0 || kb_pattern_region.beg[groups[i]] >= 0) group = groups[i];
    }
    if (group < 0) {
      mrb_state *mrb = finder->mrb;
      mrb_raisef(mrb, E_INDEX_ERROR, "undefined group name reference: %v", mrb_str_new(mrb, name, end - name));
    }
  }
  append_group(text, finder, group);
  return end + 1 - template;
}

static void
append_last_group(struct kb_text *text, const struct kb_finder *finder)
{
  mrb_int group = kb_finder_groups(finder) - 1;
  while (group > 0 && kb_pattern_region.beg[group] < 0) group--;
  if (group > 0) append_group(text, finder, group);
}

static void
append_template(struct kb_text *text, const struct kb_finder *finder, mrb_value value)
{
  const char *template = RSTRING_PTR(value);
  mrb_int length = RSTRING_LEN(value);
  for (mrb_int at = 0; at < length;) {
    const char *next = memchr(template + at, '\\', (size_t)(length - at));
    mrb_int end = next == NULL || next + 1 == template + length ? length : next - template;
    kb_text_append(text, template + at, end - at);
    if (end == length) return;
    char letter = template[end + 1];
    at = end + 2;
    switch (letter) {
      case '&': append_group(text, finder, 0); break;
      case '`': append_bytes(text, finder, 0, finder->begin); break;
      case '\'': append_bytes(text, finder, finder->end, finder->subject.length); break;
      case '+': append_last_group(text, finder); break;
      case '\\': kb_text_byte(text, '\\'); break;
      case 'k': {
        mrb_int after = append_named(text, finder, template, length, at);
        if (after == at) kb_text_literal(text, "\\k");
        at = after;
        break;
      }
      default:
        if (letter >= '0' && letter <= '9') append_group(text, finder, letter - '0');
        else kb_text_append(text, template + end, 2);
    }
  }
}

void
kb_replacement_append(const struct kb_replacement *replacement, struct kb_text *text, struct kb_finder *finder)
{
  mrb_state *mrb = finder->mrb;
  if (replacement->literal) {
    kb_text_append_string(text, replacement->value);
    return;
  }
  if (mrb_string_p(replacement->value)) {
    append_template(text, finder, replacement->value);
    return;
  }
  mrb_value match = kb_finder_text(finder);
  mrb_value value = mrb_hash_p(replacement->value) ? mrb_hash_get(mrb, replacement->value, match)
                                                   : mrb_yield(mrb, replacement->block, match);
  kb_text_append_string(text, mrb_obj_as_string(mrb, value));
}
