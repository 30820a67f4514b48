/*
** raise.c - see kobako/raise.h
*/
#include <kobako/raise.h>
#include <mruby/error.h>

/* mruby's own, which takes the backtrace. */
void mrb_exc_set(mrb_state *mrb, mrb_value exception);

/* What mruby calls CINFO_NONE: the interpreter called this function. */
#define CALLED_BY_INTERPRETER 0

mrb_value
kb_raise_at_return(mrb_state *mrb, mrb_value exception)
{
  if (mrb->c->ci->cci != CALLED_BY_INTERPRETER) mrb_exc_raise(mrb, exception);
  mrb_exc_set(mrb, exception);
  return mrb_nil_value();
}
