/*
** kobako/dispatch.h - one Service call, from Request to Response
*/
#ifndef KOBAKO_DISPATCH_H
#define KOBAKO_DISPATCH_H

#include <kobako/abi.h>
#include <kobako/buffer.h>
#include <mruby.h>

/* What a Request addresses: a path, or a Handle id where `path` is NULL. */
struct kb_target {
  const char *path;
  mrb_int path_length;
  uint32_t handle;
};

/* The arguments of a call, taken apart. `keywords` is a Hash or nil, `block` a Proc or nil. */
struct kb_arguments {
  const mrb_value *values;
  mrb_int count;
  mrb_value keywords;
  mrb_value block;
};

/* The arguments of the C function that is running, as Ruby 3 separates them: braces are positional, `k: v` is a keyword. */
struct kb_arguments kb_arguments_get(mrb_state *mrb);

/* Defines Kobako::ServiceError. Part of boot. */
void kb_dispatch_init(mrb_state *mrb, struct RClass *kobako);

/*
** Calls the host and returns the value of the Response. Raises TypeError when an argument cannot cross,
** Kobako::ServiceError for a Fault, and whatever the block raised when the Service let it pass.
*/
mrb_value kb_dispatch(mrb_state *mrb, struct kb_target target, mrb_sym method, struct kb_arguments arguments);

/*
** Runs the block of the Service call that the host is answering, on the arguments in `message`, and returns the Yield
** response: a view that the next message overwrites.
*/
kb_packed kb_dispatch_yield(mrb_state *mrb, struct kb_message message);

/* Kobako::ServiceError */
struct RClass *kb_service_error_class(void);

/* The type of the Fault that an instance was made from: a Symbol, or nil for one that a script made. */
mrb_value kb_service_error_type(mrb_state *mrb, mrb_value exception);

#endif
