/*
** kobako/order.h - sorting, extremes and sums of values that only the core compares
**
** Plain values are Integers of 64 bits, Floats, Strings, Symbols, and Arrays of these. For them Ruby's answer to `<=>` is
** known without asking, so that ordering many of them needs no calls. Where a value is not plain, where two cannot be
** compared, and where a script has redefined `<=>` of a core class, these methods return nil and have done nothing;
** guest/mrblib/array_order.rb then does the same in Ruby, and raises what is to be raised.
**
**   Array#__plain_sort            a new Array, sorted
**   Array#__plain_sort_by(keys)   a new Array, in the order of its keys; stable
**   Array#__plain_extreme(sign)   where the first of the largest (sign 1) or smallest (-1) elements is
**   Array#__plain_sum(init)       of numbers; Floats are summed with compensation (Kahan-Babuska), as CRuby does
*/
#ifndef KOBAKO_ORDER_H
#define KOBAKO_ORDER_H

#include <mruby.h>

void kb_order_init(mrb_state *mrb);

/* Learns what the core methods are. After everything that defines methods. */
void kb_order_learn(mrb_state *mrb);

#endif
