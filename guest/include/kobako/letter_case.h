/*
** kobako/letter_case.h - String#upcase, downcase, capitalize and swapcase for every script
**
** Letters map one to one by libc's tables, and a few to several: ß becomes SS. Nothing depends on a language or a position.
*/
#ifndef KOBAKO_LETTER_CASE_H
#define KOBAKO_LETTER_CASE_H

#include <mruby.h>

/* Part of boot. */
void kb_letter_case_init(mrb_state *mrb);

#endif
