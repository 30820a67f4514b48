/*
** failure.c - see kobako/failure.h
*/
#include <kobako/failure.h>
#include <mruby/error.h>
#include <mruby/class.h>
#include <mruby/variable.h>

static const char *const names[KB_FAILURE_COUNT] = { "Unrepresentable", "UndefinedEntrypoint", "BytecodeError" };

static struct RClass *classes[KB_FAILURE_COUNT];

/* Without the @, so that no script can write it. */
static mrb_sym details_name;

void
kb_failure_init(mrb_state *mrb, struct RClass *kobako)
{
  details_name = mrb_intern_lit(mrb, "__failure__");
  for (int i = 0; i < KB_FAILURE_COUNT; i++) {
    classes[i] = mrb_define_class_under(mrb, kobako, names[i], E_SCRIPT_ERROR);
  }
}

mrb_value
kb_failure_new(mrb_state *mrb, enum kb_failure failure, mrb_value message, mrb_value details)
{
  mrb_value exception = mrb_exc_new_str(mrb, classes[failure], message);
  kb_failure_explain(mrb, exception, details);
  return exception;
}

void
kb_failure_explain(mrb_state *mrb, mrb_value exception, mrb_value details)
{
  mrb_iv_set(mrb, exception, details_name, details);
}

mrb_value
kb_failure_details(mrb_state *mrb, mrb_value exception)
{
  return mrb_iv_get(mrb, exception, details_name);
}
