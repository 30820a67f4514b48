/*
** kobako/json.h - module JSON
*/
#ifndef KOBAKO_JSON_H
#define KOBAKO_JSON_H

#include <mruby.h>

/* Levels of arrays and objects that JSON may nest, whatever `max_nesting` says: bounds the recursion of both ways. */
#define KB_JSON_DEPTH 127

/* Defines the module, its error classes, and `to_json`. Part of boot. */
void kb_json_init(mrb_state *mrb);

#endif
