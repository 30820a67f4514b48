/*
** last_match.c - see kobako/last_match.h
*/
#include <kobako/last_match.h>
#include <mruby/irep.h>
#include <mruby/proc.h>

static mrb_sym name;

/* Where the variable is, and the environment that holds it when blocks share it. */
struct place {
  mrb_value *variable;
  struct REnv *environment;
};

/* The innermost call that runs Ruby of the script; mruby's own Ruby is compiled into the Guest Binary. */
static const mrb_callinfo *
calling(mrb_state *mrb)
{
  for (const mrb_callinfo *ci = mrb->c->ci; ci >= mrb->c->cibase; ci--) {
    const struct RProc *proc = ci->proc;
    if (proc == NULL || MRB_PROC_CFUNC_P(proc)) continue;
    if ((proc->body.irep->flags & MRB_IREP_STATIC) != MRB_IREP_STATIC) return ci;
  }
  return NULL;
}

static bool
has_variable(const mrb_irep *irep)
{
  return irep->slen > 0 && irep->syms[0] == name && irep->nlocals > 1;
}

static bool
find(mrb_state *mrb, struct place *place)
{
  const mrb_callinfo *ci = calling(mrb);
  if (ci == NULL) return false;
  const struct RProc *proc = ci->proc;
  struct REnv *environment = NULL;
  /* Only the outermost scope of a method or a script has it. */
  while (!has_variable(proc->body.irep)) {
    environment = MRB_PROC_ENV(proc);
    if (MRB_PROC_SCOPE_P(proc) || environment == NULL) return false;
    proc = proc->upper;
    if (proc == NULL || MRB_PROC_CFUNC_P(proc)) return false;
  }
  const mrb_irep *irep = proc->body.irep;
  mrb_int index = irep->nlocals - 1;
  if (environment != NULL && index >= MRB_ENV_LEN(environment)) return false;
  *place = (struct place){ (environment != NULL ? environment->stack : ci->stack) + index, environment };
  return true;
}

bool
kb_last_match_wanted(mrb_state *mrb)
{
  struct place place;
  return find(mrb, &place);
}

void
kb_last_match_set(mrb_state *mrb, mrb_value match)
{
  struct place place;
  if (!find(mrb, &place)) return;
  *place.variable = match;
  if (place.environment != NULL) mrb_write_barrier(mrb, (struct RBasic *)place.environment);
}

mrb_value
kb_last_match_get(mrb_state *mrb)
{
  struct place place;
  return find(mrb, &place) ? *place.variable : mrb_nil_value();
}

void
kb_last_match_init(mrb_state *mrb)
{
  name = mrb_intern_lit(mrb, "$~");
}
