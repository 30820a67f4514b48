/*
** kobako/match.h - MatchData
*/
#ifndef KOBAKO_MATCH_H
#define KOBAKO_MATCH_H

#include <kobako/subject.h>
#include <mruby.h>
#include <mruby/data.h>
#include <stdint.h>

struct kb_match {
  /* A Regexp, or the String that was searched for. */
  mrb_value pattern;
  /* A frozen String. */
  mrb_value subject;
  bool ascii;
  /* Groups, the whole match among them. */
  int32_t count;
  /* A byte before the match whose character is known, so that a walk through a long text need not count from its start. */
  int32_t known_byte;
  int32_t known_character;
  /* Where each group begins and ends, in bytes; -1 for one that took no part. */
  int32_t offsets[];
};

/* Keeps the last match of kb_pattern_region. `subject` is pinned. */
mrb_value kb_match_new(mrb_state *mrb, mrb_value pattern, const struct kb_subject *subject);

/* A match without groups. */
mrb_value kb_match_new_plain(
  mrb_state *mrb, mrb_value pattern, const struct kb_subject *subject, mrb_int begin, mrb_int end
);

void kb_match_know(mrb_state *mrb, mrb_value match, mrb_int byte, mrb_int character);

/* Raises TypeError for anything but a MatchData. */
struct kb_match *kb_match_get(mrb_state *mrb, mrb_value value);

/* A group's text, or nil. */
mrb_value kb_match_group(mrb_state *mrb, const struct kb_match *match, mrb_int group);

/* A group by number (negative from the end) or name (String or Symbol), or -1. Raises IndexError for an unknown name. */
mrb_int kb_match_number(mrb_state *mrb, const struct kb_match *match, mrb_value key);

/* The Regexp, also of a match that was searched for as a String. */
mrb_value kb_match_regexp(mrb_state *mrb, struct kb_match *match);

/* For the collector (guest/patches/62-mark-matches.patch). */
void kb_match_mark(mrb_state *mrb, struct RData *data);

/* Defines MatchData. Part of boot. */
void kb_match_init(mrb_state *mrb);
void kb_match_methods_init(mrb_state *mrb, struct RClass *match_class);

#endif
