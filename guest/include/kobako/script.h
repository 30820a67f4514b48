/*
** kobako/script.h - source text and bytecode, compiled and run
*/
#ifndef KOBAKO_SCRIPT_H
#define KOBAKO_SCRIPT_H

#include <mruby.h>
#include <stdbool.h>

struct RProc;

/* Source as a Proc, with debug information under the file name `name`. Raises SyntaxError, its backtrace the first place. */
struct RProc *kb_script_compile(mrb_state *mrb, const char *source, size_t length, const char *name);

/* Runs a compiled script at the top level and returns the value of its last expression. */
mrb_value kb_script_run(mrb_state *mrb, struct RProc *script);

/* Loads and runs RITE bytecode; raises Kobako::BytecodeError when it does not load. */
mrb_value kb_script_run_bytecode(mrb_state *mrb, const uint8_t *code, size_t length);

/* What the compiler has to say: an Array of Hashes line, column, message, severity. Runs nothing. */
mrb_value kb_script_diagnostics(mrb_state *mrb, const char *source, size_t length, const char *name);

/* RITE bytecode of the source as a binary String, with or without debug information. Raises SyntaxError. */
mrb_value kb_script_bytecode(mrb_state *mrb, const char *source, size_t length, const char *name, bool debug);

#endif
