/*
** kobako/json_error.h - the exceptions of JSON
*/
#ifndef KOBAKO_JSON_ERROR_H
#define KOBAKO_JSON_ERROR_H

#include <mruby.h>
#include <stddef.h>

/* Defines JSONError, ParserError, NestingError and GeneratorError under JSON. Part of boot. */
void kb_json_error_init(mrb_state *mrb, struct RClass *json);

/* ParserError: what is wrong at a byte of the source, with line, column and what stands there. */
mrb_noreturn void kb_json_refuse(mrb_state *mrb, mrb_value source, size_t position, const char *what);

/* NestingError */
mrb_noreturn void kb_json_refuse_depth(mrb_state *mrb, mrb_int depth);

/* GeneratorError: a value that JSON has no notation for. */
mrb_noreturn void kb_json_refuse_value(mrb_state *mrb, const char *name);

/* GeneratorError */
mrb_noreturn void kb_json_refuse_string(mrb_state *mrb);

#endif
