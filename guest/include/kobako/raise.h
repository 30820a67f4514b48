/*
** kobako/raise.h - raising without a throw
**
** An engine's exceptions cost about a microsecond or two. The interpreter looks at `mrb->exc` when a C function returns to it,
** so a function that returns at once can leave its exception there instead.
*/
#ifndef KOBAKO_RAISE_H
#define KOBAKO_RAISE_H

#include <mruby.h>

/* The C function that runs must return the result, and do nothing before. Throws when its caller is C. */
mrb_value kb_raise_at_return(mrb_state *mrb, mrb_value exception);

#endif
