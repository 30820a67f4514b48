/*
** kobako/pattern_parts.h - what pattern.c is made of
*/
#ifndef KOBAKO_PATTERN_PARTS_H
#define KOBAKO_PATTERN_PARTS_H

#include <kobako/pattern.h>

/* Bytes that Oniguruma holds. */
size_t kb_pattern_memory(void);

/* The source with `\u{...}`, which Oniguruma does not know, spelled out. A String of its own only when there is one. */
mrb_value kb_pattern_spell(mrb_state *mrb, const char *source, mrb_int length, uint32_t options);

/* `code` is one of Oniguruma's, of a pattern that does not compile. */
mrb_noreturn void kb_pattern_raise(
  mrb_state *mrb, int code, OnigErrorInfo *info, const char *source, mrb_int length, uint32_t options
);

mrb_noreturn void kb_pattern_raise_text(
  mrb_state *mrb, const char *text, const char *source, mrb_int length, uint32_t options
);

#endif
