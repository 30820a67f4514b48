/*
** kobako/pattern.h - compiled patterns: Oniguruma, with Ruby's syntax, over UTF-8
**
** A pattern is counted: Regexps of equal source and options share one, and so does the cache (pattern_cache.c). Nothing
** here runs Ruby code, so that no exception passes through Oniguruma: its frames have returned before anything is raised.
*/
#ifndef KOBAKO_PATTERN_H
#define KOBAKO_PATTERN_H

#include <mruby.h>
#include <oniguruma.h>
#include <stdbool.h>
#include <stdint.h>

/* The options of a Regexp, with CRuby's numbers. */
#define KB_PATTERN_IGNORECASE 1u
#define KB_PATTERN_EXTENDED 2u
#define KB_PATTERN_MULTILINE 4u
#define KB_PATTERN_OPTIONS 7u

struct kb_pattern {
  OnigRegex regex;
  uint32_t references;
  uint32_t options;
  uint32_t hash;
  /* Bytes of memory that the compiled form takes. */
  size_t cost;
  /* Whether the source has characters beyond ASCII. */
  bool wide;
  mrb_int length;
  char source[];
};

void kb_pattern_init(void);

/* Compiles, or finds in the cache. The caller owns a reference. Raises RegexpError. */
struct kb_pattern *kb_pattern_get(mrb_state *mrb, const char *source, mrb_int length, uint32_t options);

/* The same without the cache. */
struct kb_pattern *kb_pattern_compile(mrb_state *mrb, const char *source, mrb_int length, uint32_t options);

/* Whether a source compiles. */
bool kb_pattern_valid(mrb_state *mrb, const char *source, mrb_int length, uint32_t options);

static inline struct kb_pattern *
kb_pattern_retain(struct kb_pattern *pattern)
{
  pattern->references++;
  return pattern;
}

void kb_pattern_release(mrb_state *mrb, struct kb_pattern *pattern);

bool kb_pattern_is(const struct kb_pattern *pattern, const char *source, mrb_int length, uint32_t options);

uint32_t kb_pattern_hash(const char *source, mrb_int length, uint32_t options);

/*
** Searches from `start` towards `range`, backwards when it lies before `start`; both are bytes at the edges of characters.
** Returns where the match begins, or -1. The groups are then in `kb_pattern_region` until the next search of anybody.
** Raises RegexpError when the search takes more than its budget.
*/
mrb_int kb_pattern_search(
  mrb_state *mrb, const struct kb_pattern *pattern, const char *bytes, mrb_int length, mrb_int start, mrb_int range
);

/* The same for a match that begins at `at`; returns its length. */
mrb_int kb_pattern_match_at(mrb_state *mrb, const struct kb_pattern *pattern, const char *bytes, mrb_int length, mrb_int at);

extern OnigRegion kb_pattern_region;

/* The group of a name in the last match, or in general the last group that has it; -1 when there is none. */
mrb_int kb_pattern_group(const struct kb_pattern *pattern, const char *name, mrb_int length, const int32_t *offsets);

#endif
