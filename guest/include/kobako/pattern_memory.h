/*
** kobako/pattern_memory.h - what Oniguruma calls; see guest/build/config/oniguruma/config.h
*/
#ifndef KOBAKO_PATTERN_MEMORY_H
#define KOBAKO_PATTERN_MEMORY_H

#include <mruby.h>

/* Before anything of Oniguruma's. */
void kb_pattern_memory_init(mrb_state *mrb);

void *kb_pattern_allocate(size_t size);
void *kb_pattern_allocate_zeros(size_t count, size_t size);
void *kb_pattern_reallocate(void *memory, size_t size);
void kb_pattern_deallocate(void *memory);

/* Writes `\x%02x` or `%02x`. */
void kb_pattern_hex(char *text, const char *format, unsigned value);

#endif
