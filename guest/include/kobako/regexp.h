/*
** kobako/regexp.h - Regexp
*/
#ifndef KOBAKO_REGEXP_H
#define KOBAKO_REGEXP_H

#include <kobako/pattern.h>
#include <mruby.h>

/* Defines Regexp, MatchData, and what String and Symbol do with patterns. Part of boot. */
void kb_regexp_init(mrb_state *mrb);

/* The pattern of a Regexp, as long as the object lives; NULL for anything else. */
struct kb_pattern *kb_regexp_pattern(mrb_state *mrb, mrb_value value);

/* The same; raises TypeError for anything else, and for a Regexp that was never initialised. */
struct kb_pattern *kb_regexp_get(mrb_state *mrb, mrb_value value);

/* A frozen Regexp; equal ones may be one object. Raises RegexpError. */
mrb_value kb_regexp_literal(mrb_state *mrb, const char *source, mrb_int length, uint32_t options);

#endif
