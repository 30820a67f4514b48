/*
** mersenne.c - see kobako/mersenne.h
**
** Makoto Matsumoto and Takuji Nishimura, "Mersenne Twister" (1998), with their initialisation of 2002.
*/
#include <kobako/mersenne.h>
#include <math.h>

#define WORDS KB_MERSENNE_WORDS
#define SHIFT 397
#define UPPER 0x80000000u
#define LOWER 0x7fffffffu

static void
seed_with_word(struct kb_mersenne *mersenne, uint32_t word)
{
  uint32_t *state = mersenne->state;
  state[0] = word;
  for (unsigned i = 1; i < WORDS; i++) state[i] = 1812433253u * (state[i - 1] ^ (state[i - 1] >> 30)) + i;
  mersenne->next = WORDS;
}

static uint32_t
mix(uint32_t word, uint32_t before, uint32_t factor)
{
  return word ^ ((before ^ (before >> 30)) * factor);
}

/* The next index of the state, which wraps round to 1: word 0 repeats the last one. */
static unsigned
advance(uint32_t *state, unsigned i)
{
  if (i + 1 < WORDS) return i + 1;
  state[0] = state[WORDS - 1];
  return 1;
}

void
kb_mersenne_seed(struct kb_mersenne *mersenne, const uint32_t *key, size_t count)
{
  if (count == 1) {
    seed_with_word(mersenne, key[0]);
    return;
  }
  seed_with_word(mersenne, 19650218);
  uint32_t *state = mersenne->state;
  unsigned i = 1;
  size_t j = 0;
  for (size_t k = count > WORDS ? count : WORDS; k > 0; k--) {
    state[i] = mix(state[i], state[i - 1], 1664525u) + key[j] + (uint32_t)j;
    i = advance(state, i);
    if (++j == count) j = 0;
  }
  for (unsigned k = WORDS - 1; k > 0; k--) {
    state[i] = mix(state[i], state[i - 1], 1566083941u) - i;
    i = advance(state, i);
  }
  state[0] = UPPER;
}

static uint32_t
twist(uint32_t upper, uint32_t lower)
{
  uint32_t word = (upper & UPPER) | (lower & LOWER);
  return (word >> 1) ^ ((lower & 1) != 0 ? 0x9908b0dfu : 0);
}

static void
make_words(struct kb_mersenne *mersenne)
{
  uint32_t *state = mersenne->state;
  for (unsigned i = 0; i < WORDS - SHIFT; i++) state[i] = state[i + SHIFT] ^ twist(state[i], state[i + 1]);
  for (unsigned i = WORDS - SHIFT; i < WORDS - 1; i++) state[i] = state[i + SHIFT - WORDS] ^ twist(state[i], state[i + 1]);
  state[WORDS - 1] = state[SHIFT - 1] ^ twist(state[WORDS - 1], state[0]);
  mersenne->next = 0;
}

uint32_t
kb_mersenne_next(struct kb_mersenne *mersenne)
{
  if (mersenne->next >= WORDS) make_words(mersenne);
  uint32_t word = mersenne->state[mersenne->next++];
  word ^= word >> 11;
  word ^= (word << 7) & 0x9d2c5680u;
  word ^= (word << 15) & 0xefc60000u;
  return word ^ (word >> 18);
}

double
kb_mersenne_real(struct kb_mersenne *mersenne, bool inclusive)
{
  uint32_t high = kb_mersenne_next(mersenne);
  uint32_t low = kb_mersenne_next(mersenne);
  if (!inclusive) return ldexp((double)(((uint64_t)(high >> 5) << 26) | (low >> 6)), -53);
  /* 64 bits times (2^53 + 1), without the lowest 64: 0 to 2^53, both of them as likely as any other. */
  uint64_t bits = (uint64_t)high << 32 | low;
  uint64_t carry = (bits + (bits << 53) < bits) ? 1 : 0;
  return ldexp((double)((bits >> 11) + carry), -53);
}

/* The smallest 2^n-1 that is not below `limit`. */
static uint64_t
mask_of(uint64_t limit)
{
  return limit == 0 ? 0 : UINT64_MAX >> __builtin_clzll(limit);
}

uint64_t
kb_mersenne_limited(struct kb_mersenne *mersenne, uint64_t limit)
{
  uint64_t mask = mask_of(limit);
  if (limit == 0) return 0;
  for (;;) {
    uint64_t value = 0;
    if (mask >> 32 != 0) {
      value = ((uint64_t)kb_mersenne_next(mersenne) << 32) & mask;
      if (value > limit) continue;
    }
    value |= kb_mersenne_next(mersenne) & mask;
    if (value <= limit) return value;
  }
}

/* One attempt; false when the number came out above the limit. */
static bool
draw_words(struct kb_mersenne *mersenne, const uint32_t *limit, size_t count, uint32_t *words)
{
  bool first = true;
  bool at_limit = true;
  for (size_t i = count; i > 0; i--) {
    uint32_t mask = first ? (uint32_t)mask_of(limit[i - 1]) : UINT32_MAX;
    if (mask != 0) first = false;
    uint32_t word = mask == 0 ? 0 : kb_mersenne_next(mersenne) & mask;
    if (at_limit && word > limit[i - 1]) return false;
    if (word < limit[i - 1]) at_limit = false;
    words[i - 1] = word;
  }
  return true;
}

void
kb_mersenne_limited_words(struct kb_mersenne *mersenne, const uint32_t *limit, size_t count, uint32_t *words)
{
  while (!draw_words(mersenne, limit, count, words)) continue;
}
