/*
** kobako/setup.h - the messages that prepare a guest: Setup steps, and compiling without running
*/
#ifndef KOBAKO_SETUP_H
#define KOBAKO_SETUP_H

#include <mruby.h>

/* Performs ["bind", path], ["source", name, code] or ["bytecode", code]. Raises what the step raises. */
void kb_setup_step(mrb_state *mrb, mrb_value step);

/* Answers the map source, name, output ("diagnostics" or "bytecode"), debug. */
mrb_value kb_setup_compile(mrb_state *mrb, mrb_value request);

#endif
