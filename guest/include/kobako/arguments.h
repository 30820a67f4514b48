/*
** kobako/arguments.h - the arguments of the C function that is running, one at a time
**
** They lie on Ruby's stack, which moves whenever Ruby code runs: nothing here hands out a pointer. Keywords that the
** function does not name are a Hash behind the others, as for a Ruby method with `*args`.
*/
#ifndef KOBAKO_ARGUMENTS_H
#define KOBAKO_ARGUMENTS_H

#include <mruby.h>

mrb_int kb_argument_count(mrb_state *mrb);

/* undef when there are not so many. */
mrb_value kb_argument_at(mrb_state *mrb, mrb_int index);

#endif
