/*
** decimal_tie.c - see kobako/decimal_tie.h
*/
#include <kobako/decimal_tie.h>
#include <math.h>

/* More digits than these are never estimated. */
#define ESTIMATE_DIGITS 14

/* The largest power of ten that a double holds exactly. */
#define EXACT_POWER 22

static const double tens[EXACT_POWER + 1] = {
  1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
  1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
};

#define BIG_TENS 5

static const double big_tens[BIG_TENS] = { 1e16, 1e32, 1e64, 1e128, 1e256 };

/* floor(log10(value)), or one more where `*exact` is false. */
static int
estimate_power(double value, bool *exact)
{
  int exponent;
  double fraction = frexp(value, &exponent) * 2;
  double estimate = (fraction - 1.5) * 0.289529654602168 + 0.1760912590558 + (exponent - 1) * 0.301029995663981;
  int power = (int)estimate;
  if (estimate < 0 && estimate != power) power--;
  *exact = power >= 0 && power <= EXACT_POWER;
  if (*exact && value < tens[power]) power--;
  return power;
}

/* value / 10^power, which counts its roundings in `*errors`. */
static double
scale(double value, int power, int *errors)
{
  bool up = power < 0;
  unsigned left = up ? (unsigned)-power : (unsigned)power;
  double factor = tens[left & 15];
  if (up) value *= factor;
  unsigned rest = left >> 4;
  if (!up && (rest & 16) != 0) {
    rest &= 15;
    value /= big_tens[BIG_TENS - 1];
    ++*errors;
  }
  for (int i = 0; rest != 0; rest >>= 1, i++) {
    if ((rest & 1) == 0) continue;
    ++*errors;
    if (up) value *= big_tens[i];
    else factor *= big_tens[i];
  }
  return up ? value : value / factor;
}

bool
kb_decimal_tie_p(double value, bool fixed, int count)
{
  bool exact;
  int power = estimate_power(value, &exact);
  int digits = fixed ? count + power + 1 : count;
  if (digits <= 0 || digits > ESTIMATE_DIGITS) return false;
  int errors = 2;
  double rest = scale(value, power, &errors);
  if (!exact && rest < 1) {
    if (fixed && --digits <= 0) return false;
    rest *= 10;
    errors++;
  }
  double margin = ldexp(errors * rest + 7, -52) * tens[digits - 1];
  for (int i = 1;; i++, rest *= 10) {
    rest -= (int)rest;
    if (rest == 0) return false;
    if (i == digits) break;
  }
  return rest <= 0.5 + margin && rest >= 0.5 - margin;
}
