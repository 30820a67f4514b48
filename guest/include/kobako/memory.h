/*
** kobako/memory.h - the allocator under mruby
*/
#ifndef KOBAKO_MEMORY_H
#define KOBAKO_MEMORY_H

#include <mruby.h>
#include <stdbool.h>

/* An mrb_allocf that never makes mruby raise NoMemoryError: the host ends the invocation first. */
void *kb_allocate(mrb_state *mrb, void *p, size_t size, void *data);

/*
** While tidy, zeros what is given back. The host keeps what a set-up changed in memory: what its compiler left on the free heap
** would be a third of that.
*/
void kb_memory_tidy(bool tidy);

#endif
