/*
** decimal.c - see kobako/decimal.h
**
** The shortest digits come from yyjson (Schubfach). Exact digits come from long multiplication: the binary expansion of
** a double is finite, and so is its decimal one.
*/
#include <kobako/decimal.h>
#include <kobako/decimal_tie.h>
#include <math.h>
#include <stdint.h>
#include <string.h>
#include <yyjson.h>

#define BILLION 1000000000u
#define BILLION_DIGITS 9

/* 2^1024 has 309 digits; the fraction of a double has at most 1074 bits. */
#define INTEGER_LIMBS 36
#define FRACTION_LIMBS 36

static void
push_digit(struct kb_decimal *decimal, char digit)
{
  if (decimal->count == 0 && digit == '0') return;
  if (decimal->count < KB_DECIMAL_DIGITS) decimal->digits[decimal->count++] = digit;
}

static void
push_group(struct kb_decimal *decimal, uint32_t group)
{
  char digits[BILLION_DIGITS];
  for (int i = BILLION_DIGITS; i > 0; group /= 10) digits[--i] = (char)('0' + group % 10);
  for (int i = 0; i < BILLION_DIGITS; i++) push_digit(decimal, digits[i]);
}

/* Appends the digits of mantissa × 2^exponent, exponent >= 0. */
static void
push_integer(struct kb_decimal *decimal, uint64_t mantissa, int exponent)
{
  uint32_t limbs[INTEGER_LIMBS];
  int count = 0;
  for (; mantissa != 0; mantissa /= BILLION) limbs[count++] = (uint32_t)(mantissa % BILLION);
  while (exponent > 0) {
    int shift = exponent < 29 ? exponent : 29;
    uint64_t carry = 0;
    for (int i = 0; i < count; i++) {
      carry += (uint64_t)limbs[i] << shift;
      limbs[i] = (uint32_t)(carry % BILLION);
      carry /= BILLION;
    }
    if (carry != 0) limbs[count++] = (uint32_t)carry;
    exponent -= shift;
  }
  while (count > 0) push_group(decimal, limbs[--count]);
}

/* A fraction below 1: limbs[count-1] is the most significant; what it counts are 2^-(32·count). */
struct fraction {
  uint32_t limbs[FRACTION_LIMBS];
  int count;
};

static struct fraction
fraction_new(uint64_t bits, int exponent)
{
  struct fraction fraction = { .count = (-exponent + 31) / 32 };
  int shift = fraction.count * 32 + exponent;
  fraction.limbs[0] = (uint32_t)(bits << shift);
  if (fraction.count > 1) fraction.limbs[1] = (uint32_t)(bits >> (32 - shift));
  if (fraction.count > 2 && shift > 0) fraction.limbs[2] = (uint32_t)(bits >> 32 >> (32 - shift));
  return fraction;
}

static bool
fraction_zero_p(const struct fraction *fraction)
{
  for (int i = 0; i < fraction->count; i++) {
    if (fraction->limbs[i] != 0) return false;
  }
  return true;
}

/* Takes the next nine digits off the fraction. */
static uint32_t
fraction_next(struct fraction *fraction)
{
  uint64_t carry = 0;
  for (int i = 0; i < fraction->count; i++) {
    carry += (uint64_t)fraction->limbs[i] * BILLION;
    fraction->limbs[i] = (uint32_t)carry;
    carry >>= 32;
  }
  return (uint32_t)carry;
}

static void
trim(struct kb_decimal *decimal)
{
  while (decimal->count > 0 && decimal->digits[decimal->count - 1] == '0') decimal->count--;
}

static void
increment(struct kb_decimal *decimal)
{
  while (decimal->count > 0 && decimal->digits[decimal->count - 1] == '9') decimal->count--;
  if (decimal->count > 0) {
    decimal->digits[decimal->count - 1]++;
    return;
  }
  decimal->digits[0] = '1';
  decimal->count = 1;
  decimal->point++;
}

/*
** Keeps the first `keep` digits. What is left off is in the middle when `tie` says so, or when it is a 5 and nothing
** more; then the last digit becomes even. `more` says that digits were left off before.
*/
static void
round_to(struct kb_decimal *decimal, int keep, bool more, bool tie)
{
  trim(decimal);
  if (keep >= decimal->count) return;
  bool up = false;
  if (keep >= 0) {
    char next = decimal->digits[keep];
    tie |= next == '5' && !more && keep + 1 == decimal->count;
    up = tie ? keep > 0 && (decimal->digits[keep - 1] & 1) != 0 : next >= '5';
  }
  decimal->count = keep > 0 ? keep : 0;
  if (up) increment(decimal);
  trim(decimal);
}

/* Whether enough digits are there, when the next ones stand `position` places after the point. */
typedef bool enough(const struct kb_decimal *decimal, int position, int wanted);

static bool
enough_fixed(const struct kb_decimal *decimal, int position, int wanted)
{
  (void)decimal;
  return position > wanted + 1;
}

static bool
enough_significant(const struct kb_decimal *decimal, int position, int wanted)
{
  (void)position;
  return decimal->count > wanted + 1;
}

/* The digits of `value` until there are enough. Returns whether any that is not zero was left off. */
static bool
expand(double value, struct kb_decimal *decimal, enough *enough, int wanted)
{
  decimal->count = decimal->point = 0;
  if (value == 0) return false;
  int exponent;
  uint64_t mantissa = (uint64_t)ldexp(frexp(value, &exponent), 53);
  exponent -= 53;
  while ((mantissa & 1) == 0) {
    mantissa >>= 1;
    exponent++;
  }
  if (exponent >= 0) {
    push_integer(decimal, mantissa, exponent);
    decimal->point = decimal->count;
    return false;
  }
  if (exponent > -64) push_integer(decimal, mantissa >> -exponent, 0);
  decimal->point = decimal->count;
  uint64_t bits = exponent > -64 ? mantissa & ((UINT64_C(1) << -exponent) - 1) : mantissa;
  struct fraction fraction = fraction_new(bits, exponent);
  for (int position = 0; !fraction_zero_p(&fraction); position += BILLION_DIGITS) {
    if (enough(decimal, position, wanted)) return true;
    bool first = decimal->count == 0;
    push_group(decimal, fraction_next(&fraction));
    if (first) decimal->point = decimal->count - BILLION_DIGITS - position;
  }
  return false;
}

void
kb_decimal_fixed(double value, int places, struct kb_decimal *decimal)
{
  bool more = expand(value, decimal, enough_fixed, places);
  bool tie = value > 0 && kb_decimal_tie_p(value, true, places);
  round_to(decimal, decimal->point + places, more, tie);
}

void
kb_decimal_significant(double value, int count, struct kb_decimal *decimal)
{
  bool more = expand(value, decimal, enough_significant, count);
  bool tie = value > 0 && kb_decimal_tie_p(value, false, count);
  round_to(decimal, count, more, tie);
}

void
kb_decimal_shortest(double value, struct kb_decimal *decimal)
{
  decimal->count = decimal->point = 0;
  if (value == 0) return;
  uint64_t significand;
  int32_t exponent;
  yyjson_f64_to_decimal(value, &significand, &exponent);
  char reversed[20];
  int length = 0;
  /* Divisions of 64 bits are slow, and nine digits fit into 32. */
  for (; significand > UINT32_MAX; significand /= BILLION) {
    uint32_t group = (uint32_t)(significand % BILLION);
    for (int i = 0; i < BILLION_DIGITS; i++, group /= 10) reversed[length++] = (char)('0' + group % 10);
  }
  for (uint32_t rest = (uint32_t)significand; rest != 0; rest /= 10) reversed[length++] = (char)('0' + rest % 10);
  decimal->point = length + exponent;
  while (length > 0) decimal->digits[decimal->count++] = reversed[--length];
  trim(decimal);
}
