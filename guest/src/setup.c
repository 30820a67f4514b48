/*
** setup.c - see kobako/setup.h
**
** The messages come from the host, which is trusted: one that is not of the form traps.
*/
#include <kobako/setup.h>
#include <kobako/proxy.h>
#include <kobako/script.h>
#include <mruby/array.h>
#include <mruby/hash.h>
#include <mruby/string.h>
#include <stdbool.h>
#include <string.h>

static mrb_value
string_at(mrb_value step, mrb_int index)
{
  mrb_value value = mrb_ary_entry(step, index);
  if (!mrb_string_p(value)) __builtin_trap();
  return value;
}

static bool
equals(mrb_value string, const char *word)
{
  return (size_t)RSTRING_LEN(string) == strlen(word) && memcmp(RSTRING_PTR(string), word, strlen(word)) == 0;
}

static void
load_source(mrb_state *mrb, mrb_value name, mrb_value code)
{
  mrb_value file = mrb_format(mrb, "(snippet:%v)", name);
  const char *file_name = mrb_string_cstr(mrb, file);
  kb_script_run(mrb, kb_script_compile(mrb, RSTRING_PTR(code), (size_t)RSTRING_LEN(code), file_name));
}

void
kb_setup_step(mrb_state *mrb, mrb_value step)
{
  if (!mrb_array_p(step)) __builtin_trap();
  mrb_value kind = string_at(step, 0);
  mrb_value first = string_at(step, 1);
  if (equals(kind, "bind")) {
    kb_service_bind(mrb, RSTRING_PTR(first), RSTRING_LEN(first));
  }
  else if (equals(kind, "source")) {
    load_source(mrb, first, string_at(step, 2));
  }
  else if (equals(kind, "bytecode")) {
    kb_script_run_bytecode(mrb, (const uint8_t *)RSTRING_PTR(first), (size_t)RSTRING_LEN(first));
  }
  else {
    __builtin_trap();
  }
}

static mrb_value
string_of(mrb_state *mrb, mrb_value request, const char *key)
{
  mrb_value value = mrb_hash_get(mrb, request, mrb_str_new_cstr(mrb, key));
  if (!mrb_string_p(value)) __builtin_trap();
  return value;
}

mrb_value
kb_setup_compile(mrb_state *mrb, mrb_value request)
{
  if (!mrb_hash_p(request)) __builtin_trap();
  mrb_value source = string_of(mrb, request, "source");
  mrb_value name = string_of(mrb, request, "name");
  mrb_value output = string_of(mrb, request, "output");
  bool debug = mrb_test(mrb_hash_get(mrb, request, mrb_str_new_lit(mrb, "debug")));
  const char *code = RSTRING_PTR(source);
  size_t length = (size_t)RSTRING_LEN(source);
  const char *file_name = mrb_string_cstr(mrb, name);
  if (equals(output, "diagnostics")) return kb_script_diagnostics(mrb, code, length, file_name);
  if (equals(output, "bytecode")) return kb_script_bytecode(mrb, code, length, file_name, debug);
  __builtin_trap();
}
