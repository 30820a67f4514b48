/*
** kobako/integer.h - Integer's methods, small and big
*/
#ifndef KOBAKO_INTEGER_H
#define KOBAKO_INTEGER_H

#include <mruby.h>

/* The Integer of a double without a fraction; FloatDomainError for what has none. */
mrb_value kb_integer_from_double(mrb_state *mrb, double value);

/* Of two Integers, small or big; never negative. */
mrb_value kb_integer_gcd(mrb_state *mrb, mrb_value x, mrb_value y);

/* mruby's, declared in no header of its own. */
mrb_value mrb_int_pow(mrb_state *mrb, mrb_value x, mrb_value y);

/* The pair of a floored quotient and its remainder. */
mrb_value kb_float_divmod(mrb_state *mrb, double x, double y);

/* Part of kb_number_init. */
void kb_integer_init(mrb_state *mrb);

#endif
