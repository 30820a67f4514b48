/*
** kobako/io.h - the two captured channels: class IO, $stdout and $stderr
*/
#ifndef KOBAKO_IO_H
#define KOBAKO_IO_H

#include <mruby.h>
#include <stdbool.h>

/* Defines class IO, the constants and the global variables. Part of boot. */
void kb_io_init(mrb_state *mrb);

/* What $stdout and $stderr are now: an IO, or an object of the script's that has a `write`. */
mrb_value kb_io_stdout(mrb_state *mrb);
mrb_value kb_io_stderr(mrb_state *mrb);

/*
** Writes a String, and a newline behind it: straight to the host for an IO whose `write` nobody has redefined, otherwise
** by calling `write`.
*/
void kb_io_put(mrb_state *mrb, mrb_value io, mrb_value text, bool newline);

/* mruby calls this before a global variable is set (guest/patches). TypeError for a $stdout or $stderr without `write`. */
void kb_io_check_global(mrb_state *mrb, mrb_sym name, mrb_value value);

#endif
