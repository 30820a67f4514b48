/*
** kobako/utf8.h - strict UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF
*/
#ifndef KOBAKO_UTF8_H
#define KOBAKO_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The length of the well-formed sequence that begins the `left` bytes at `p`, of which there is at least one; 0 when none does. */
size_t kb_utf8_sequence(const uint8_t *p, size_t left);

bool kb_ascii_p(const uint8_t *bytes, size_t length);

bool kb_utf8_valid(const uint8_t *bytes, size_t length);

/* Writes a code point up to U+10FFFF; surrogates get three bytes of their own. Returns the number of bytes, 1 to 4. */
size_t kb_utf8_encode(uint32_t code, char *bytes);

#endif
