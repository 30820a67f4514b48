/*
** kobako/pretty.h - how `pp` lays out a value
*/
#ifndef KOBAKO_PRETTY_H
#define KOBAKO_PRETTY_H

#include <mruby.h>

/*
** The lines of a value, without the last newline: `inspect` where that fits 79 columns, otherwise an Array, Hash, Struct
** or object with instance variables has an element per line, as CRuby's pp has.
*/
mrb_value kb_pretty(mrb_state *mrb, mrb_value value);

#endif
