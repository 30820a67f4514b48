/*
** kobako/output.h - puts, print, p, printf, putc and warn
*/
#ifndef KOBAKO_OUTPUT_H
#define KOBAKO_OUTPUT_H

#include <mruby.h>

/* Defines Kernel's methods. Part of boot. */
void kb_output_init(mrb_state *mrb);

/* What the methods of IO and Kernel do with the arguments of the C function that is running; `io` is where the text goes. */
mrb_value kb_output_puts(mrb_state *mrb, mrb_value io);
mrb_value kb_output_print(mrb_state *mrb, mrb_value io);
mrb_value kb_output_printf(mrb_state *mrb, mrb_value io);
mrb_value kb_output_putc(mrb_state *mrb, mrb_value io);

#endif
