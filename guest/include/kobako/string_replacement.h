/*
** kobako/string_replacement.h - what stands in the place of a match: a template, a Hash's value, or a block's
*/
#ifndef KOBAKO_STRING_REPLACEMENT_H
#define KOBAKO_STRING_REPLACEMENT_H

#include <kobako/finder.h>
#include <kobako/text.h>

struct kb_replacement {
  /* A String or a Hash; nil for a block. */
  mrb_value value;
  mrb_value block;
  /* The template has no backslash. */
  bool literal;
};

/* Raises TypeError for a value that is neither Hash nor String. */
struct kb_replacement kb_replacement_new(mrb_state *mrb, mrb_value value, mrb_value block);

/* Whether it runs Ruby code: the subject must then be pinned, and `$~` set before each use. */
static inline bool
kb_replacement_runs(const struct kb_replacement *replacement)
{
  return !mrb_string_p(replacement->value);
}

/* Appends what replaces the last match of `finder`. */
void kb_replacement_append(const struct kb_replacement *replacement, struct kb_text *text, struct kb_finder *finder);

#endif
