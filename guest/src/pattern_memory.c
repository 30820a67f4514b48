/*
** pattern_memory.c - what Oniguruma allocates with (guest/build/config/oniguruma/config.h)
**
** mruby's own allocator: garbage is collected before memory grows, and the memory limit ends the invocation. A call never
** fails.
*/
#include <kobako/pattern_parts.h>
#include <kobako/pattern_memory.h>
#include <malloc.h>
#include <string.h>

static mrb_state *state;
static size_t held;

void
kb_pattern_memory_init(mrb_state *mrb)
{
  state = mrb;
}

size_t
kb_pattern_memory(void)
{
  return held;
}

void *
kb_pattern_reallocate(void *memory, size_t size)
{
  if (memory != NULL) held -= malloc_usable_size(memory);
  void *allocated = mrb_realloc_simple(state, memory, size > 0 ? size : 1);
  held += malloc_usable_size(allocated);
  return allocated;
}

void *
kb_pattern_allocate(size_t size)
{
  return kb_pattern_reallocate(NULL, size);
}

void *
kb_pattern_allocate_zeros(size_t count, size_t size)
{
  size_t total;
  if (__builtin_mul_overflow(count, size, &total)) __builtin_trap();
  return memset(kb_pattern_allocate(total), 0, total);
}

void
kb_pattern_deallocate(void *memory)
{
  if (memory != NULL) held -= malloc_usable_size(memory);
  mrb_free(state, memory);
}

void
kb_pattern_hex(char *text, const char *format, unsigned value)
{
  static const char digits[] = "0123456789abcdef";
  while (*format != '\0' && *format != '%') *text++ = *format++;
  *text++ = digits[value >> 4 & 15];
  *text++ = digits[value & 15];
  *text = '\0';
}
