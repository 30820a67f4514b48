/*
** kobako/string_patterns.h - what Strings and Symbols do with patterns
**
** A method that mruby has for Strings alone keeps mruby's implementation for everything that is not a Regexp.
*/
#ifndef KOBAKO_STRING_PATTERNS_H
#define KOBAKO_STRING_PATTERNS_H

#include <mruby.h>

/* Part of boot, after Regexp and MatchData. */
void kb_string_patterns_init(mrb_state *mrb);

/* One file each. */
void kb_string_search_init(mrb_state *mrb);
void kb_string_slice_init(mrb_state *mrb);
void kb_string_scan_init(mrb_state *mrb);
void kb_string_substitute_init(mrb_state *mrb);

/* The C function that String has for a method so far. */
mrb_func_t kb_string_function(mrb_state *mrb, mrb_sym name);

#endif
