/*
** kobako/intrinsic.h - methods that the interpreter runs without a call
**
** A call of a C function costs a frame: fields to fill, a block and an environment to look for when it is left. A few
** functions are small, look at their arguments alone, and are called all the time: Array#<<, Hash#[]=, Integer#%, `!`,
** accessors. When the method cache answers a call with one of them, the interpreter asks kobako_intrinsic first.
**
** What a name means is decided by the method cache, as ever: a script that redefines a method gets its own.
*/
#ifndef KOBAKO_INTRINSIC_H
#define KOBAKO_INTRINSIC_H

#include <mruby.h>

/* Learns which functions these are. After everything that defines methods. */
void kb_intrinsic_init(mrb_state *mrb);

/* What identifies the code that answers to a name in a class; it is the same as long as nobody redefines the method. */
uintptr_t kb_method_code(mrb_state *mrb, struct RClass *owner, mrb_sym name);

/* For the method cache: the number of the intrinsic that a method is, 0 for none. At most 63, which is Class#new: it needs frames. */
uint8_t kobako_intrinsic_of(mrb_method_t method);

/*
** For the interpreter: the result of a method with a number, called with `argc` arguments behind the receiver args[0] and
** without a block. Undef when the arguments are of a kind that it leaves to the function itself; nothing has happened then.
** Never runs Ruby, and raises nothing but what the allocator raises.
*/
mrb_value kobako_intrinsic(mrb_state *mrb, mrb_method_t method, const mrb_value *args, int argc);

#endif
