/*
** kobako/cold.h - constant data that stays in the binary until a script needs it
**
** Every invocation starts from a fresh copy of memory, so what lies there costs every script. Objects that are marked KB_COLD
** have an address but do not lie there: guest/postlink makes their section a passive segment, and the space becomes heap. Only
** the functions below read them; the segment itself is out of the guest's reach, so nothing that a script does can alter it.
*/
#ifndef KOBAKO_COLD_H
#define KOBAKO_COLD_H

#include <stddef.h>
#include <stdint.h>

struct mrb_state;

/* guest/postlink/cold-data.ts knows this name. */
#define KB_COLD __attribute__((section("kobako_cold")))

void kb_cold_init(struct mrb_state *mrb);

/* Copies `size` bytes that begin at an address within cold objects. */
void kb_cold_read(void *to, const void *from, size_t size);

/* The same into memory of its own, which `*copy` keeps for the rest of the invocation. Never fails. */
const void *kb_cold_copy(const void **copy, const void *from, size_t size);

/* A cold array as one that can be read: copied when control comes here for the first time. */
#define KB_COLD_COPY(array) \
  ({ static const void *kb_copy; \
     (__typeof__(&(array)[0]))(kb_copy != NULL ? kb_copy : kb_cold_copy(&kb_copy, (array), sizeof(array))); })

/* From the first cold address to the one after the last. */
struct kb_cold_space {
  uint32_t begin, end;
};

/* The space that cold objects have and do not use: it is free. */
struct kb_cold_space kb_cold_space(void);

/* Copies from the binary's cold segment; a range that leaves it traps. */
void kobako_cold_segment(void *to, uint32_t offset, uint32_t size);

#endif
