/*
** kobako/list.h - what Arrays and Hashes do without blocks, and mruby does in Ruby
**
**   Array#__plain_uniq        of Integers, Symbols and Strings; nil when there are other elements
**   Array#__flatten(levels)   a new Array, or nil when there is nothing to flatten; all levels for -1
**   Array#hash                of the elements' hashes
**   Hash#to_a                 its pairs
*/
#ifndef KOBAKO_LIST_H
#define KOBAKO_LIST_H

#include <mruby.h>

void kb_list_init(mrb_state *mrb);

#endif
