/*
** kobako/decimal.h - doubles as decimal digits, and back
**
** mruby's own conversions lose digits in both directions; these are exact.
*/
#ifndef KOBAKO_DECIMAL_H
#define KOBAKO_DECIMAL_H

#include <stdbool.h>
#include <stddef.h>

/* More digits than a double can have: 767. */
#define KB_DECIMAL_DIGITS 800

/* Bytes that kb_decimal_text needs at most. */
#define KB_DECIMAL_TEXT 32

/* The number 0.d1 d2 d3 … × 10^point. No zero leads or trails; zero has no digits at all. */
struct kb_decimal {
  int count;
  int point;
  char digits[KB_DECIMAL_DIGITS];
};

/* The shortest digits that read back as `value`, which is finite and not negative. */
void kb_decimal_shortest(double value, struct kb_decimal *decimal);

/* `value`, finite and not negative, rounded as CRuby rounds to `places` digits after the point: half to even. */
void kb_decimal_fixed(double value, int places, struct kb_decimal *decimal);

/* `value`, finite and not negative, likewise rounded to `count` (at least 1) significant digits. */
void kb_decimal_significant(double value, int count, struct kb_decimal *decimal);

/* What Float#to_s prints for any double. Returns the length; `text` has room for KB_DECIMAL_TEXT bytes. */
size_t kb_decimal_text(double value, char *text);

/*
** The double nearest to the number that `text` begins with, in the notation of Ruby's literals: white space, sign,
** digits with single underscores between them, fraction, exponent. Returns where it stops: `text` when there is none.
*/
const char *kb_decimal_read(const char *text, const char *limit, double *value);

#endif
