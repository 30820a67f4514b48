/*
** kobako/random.h - class Random, and what draws from it
*/
#ifndef KOBAKO_RANDOM_H
#define KOBAKO_RANDOM_H

#include <kobako/mersenne.h>
#include <mruby.h>

/* Defines Random, Kernel#rand, Kernel#srand and Array's methods. Part of boot. */
void kb_random_init(mrb_state *mrb);

/* Defines Array#shuffle, shuffle! and sample. Part of boot. */
void kb_random_array_init(mrb_state *mrb);

/* The generator of a Random object, or NULL for anything else. */
struct kb_mersenne *kb_random_get(mrb_state *mrb, mrb_value value);

/*
** The generator behind Kernel#rand. It is seeded from the host's entropy when an invocation first uses it: the boot image
** and images of snippets hold none, so that under the permissive profile no two invocations draw the same numbers.
*/
struct kb_mersenne *kb_random_default(mrb_state *mrb);

/* A number from 0 to `limit` drawn from what `random:` was: undef, class Random, a Random, or an object with a `rand` of its own. */
uint64_t kb_random_limited(mrb_state *mrb, mrb_value source, uint64_t limit);

#endif
