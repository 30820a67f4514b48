/*
** kobako/words.h - Integers of any size as 32-bit words
*/
#ifndef KOBAKO_WORDS_H
#define KOBAKO_WORDS_H

#include <mruby.h>
#include <stddef.h>
#include <stdint.h>

/*
** The absolute value of an Integer as a String of uint32_t, the least significant word first: at least one word, and the
** last one is zero only for zero itself.
*/
mrb_value kb_words_of(mrb_state *mrb, mrb_value integer);

/* The Integer, not negative, that such words are. */
mrb_value kb_words_to_integer(mrb_state *mrb, const uint32_t *words, size_t count);

#endif
