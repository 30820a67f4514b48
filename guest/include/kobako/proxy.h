/*
** kobako/proxy.h - guest objects that stand for host objects
**
** A Kobako::Service sits at the constant path where the host bound it and knows that path. A Kobako::Handle knows the
** id of one host object. Both send every method to the host, so neither inherits from Object; neither can be made,
** copied or read by a script.
*/
#ifndef KOBAKO_PROXY_H
#define KOBAKO_PROXY_H

#include <mruby.h>
#include <stdbool.h>
#include <stdint.h>

/* Defines the classes. Part of boot. */
void kb_proxy_init(mrb_state *mrb, struct RClass *kobako);

mrb_value kb_handle_new(mrb_state *mrb, uint32_t id);

/* The id, or 0 for anything that is not a Handle made by kb_handle_new. */
uint32_t kb_handle_id(mrb_state *mrb, mrb_value value);

/* Whether a constant's value was put there by kb_service_bind: a Service, or a module on the way to one. */
bool kb_proxy_constant_p(mrb_state *mrb, mrb_value value);

/*
** Puts a Service at `path` ("KV::Lookup"), making the modules on the way. Raises ArgumentError when a constant is in the
** way or when part of the path is no module that kb_service_bind made. A class that is extended with Kobako::Proxy is not in
** the way: it sends to that path itself.
*/
void kb_service_bind(mrb_state *mrb, const char *path, mrb_int length);

#endif
