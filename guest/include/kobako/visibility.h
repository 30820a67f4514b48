/*
** kobako/visibility.h - public, private and protected methods, which mruby 3.3 accepts and does not tell apart
**
** A hidden method carries a flag in its RProc; guest/patches asks for it in calls, definitions, lists and `respond_to?`.
** What `private` without names is about is noted in its caller's frame.
*/
#ifndef KOBAKO_VISIBILITY_H
#define KOBAKO_VISIBILITY_H

#include <mruby.h>
#include <mruby/proc.h>

/* Whether the frame below the current one may call a hidden method of `owner` on somebody else. */
mrb_bool kb_visible_p(mrb_state *mrb, struct RClass *owner, const struct RProc *method);

/* Whether everybody may call it; a method that is not there is not public. */
mrb_bool kb_public_p(mrb_state *mrb, struct RClass *klass, mrb_sym name);

/* Marks what the current frame defines by `def`. */
void kb_visibility_of_def(mrb_state *mrb, struct RClass *target, mrb_sym name, struct RProc *method);

/* The same for a C function that defines for its caller: `attr_reader`, `define_method`. */
void kb_visibility_of_call(mrb_state *mrb, struct RClass *target, mrb_sym name, struct RProc *method);

/* "private", "protected", or NULL: how an error calls a method that is there and hidden. */
const char *kb_visibility_word(mrb_state *mrb, struct RClass *klass, mrb_sym name);

/* Part of boot. */
void kb_visibility_init(mrb_state *mrb);

#endif
