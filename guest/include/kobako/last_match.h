/*
** kobako/last_match.h - `$~` of the method that calls
**
** The compiler gives a method (or a script) that asks for `$~`, `$1` and the like a hidden local variable for it
** (guest/patches/60-last-match.patch). What C does, and Ruby of mruby's own, counts as done by the script's method that
** called it. In a method without the variable nobody can ask, and nothing is kept.
*/
#ifndef KOBAKO_LAST_MATCH_H
#define KOBAKO_LAST_MATCH_H

#include <mruby.h>
#include <stdbool.h>

/* Whether the calling method has the variable: only then is a MatchData worth making. */
bool kb_last_match_wanted(mrb_state *mrb);

void kb_last_match_set(mrb_state *mrb, mrb_value match);

/* nil where there is none. */
mrb_value kb_last_match_get(mrb_state *mrb);

void kb_last_match_init(mrb_state *mrb);

#endif
