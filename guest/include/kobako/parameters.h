/*
** kobako/parameters.h - what a Ruby method takes, and what is wrong with the arguments that it got, in CRuby's words
**
** guest/patches calls these from the interpreter; each error is an ArgumentError about the method that is running.
*/
#ifndef KOBAKO_PARAMETERS_H
#define KOBAKO_PARAMETERS_H

#include <mruby.h>
#include <mruby/irep.h>

/* How many keywords have no default. */
int kb_parameters_required(const mrb_irep *irep);

/* "wrong number of arguments (given 1, expected 2..3; required keyword: a)" */
mrb_value kb_parameters_arity_error(mrb_state *mrb, mrb_int given);

/* "missing keywords: :a, :b", for the keywords that were given: a Hash, or nil. */
mrb_value kb_parameters_missing_error(mrb_state *mrb, mrb_value keywords);

/* "unknown keywords: :y, :z", for the keywords that are left over. */
mrb_value kb_parameters_unknown_error(mrb_state *mrb, mrb_value keywords);

#endif
