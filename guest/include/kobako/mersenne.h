/*
** kobako/mersenne.h - the Mersenne Twister MT19937, and numbers drawn from it exactly as CRuby draws them
**
** The same seed gives the same numbers, shuffles and samples here and there.
*/
#ifndef KOBAKO_MERSENNE_H
#define KOBAKO_MERSENNE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define KB_MERSENNE_WORDS 624

struct kb_mersenne {
  uint32_t state[KB_MERSENNE_WORDS];
  /* The next word of the state to be used; KB_MERSENNE_WORDS when they must be made first. */
  unsigned next;
};

/* Starts over from a key of at least one word. */
void kb_mersenne_seed(struct kb_mersenne *mersenne, const uint32_t *key, size_t count);

uint32_t kb_mersenne_next(struct kb_mersenne *mersenne);

/* A double from 0 up to 1, which it may only be when `inclusive`. */
double kb_mersenne_real(struct kb_mersenne *mersenne, bool inclusive);

/* A number from 0 to `limit`. */
uint64_t kb_mersenne_limited(struct kb_mersenne *mersenne, uint64_t limit);

/* The same for a limit of any size, the least significant word first. `words` has room for as many. */
void kb_mersenne_limited_words(struct kb_mersenne *mersenne, const uint32_t *limit, size_t count, uint32_t *words);

#endif
