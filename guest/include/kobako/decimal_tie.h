/*
** kobako/decimal_tie.h - which numbers CRuby takes for exactly half way when it rounds them
*/
#ifndef KOBAKO_DECIMAL_TIE_H
#define KOBAKO_DECIMAL_TIE_H

#include <stdbool.h>

/*
** CRuby first computes the digits in floating point. Where that leaves open on which side of the middle the rest is, it
** rounds half to even, although the exact value is not in the middle: "%.2f" % 2.675 is "2.68". This is that estimate,
** operation by operation, so that amounts of money come out the same here.
**
** `value` is positive and finite. Rounded are `count` significant digits, or, where `fixed`, `count` digits after the point.
*/
bool kb_decimal_tie_p(double value, bool fixed, int count);

#endif
