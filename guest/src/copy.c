/*
** copy.c - memcpy, memmove, memset and memcmp for the short lengths that Ruby has
**
** Engines carry out memory.copy and memory.fill by a call out of WebAssembly, which takes longer than copying the few bytes
** of a name or of a small Array. The compiler is told not to use these instructions (guest-configuration.ts), so that its
** copies come here: up to SHORT bytes are moved as two or four words that may overlap, and longer ones by the instruction,
** which the post-link pass charges by its length. The C library compares byte by byte; names and Strings go by words here.
*/
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define SHORT 32

#define BULK __attribute__((noinline, target("bulk-memory,bulk-memory-opt")))
#define ITSELF __attribute__((no_builtin))

/* A word at any address, of which the compiler assumes nothing. */
typedef struct __attribute__((packed, may_alias)) { uint64_t bits; } word8;
typedef struct __attribute__((packed, may_alias)) { uint32_t bits; } word4;
typedef struct __attribute__((packed, may_alias)) { uint16_t bits; } word2;

#define LOAD(type, at) (((const type *)(at))->bits)
#define STORE(type, at, value) (((type *)(at))->bits = (value))

BULK static void
move_many(unsigned char *to, const unsigned char *from, size_t length)
{
  __builtin_memmove(to, from, length);
}

BULK static void
fill_many(unsigned char *to, int byte, size_t length)
{
  __builtin_memset(to, byte, length);
}

/* Everything is read before anything is written: the ranges may overlap. */
ITSELF static inline void
move_few(unsigned char *to, const unsigned char *from, size_t length)
{
  if (length >= 16) {
    uint64_t a = LOAD(word8, from), b = LOAD(word8, from + 8);
    uint64_t c = LOAD(word8, from + length - 16), d = LOAD(word8, from + length - 8);
    STORE(word8, to, a);
    STORE(word8, to + 8, b);
    STORE(word8, to + length - 16, c);
    STORE(word8, to + length - 8, d);
  } else if (length >= 8) {
    uint64_t first = LOAD(word8, from), last = LOAD(word8, from + length - 8);
    STORE(word8, to, first);
    STORE(word8, to + length - 8, last);
  } else if (length >= 4) {
    uint32_t first = LOAD(word4, from), last = LOAD(word4, from + length - 4);
    STORE(word4, to, first);
    STORE(word4, to + length - 4, last);
  } else if (length >= 2) {
    uint16_t first = LOAD(word2, from), last = LOAD(word2, from + length - 2);
    STORE(word2, to, first);
    STORE(word2, to + length - 2, last);
  } else if (length == 1) {
    *to = *from;
  }
}

ITSELF static inline void *
move(void *to, const void *from, size_t length)
{
  if (length > SHORT) move_many(to, from, length);
  else move_few(to, from, length);
  return to;
}

ITSELF void *
memcpy(void *restrict to, const void *restrict from, size_t length)
{
  return move(to, from, length);
}

ITSELF void *
memmove(void *to, const void *from, size_t length)
{
  return move(to, from, length);
}

ITSELF void *
memset(void *to, int byte, size_t length)
{
  unsigned char *at = to;
  if (length > SHORT) {
    fill_many(at, byte, length);
    return to;
  }
  uint64_t bits = (unsigned char)byte * 0x0101010101010101u;
  if (length >= 8) {
    STORE(word8, at, bits);
    if (length >= 16) STORE(word8, at + 8, bits);
    if (length >= 24) STORE(word8, at + length - 16, bits);
    STORE(word8, at + length - 8, bits);
  } else if (length >= 4) {
    STORE(word4, at, (uint32_t)bits);
    STORE(word4, at + length - 4, (uint32_t)bits);
  } else if (length >= 2) {
    STORE(word2, at, (uint16_t)bits);
    STORE(word2, at + length - 2, (uint16_t)bits);
  } else if (length == 1) {
    *at = (unsigned char)byte;
  }
  return to;
}

/* Which of two different words comes first, by the first byte in which they differ. */
ITSELF static inline int
order(uint64_t left, uint64_t right)
{
  return __builtin_bswap64(left) < __builtin_bswap64(right) ? -1 : 1;
}

ITSELF int
memcmp(const void *left, const void *right, size_t length)
{
  const unsigned char *a = left, *b = right;
  if (length >= 8) {
    size_t last = length - 8;
    for (size_t at = 0; at < last; at += 8) {
      uint64_t x = LOAD(word8, a + at), y = LOAD(word8, b + at);
      if (x != y) return order(x, y);
    }
    /* May overlap what was the same. */
    uint64_t x = LOAD(word8, a + last), y = LOAD(word8, b + last);
    return x == y ? 0 : order(x, y);
  }
  if (length >= 4) {
    uint64_t x = LOAD(word4, a) | (uint64_t)LOAD(word4, a + length - 4) << 32;
    uint64_t y = LOAD(word4, b) | (uint64_t)LOAD(word4, b + length - 4) << 32;
    return x == y ? 0 : order(x, y);
  }
  for (; length > 0; a++, b++, length--) {
    if (*a != *b) return *a - *b;
  }
  return 0;
}
