/*
** kobako/pattern_names.h - the named groups of a pattern, as Ruby values
*/
#ifndef KOBAKO_PATTERN_NAMES_H
#define KOBAKO_PATTERN_NAMES_H

#include <kobako/pattern.h>

/* The names in the order of their first groups; empty also for NULL. */
mrb_value kb_pattern_names(mrb_state *mrb, const struct kb_pattern *pattern);

/* The numbers of the groups of a name. */
mrb_value kb_pattern_numbers(mrb_state *mrb, const struct kb_pattern *pattern, mrb_value name);

#endif
