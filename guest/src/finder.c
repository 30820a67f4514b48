/*
** finder.c - see kobako/finder.h
*/
#include <kobako/finder.h>
#include <kobako/last_match.h>
#include <kobako/match.h>
#include <kobako/regexp.h>
#include <mruby/error.h>
#include <mruby/string.h>
#include <string.h>

static mrb_value
pattern_of(mrb_state *mrb, mrb_value pattern)
{
  if (mrb_string_p(pattern)) return pattern;
  mrb_value string = mrb_check_string_type(mrb, pattern);
  if (mrb_string_p(string)) return string;
  mrb_raisef(mrb, E_TYPE_ERROR, "wrong argument type %T (expected Regexp)", pattern);
}

struct kb_finder
kb_finder_new(mrb_state *mrb, mrb_value subject, mrb_value pattern)
{
  struct kb_finder finder = { .mrb = mrb, .wanted = kb_last_match_wanted(mrb) };
  finder.compiled = kb_regexp_pattern(mrb, pattern);
  if (finder.compiled != NULL) {
    finder.pattern = pattern;
    finder.subject = kb_subject_of(mrb, subject);
    return finder;
  }
  finder.pattern = pattern_of(mrb, pattern);
  /* Bytes are compared, so that any will do; those of other encodings have no characters but bytes. */
  finder.subject =
    (struct kb_subject){ .string = subject, .bytes = RSTRING_PTR(subject), .length = RSTRING_LEN(subject) };
  return finder;
}

void
kb_finder_pin(struct kb_finder *finder)
{
  if (finder->pinned) return;
  kb_subject_pin(finder->mrb, &finder->subject);
  if (finder->compiled == NULL && !mrb_frozen_p(mrb_basic_ptr(finder->pattern))) {
    mrb_value pattern = finder->pattern;
    finder->pattern = mrb_str_new(finder->mrb, RSTRING_PTR(pattern), RSTRING_LEN(pattern));
    MRB_SET_FROZEN_FLAG(mrb_basic_ptr(finder->pattern));
  }
  finder->pinned = true;
}

static bool
found(struct kb_finder *finder, mrb_int at)
{
  if (at < 0) return false;
  finder->begin = at;
  finder->end = at + RSTRING_LEN(finder->pattern);
  return true;
}

/* Oniguruma's `\K` moves the beginning of the match behind the place that it was found at. */
static bool
found_group(struct kb_finder *finder, mrb_int at)
{
  if (at < 0) return false;
  finder->begin = kb_pattern_region.beg[0];
  finder->end = kb_pattern_region.end[0];
  return true;
}

bool
kb_finder_find(struct kb_finder *finder, mrb_int from)
{
  const struct kb_subject *subject = &finder->subject;
  if (from > subject->length) return false;
  if (finder->compiled != NULL) {
    mrb_int length = subject->length;
    return found_group(
      finder, kb_pattern_search(finder->mrb, finder->compiled, subject->bytes, length, from, length)
    );
  }
  mrb_value pattern = finder->pattern;
  return found(
    finder, mrb_str_index(finder->mrb, subject->string, RSTRING_PTR(pattern), RSTRING_LEN(pattern), from)
  );
}

bool
kb_finder_find_back(struct kb_finder *finder, mrb_int from)
{
  const struct kb_subject *subject = &finder->subject;
  if (finder->compiled != NULL) {
    return found_group(
      finder, kb_pattern_search(finder->mrb, finder->compiled, subject->bytes, subject->length, from, 0)
    );
  }
  const char *bytes = RSTRING_PTR(finder->pattern);
  mrb_int length = RSTRING_LEN(finder->pattern);
  if (from > subject->length - length) from = subject->length - length;
  while (from >= 0 && memcmp(subject->bytes + from, bytes, (size_t)length) != 0) from--;
  return found(finder, from);
}

bool
kb_finder_find_at(struct kb_finder *finder, mrb_int at)
{
  const struct kb_subject *subject = &finder->subject;
  if (finder->compiled != NULL) {
    return found_group(
      finder, kb_pattern_match_at(finder->mrb, finder->compiled, subject->bytes, subject->length, at)
    );
  }
  mrb_int length = RSTRING_LEN(finder->pattern);
  if (length > subject->length - at) return false;
  return memcmp(subject->bytes + at, RSTRING_PTR(finder->pattern), (size_t)length) == 0 && found(finder, at);
}

mrb_int
kb_finder_after(const struct kb_finder *finder)
{
  if (finder->end > finder->begin) return finder->end;
  return finder->end + kb_subject_step(&finder->subject, finder->end);
}

mrb_value
kb_finder_text(const struct kb_finder *finder)
{
  return kb_subject_part(finder->mrb, finder->subject.string, finder->begin, finder->end);
}

mrb_value
kb_finder_group(const struct kb_finder *finder, mrb_int group)
{
  if (group == 0) return kb_finder_text(finder);
  int begin = kb_pattern_region.beg[group];
  if (begin < 0) return mrb_nil_value();
  return kb_subject_part(finder->mrb, finder->subject.string, begin, kb_pattern_region.end[group]);
}

mrb_value
kb_finder_match(struct kb_finder *finder)
{
  mrb_state *mrb = finder->mrb;
  kb_finder_pin(finder);
  struct kb_subject *subject = &finder->subject;
  mrb_value match;
  if (finder->compiled != NULL) match = kb_match_new(mrb, finder->pattern, subject);
  else match = kb_match_new_plain(mrb, finder->pattern, subject, finder->begin, finder->end);
  if (!subject->ascii && finder->begin >= finder->known_byte) {
    mrb_int since = kb_subject_count(subject->bytes + finder->known_byte, finder->begin - finder->known_byte);
    finder->known_character += since;
    finder->known_byte = finder->begin;
    kb_match_know(mrb, match, finder->known_byte, finder->known_character);
  }
  return match;
}

void
kb_finder_publish(struct kb_finder *finder, bool found)
{
  if (!finder->wanted) return;
  kb_last_match_set(finder->mrb, found ? kb_finder_match(finder) : mrb_nil_value());
}
