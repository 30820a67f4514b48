/*
** kobako/random_draw.h - what `rand` makes of its argument
*/
#ifndef KOBAKO_RANDOM_DRAW_H
#define KOBAKO_RANDOM_DRAW_H

#include <kobako/mersenne.h>
#include <mruby.h>

/* Random#rand: undef, a positive Integer or Float, or a Range; ArgumentError for anything that has no number in it. */
mrb_value kb_random_draw(mrb_state *mrb, struct kb_mersenne *mersenne, mrb_value limit);

/* Random#random_number: a Float from 0 to 1 where Random#rand would refuse. */
mrb_value kb_random_draw_any(mrb_state *mrb, struct kb_mersenne *mersenne, mrb_value limit);

/* Kernel#rand: the absolute value of an Integer, a Float from 0 to 1 for 0 and nil; nil for an empty Range. */
mrb_value kb_random_draw_kernel(mrb_state *mrb, struct kb_mersenne *mersenne, mrb_value limit);

mrb_value kb_random_draw_bytes(mrb_state *mrb, struct kb_mersenne *mersenne, mrb_int count);

/* An Integer out of an Integer or what `to_int` makes one; raises TypeError. */
mrb_value kb_random_to_integer(mrb_state *mrb, mrb_value value);

#endif
