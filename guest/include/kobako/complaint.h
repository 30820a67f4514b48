/*
** kobako/complaint.h - errors that mruby words differently from CRuby, or without what they are about
**
** guest/patches calls the kb_complain_… functions from inside mruby.
*/
#ifndef KOBAKO_COMPLAINT_H
#define KOBAKO_COMPLAINT_H

#include <mruby.h>

/* NoMethodError, or NameError where the name stood alone and may have been meant as a variable. */
mrb_noreturn void kb_complain_undefined(mrb_state *mrb, mrb_sym name, mrb_value self, mrb_value arguments);

/* `super` without a method above. */
mrb_noreturn void kb_complain_super(mrb_state *mrb, mrb_sym name, mrb_value self, mrb_value arguments);

mrb_noreturn void kb_complain_frozen(mrb_state *mrb, mrb_value value);

/* Raises an error that knows whom it is about: `receiver`. */
mrb_noreturn void kb_raise_about(mrb_state *mrb, mrb_value error, mrb_value receiver);

/* Part of boot. */
void kb_complaint_init(mrb_state *mrb);

#endif
