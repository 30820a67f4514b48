/*
** kobako/rational.h - Rational: fractions of Integers of any size
**
** mruby's holds two 64-bit integers and gives up beyond. Here numerator and denominator are Integers, small or big, always
** reduced, the denominator positive; a Rational never changes. What mruby's core asks of its gem is here as well
** (mrb_rational_add and the like).
*/
#ifndef KOBAKO_RATIONAL_H
#define KOBAKO_RATIONAL_H

#include <mruby.h>

/* numerator / denominator, two Integers; ZeroDivisionError. */
mrb_value kb_rational_new(mrb_state *mrb, mrb_value numerator, mrb_value denominator);

/* The double nearest to numerator / denominator, two Integers, the latter not zero. */
double kb_rational_double(mrb_state *mrb, mrb_value numerator, mrb_value denominator);

/* -1, 0 or 1: a Rational and an Integer or a Rational. */
int kb_rational_compare(mrb_state *mrb, mrb_value x, mrb_value y);

/* For the collector: what a Rational holds. */
void kb_rational_mark(mrb_state *mrb, struct RBasic *object);

/* Part of boot, before the guest's Ruby. */
void kb_rational_init(mrb_state *mrb);

#endif
