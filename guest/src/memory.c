/*
** memory.c - the break, and what mruby allocates with
**
** wasi-libc's own sbrk asks memory.size, which never shrinks: restored images would make memory grow with every
** invocation. This one keeps the break in guest memory, so that a restore resets it, and leaves growing to the host.
*/
#include <kobako/abi.h>
#include <kobako/cold.h>
#include <kobako/memory.h>
#include <errno.h>
#include <malloc.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define KB_PAGE 65536u

/* Where linear memory ends in a fresh instance; wasm-ld defines it, dlmalloc uses what lies below. */
extern unsigned char __heap_end;

/* What lies below the first break and is free: the space of cold data, given away before memory grows. */
static struct kb_cold_space spare;

static uint32_t heap_break;
static uint32_t granted_end;

void *sbrk(intptr_t increment);

void *
sbrk(intptr_t increment)
{
  if (heap_break == 0) {
    heap_break = granted_end = (uint32_t)(uintptr_t)&__heap_end;
    spare = kb_cold_space();
  }
  uint32_t previous = heap_break;
  if (increment == 0) return (void *)(uintptr_t)previous;
  if (increment < 0 || (uint32_t)increment > UINT32_MAX - KB_PAGE - previous) {
    errno = ENOMEM;
    return (void *)-1;
  }
  if ((uint32_t)increment <= spare.end - spare.begin) {
    spare.begin += (uint32_t)increment;
    return (void *)(uintptr_t)(spare.begin - (uint32_t)increment);
  }
  uint32_t next = previous + (uint32_t)increment;
  if (next > granted_end) {
    uint32_t end = (next + KB_PAGE - 1) / KB_PAGE * KB_PAGE;
    if (kb_host_grow(end) != 1) {
      errno = ENOMEM;
      return (void *)-1;
    }
    granted_end = end;
  }
  heap_break = next;
  return (void *)(uintptr_t)previous;
}

/*
** mruby counts objects, not what they own. Bytes that were allocated since the last collection that they brought about bring
** about the next one, of old objects, too, every few times.
*/
#define GARBAGE_LEAST (512u * 1024)
#define OLD_EVERY 4

static uint32_t allocated_bytes;
static uint32_t collections;

static void
count_bytes(mrb_state *mrb, size_t bytes)
{
  allocated_bytes += (uint32_t)bytes;
  if (allocated_bytes < GARBAGE_LEAST + heap_break / 4 || mrb == NULL) return;
  allocated_bytes = 0;
  mrb->gc.threshold = 0;
  if (++collections % OLD_EVERY == 0) mrb->gc.oldgen_threshold = 0;
}

/*
** mruby asks twice: when the first answer is NULL it collects garbage and asks again. A second NULL would become a Ruby
** NoMemoryError that scripts can rescue, so the host ends the invocation instead.
*/
static bool refused;

/* Blocks up to so many bytes move when they grow while memory is tidied; larger ones may leave themselves behind. */
#define TIDY_MOST (64u * 1024)

static bool tidying;

void
kb_memory_tidy(bool tidy)
{
  tidying = tidy;
}

static void
wipe(void *p, size_t size)
{
  memset(p, 0, size);
  /* Or the compiler would know that nobody reads it any more. */
  __asm__ volatile("" : : "r"(p) : "memory");
}

static void *
resize_tidily(void *p, size_t before, size_t size)
{
  if (size <= before) {
    wipe((unsigned char *)p + size, before - size);
    return realloc(p, size);
  }
  if (before > TIDY_MOST) return realloc(p, size);
  void *moved = malloc(size);
  if (moved == NULL) return NULL;
  memcpy(moved, p, before);
  wipe(p, before);
  free(p);
  return moved;
}

void *
kb_allocate(mrb_state *mrb, void *p, size_t size, void *data)
{
  (void)data;
  if (size == 0) {
    if (tidying && p != NULL) wipe(p, malloc_usable_size(p));
    free(p);
    return NULL;
  }
  size_t before = p == NULL ? 0 : malloc_usable_size(p);
  void *allocated = tidying && p != NULL ? resize_tidily(p, before, size) : realloc(p, size);
  if (allocated != NULL) {
    refused = false;
    if (size > before) count_bytes(mrb, size - before);
    return allocated;
  }
  if (!refused) {
    refused = true;
    return NULL;
  }
  (void)kb_host_grow(KB_GROW_GIVE_UP);
  __builtin_trap();
}
