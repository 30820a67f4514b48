/*
** arguments.c - see kobako/arguments.h
*/
#include <kobako/arguments.h>
#include <kobako/dispatch.h>
#include <mruby/hash.h>

/* `**{}` passes nothing, and so does Class#new. */
static bool
given_p(mrb_state *mrb, struct kb_arguments arguments)
{
  return mrb_hash_p(arguments.keywords) && mrb_hash_size(mrb, arguments.keywords) > 0;
}

mrb_int
kb_argument_count(mrb_state *mrb)
{
  struct kb_arguments arguments = kb_arguments_get(mrb);
  return arguments.count + (given_p(mrb, arguments) ? 1 : 0);
}

mrb_value
kb_argument_at(mrb_state *mrb, mrb_int index)
{
  struct kb_arguments arguments = kb_arguments_get(mrb);
  if (index < arguments.count) return arguments.values[index];
  if (index == arguments.count && given_p(mrb, arguments)) return arguments.keywords;
  return mrb_undef_value();
}
