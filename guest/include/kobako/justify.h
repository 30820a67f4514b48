/*
** kobako/justify.h - String#ljust, rjust and center
*/
#ifndef KOBAKO_JUSTIFY_H
#define KOBAKO_JUSTIFY_H

#include <mruby.h>

/* Part of boot. */
void kb_justify_init(mrb_state *mrb);

#endif
