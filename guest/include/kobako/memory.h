/*
** kobako/memory.h - the allocator under mruby
*/
#ifndef KOBAKO_MEMORY_H
#define KOBAKO_MEMORY_H

#include <mruby.h>

/* An mrb_allocf that never makes mruby raise NoMemoryError: the host ends the invocation first. */
void *kb_allocate(mrb_state *mrb, void *p, size_t size, void *data);

#endif
