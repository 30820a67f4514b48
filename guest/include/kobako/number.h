/*
** kobako/number.h - arithmetic and comparison as CRuby defines them, where mruby's differ
**
** The interpreter adds, subtracts and compares small integers and floats itself. What arrives here is the rest: big
** integers with each other and with floats, and operands that are no numbers, which are asked to `coerce`.
*/
#ifndef KOBAKO_NUMBER_H
#define KOBAKO_NUMBER_H

#include <mruby.h>
#include <stdbool.h>

/* What kb_number_compare answers besides -1, 0 and 1. */
#define KB_INCOMPARABLE (-2)
#define KB_UNORDERED (-3)

/* Whether `value` is of one of the built-in kinds of numbers. */
bool kb_number_p(mrb_value value);

/* Integer, small or big. */
bool kb_integer_p(mrb_value value);

/* `x op y` through `y.coerce(x)`, or the TypeError of CRuby. */
mrb_value kb_number_coerce(mrb_state *mrb, mrb_value x, mrb_value y, mrb_sym op);

/* Exact for any Integer with any Float. `x` is an Integer or a Float; KB_UNORDERED when one of them is NaN. */
int kb_number_compare(mrb_state *mrb, mrb_value x, mrb_value y);

/* An operand as CRuby's messages name it: `nil`, `:a` and `1.5` as they are, anything else by its class. */
mrb_value kb_operand_name(mrb_state *mrb, mrb_value value);

/* "comparison of Integer with String failed" */
mrb_noreturn void kb_comparison_failed(mrb_state *mrb, mrb_value x, mrb_value y);

/* The C function behind a method of one of mruby's classes, before it is replaced. */
mrb_func_t kb_number_original(mrb_state *mrb, struct RClass *class, mrb_sym name);

/* Part of boot, after mruby's own. */
void kb_number_init(mrb_state *mrb);

#endif
