/*
** kobako/bytecode.h - what can be checked of bytecode before it runs
**
** mruby's loader trusts the compiler: instructions name registers, literals, symbols and places in the code by number, and
** the interpreter never asks whether there are that many. This is asked here, once. It does not make hostile bytecode
** harmless: registers still hold values of any class where an instruction expects one, so such code can corrupt the
** guest's memory. What holds is the boundary around the guest. What is gained is that damage is called damage.
*/
#ifndef KOBAKO_BYTECODE_H
#define KOBAKO_BYTECODE_H

#include <mruby.h>
#include <mruby/irep.h>
#include <stdbool.h>

/* Whether every instruction of the code and of the code within it stays within its own tables. */
bool kb_bytecode_sound_p(mrb_state *mrb, const mrb_irep *irep);

#endif
