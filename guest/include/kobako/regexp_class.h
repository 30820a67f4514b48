/*
** kobako/regexp_class.h - what the class Regexp itself answers: literals, `escape`, `union`, `last_match`
*/
#ifndef KOBAKO_REGEXP_CLASS_H
#define KOBAKO_REGEXP_CLASS_H

#include <kobako/pattern.h>

void kb_regexp_class_init(mrb_state *mrb, struct RClass *regexp_class);

/* A Regexp of a pattern (regexp.c). */
mrb_value kb_regexp_of(mrb_state *mrb, struct kb_pattern *pattern);

#endif
