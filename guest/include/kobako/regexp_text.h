/*
** kobako/regexp_text.h - Regexps as text
*/
#ifndef KOBAKO_REGEXP_TEXT_H
#define KOBAKO_REGEXP_TEXT_H

#include <kobako/pattern.h>

/* `/source/mix` */
mrb_value kb_regexp_inspection(mrb_state *mrb, const char *source, mrb_int length, uint32_t options);

/* `(?mi-x:source)`: what stands for the Regexp inside another one. */
mrb_value kb_regexp_embedding(mrb_state *mrb, const char *source, mrb_int length, uint32_t options);

/* The text with everything escaped that means something in a pattern. */
mrb_value kb_regexp_escape(mrb_state *mrb, mrb_value text);

#endif
