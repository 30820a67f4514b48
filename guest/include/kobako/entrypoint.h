/*
** kobako/entrypoint.h - calling a top-level constant that a snippet defined
*/
#ifndef KOBAKO_ENTRYPOINT_H
#define KOBAKO_ENTRYPOINT_H

#include <mruby.h>

/* Remembers which constants exist without any snippet. The last part of boot. */
void kb_entrypoint_init(mrb_state *mrb);

/*
** Answers the Invocation map (entrypoint, args, kwargs): `Target.call(*args, **kwargs)`. Raises
** Kobako::UndefinedEntrypoint when no snippet defined the constant.
*/
mrb_value kb_entrypoint_run(mrb_state *mrb, mrb_value invocation);

#endif
