/*
** kobako/format_rational.h - %f of numbers that are no Float: every digit is exact
*/
#ifndef KOBAKO_FORMAT_RATIONAL_H
#define KOBAKO_FORMAT_RATIONAL_H

#include <kobako/format.h>

/* Whether kb_format_exact takes the value: an Integer or a Rational. */
bool kb_format_exact_p(mrb_value value);

/* Rounds half up, away from zero, to `directive.precision` places. */
void kb_format_exact(struct kb_text *text, struct kb_directive directive, mrb_value value);

#endif
