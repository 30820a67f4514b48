/*
** config.h - what Oniguruma's own configure would find out about wasm32-wasip1, and where it gets its memory
*/
#ifndef KOBAKO_ONIGURUMA_CONFIG_H
#define KOBAKO_ONIGURUMA_CONFIG_H

#define HAVE_ALLOCA 1
#define HAVE_ALLOCA_H 1
#define HAVE_INTTYPES_H 1
#define HAVE_STDINT_H 1
#define HAVE_SYS_TYPES_H 1
#define HAVE_UNISTD_H 1

#define SIZEOF_INT 4
#define SIZEOF_LONG 4
#define SIZEOF_LONG_LONG 8
#define SIZEOF_VOIDP 4

#define PACKAGE "onig"
#define PACKAGE_VERSION "6.9.9"
#define VERSION PACKAGE_VERSION

/* guest/src/pattern_memory.c: a memory limit ends the invocation, so that no failure has to be handled here. */
#include <kobako/cold.h>
#include <stdlib.h>
void *kb_pattern_allocate(size_t size);
void *kb_pattern_allocate_zeros(size_t count, size_t size);
void *kb_pattern_reallocate(void *memory, size_t size);
void kb_pattern_deallocate(void *memory);
#define malloc kb_pattern_allocate
#define calloc kb_pattern_allocate_zeros
#define realloc kb_pattern_reallocate
#define free kb_pattern_deallocate

/* Its only uses of formatted output are two digits of an error message, and warnings that nobody reads. */
void kb_pattern_hex(char *text, const char *format, unsigned value);
#define xsnprintf(text, size, format, value) kb_pattern_hex((text), (format), (unsigned)(value))
#define xvsnprintf(text, size, format, arguments) ((text)[0] = '\0')

#endif
