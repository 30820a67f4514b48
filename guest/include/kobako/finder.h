/*
** kobako/finder.h - finds a pattern, a Regexp or a String, in a subject, again and again
**
** What was found lies in fields of the finder for the whole match, and in kb_pattern_region for the groups: read those
** before Ruby code runs. Whoever runs Ruby code between two searches pins the subject first (kb_finder_pin).
*/
#ifndef KOBAKO_FINDER_H
#define KOBAKO_FINDER_H

#include <kobako/pattern.h>
#include <kobako/subject.h>

struct kb_finder {
  mrb_state *mrb;
  /* A Regexp or a String. */
  mrb_value pattern;
  /* NULL for a String. */
  const struct kb_pattern *compiled;
  struct kb_subject subject;
  bool pinned;
  /* Whether `$~` is wanted by the method that calls. */
  bool wanted;
  /* The match, in bytes. */
  mrb_int begin;
  mrb_int end;
  /* How far characters have been counted. */
  mrb_int known_byte;
  mrb_int known_character;
};

/* A pattern that is neither Regexp nor String, and has no `to_str`, is a TypeError. */
struct kb_finder kb_finder_new(mrb_state *mrb, mrb_value subject, mrb_value pattern);

void kb_finder_pin(struct kb_finder *finder);

/* The next match that begins at byte `from` or later. */
bool kb_finder_find(struct kb_finder *finder, mrb_int from);

/* The last match that begins at byte `from` or before. */
bool kb_finder_find_back(struct kb_finder *finder, mrb_int from);

/* A match that begins at byte `at`. */
bool kb_finder_find_at(struct kb_finder *finder, mrb_int at);

/* Where to look on after the last match: behind it, and one character further if it was empty. */
mrb_int kb_finder_after(const struct kb_finder *finder);

mrb_value kb_finder_text(const struct kb_finder *finder);

/* Groups of the last match, itself included. */
static inline mrb_int
kb_finder_groups(const struct kb_finder *finder)
{
  return finder->compiled == NULL ? 1 : kb_pattern_region.num_regs;
}

/* A group's text, or nil. */
mrb_value kb_finder_group(const struct kb_finder *finder, mrb_int group);

/* The MatchData of the last match. */
mrb_value kb_finder_match(struct kb_finder *finder);

/* `$~` becomes the last match, or nil; does nothing when it is not wanted. */
void kb_finder_publish(struct kb_finder *finder, bool found);

#endif
