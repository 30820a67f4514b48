/*
** kobako/failure.h - exceptions that the guest itself raises and the host turns into classes of its own
*/
#ifndef KOBAKO_FAILURE_H
#define KOBAKO_FAILURE_H

#include <mruby.h>

/*
** Each is a class under Kobako, a subclass of ScriptError so that a bare `rescue` does not swallow it. None is ever
** raised while a script could rescue it; a script that raises one itself only renames its own failure.
*/
enum kb_failure {
  KB_FAILURE_UNREPRESENTABLE,      /* Kobako::Unrepresentable: the result cannot cross */
  KB_FAILURE_UNDEFINED_ENTRYPOINT, /* Kobako::UndefinedEntrypoint: details name, available */
  KB_FAILURE_BYTECODE,             /* Kobako::BytecodeError: a snippet's bytecode does not load */
  KB_FAILURE_COUNT
};

/* Defines the classes. Part of boot. */
void kb_failure_init(mrb_state *mrb, struct RClass *kobako);

/* An instance; `details` is nil or any value of the wire. */
mrb_value kb_failure_new(mrb_state *mrb, enum kb_failure failure, mrb_value message, mrb_value details);

/* Gives an exception of any class details for the host. */
void kb_failure_explain(mrb_state *mrb, mrb_value exception, mrb_value details);

/* The details that one of these two stored, nil for any other exception. */
mrb_value kb_failure_details(mrb_state *mrb, mrb_value exception);

#endif
