/*
** kobako/conversion.h - Kernel#Integer, Float, Rational and Complex, with `exception: false`
*/
#ifndef KOBAKO_CONVERSION_H
#define KOBAKO_CONVERSION_H

#include <mruby.h>

/* Part of boot, after mruby's own. */
void kb_conversion_init(mrb_state *mrb);

#endif
