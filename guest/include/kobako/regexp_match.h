/*
** kobako/regexp_match.h - matching with a Regexp: `=~`, `===`, `match`, `match?`
*/
#ifndef KOBAKO_REGEXP_MATCH_H
#define KOBAKO_REGEXP_MATCH_H

#include <mruby.h>

void kb_regexp_match_init(mrb_state *mrb, struct RClass *regexp_class);

/* `regexp =~ subject`: the character at which it matches, or nil. */
mrb_value kb_regexp_at(mrb_state *mrb, mrb_value regexp, mrb_value subject);

/* `regexp.match(subject, position) { }` with what the calling method was given. */
mrb_value kb_regexp_match(mrb_state *mrb, mrb_value regexp, mrb_value subject, mrb_int position, mrb_value block);

mrb_bool kb_regexp_matches(mrb_state *mrb, mrb_value regexp, mrb_value subject, mrb_int position);

#endif
