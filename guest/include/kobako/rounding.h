/*
** kobako/rounding.h - round, floor, ceil and truncate of Integer and Float, to any digit and by any half
*/
#ifndef KOBAKO_ROUNDING_H
#define KOBAKO_ROUNDING_H

#include <mruby.h>

/* Part of kb_number_init. */
void kb_rounding_init(mrb_state *mrb);

#endif
