/*
** cold.c - see kobako/cold.h
*/
#include <kobako/cold.h>
#include <mruby.h>

/* wasm-ld defines these for a section whose name is a C identifier. */
extern unsigned char __start_kobako_cold[], __stop_kobako_cold[];

static mrb_state *state;

void
kb_cold_init(mrb_state *mrb)
{
  state = mrb;
}

void
kb_cold_read(void *to, const void *from, size_t size)
{
  kobako_cold_segment(to, (uint32_t)((const unsigned char *)from - __start_kobako_cold), (uint32_t)size);
}

const void *
kb_cold_copy(const void **copy, const void *from, size_t size)
{
  void *fresh = mrb_malloc(state, size);
  kb_cold_read(fresh, from, size);
  return *copy = fresh;
}

struct kb_cold_space
kb_cold_space(void)
{
  return (struct kb_cold_space){ (uint32_t)(uintptr_t)__start_kobako_cold, (uint32_t)(uintptr_t)__stop_kobako_cold };
}
