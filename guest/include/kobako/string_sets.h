/*
** kobako/string_sets.h - String#count, delete, squeeze, tr and tr_s, over kobako/charset.h
*/
#ifndef KOBAKO_STRING_SETS_H
#define KOBAKO_STRING_SETS_H

#include <mruby.h>

/* Part of boot. */
void kb_string_sets_init(mrb_state *mrb);

#endif
