/*
** script.c - see kobako/script.h
*/
#include <kobako/script.h>
#include <kobako/failure.h>
#include <mruby/array.h>
#include <mruby/class.h>
#include <mruby/compile.h>
#include <mruby/dump.h>
#include <mruby/error.h>
#include <mruby/hash.h>
#include <mruby/internal.h>
#include <mruby/irep.h>
#include <mruby/proc.h>
#include <mruby/string.h>
#include <string.h>

/* The parser keeps at most this many messages (mrb_parser_state.error_buffer). */
#define KB_PARSER_MESSAGES 10

static struct mrb_parser_state *
parse(mrb_state *mrb, const char *source, size_t length, const char *name)
{
  mrb_ccontext *context = mrb_ccontext_new(mrb);
  context->capture_errors = TRUE;
  mrb_ccontext_filename(mrb, context, name);
  struct mrb_parser_state *parser = mrb_parse_nstring(mrb, source, length, context);
  mrb_ccontext_free(mrb, context);
  if (parser == NULL) mrb_raise(mrb, E_SCRIPT_ERROR, "the source could not be parsed");
  return parser;
}

static bool
failed_p(const struct mrb_parser_state *parser)
{
  return parser->nerr > 0 || parser->tree == NULL;
}

static size_t
kept_messages(size_t count)
{
  return count < KB_PARSER_MESSAGES ? count : KB_PARSER_MESSAGES;
}

/* Frees the parser and raises SyntaxError: every message in the text, the place of the first one as backtrace. */
static mrb_noreturn void
raise_syntax_error(mrb_state *mrb, struct mrb_parser_state *parser, const char *name)
{
  mrb_value text = mrb_str_new_capa(mrb, 128);
  size_t count = kept_messages(parser->nerr);
  int first_line = count > 0 ? parser->error_buffer[0].lineno : parser->lineno;
  for (size_t i = 0; i < count; i++) {
    const struct mrb_parser_message *error = &parser->error_buffer[i];
    if (i > 0) mrb_str_cat_lit(mrb, text, "\n");
    mrb_str_cat_str(mrb, text, mrb_format(mrb, "%s:%d:%d: %s", name, (int)error->lineno, error->column, error->message));
  }
  if (count == 0) mrb_str_cat_str(mrb, text, mrb_format(mrb, "%s:%d: syntax error", name, first_line));
  mrb_parser_free(parser);
  mrb_value exception = mrb_exc_new_str(mrb, E_SYNTAX_ERROR, text);
  mrb_value place = mrb_format(mrb, "%s:%d", name, first_line);
  mrb_funcall(mrb, exception, "set_backtrace", 1, mrb_ary_new_from_values(mrb, 1, &place));
  mrb_exc_raise(mrb, exception);
}

struct RProc *
kb_script_compile(mrb_state *mrb, const char *source, size_t length, const char *name)
{
  struct mrb_parser_state *parser = parse(mrb, source, length, name);
  if (failed_p(parser)) raise_syntax_error(mrb, parser, name);
  struct RProc *script = mrb_generate_code(mrb, parser);
  if (script == NULL) raise_syntax_error(mrb, parser, name);
  mrb_parser_free(parser);
  return script;
}

mrb_value
kb_script_run(mrb_state *mrb, struct RProc *script)
{
  MRB_PROC_SET_TARGET_CLASS(script, mrb->object_class);
  mrb_vm_ci_target_class_set(mrb->c->ci, mrb->object_class);
  mrb_value value = mrb_top_run(mrb, script, mrb_top_self(mrb), 0);
  if (mrb->exc != NULL) mrb_exc_raise(mrb, mrb_obj_value(mrb->exc));
  return value;
}

mrb_value
kb_script_run_bytecode(mrb_state *mrb, const uint8_t *code, size_t length)
{
  mrb_irep *irep = mrb_read_irep_buf(mrb, code, length);
  if (irep == NULL) {
    mrb_value message = mrb_str_new_lit(mrb, "the bytecode is damaged or of another RITE version");
    mrb_exc_raise(mrb, kb_failure_new(mrb, KB_FAILURE_BYTECODE, message, mrb_nil_value()));
  }
  struct RProc *script = mrb_proc_new(mrb, irep);
  mrb_irep_decref(mrb, irep);
  return kb_script_run(mrb, script);
}

static void
hash_put(mrb_state *mrb, mrb_value hash, const char *key, mrb_value value)
{
  mrb_hash_set(mrb, hash, mrb_str_new_cstr(mrb, key), value);
}

static void
push_messages(mrb_state *mrb, mrb_value list, const struct mrb_parser_message *messages, size_t count, const char *severity)
{
  for (size_t i = 0; i < kept_messages(count); i++) {
    int arena = mrb_gc_arena_save(mrb);
    mrb_value entry = mrb_hash_new_capa(mrb, 4);
    hash_put(mrb, entry, "line", mrb_fixnum_value(messages[i].lineno));
    hash_put(mrb, entry, "column", mrb_fixnum_value(messages[i].column));
    hash_put(mrb, entry, "message", mrb_str_new_cstr(mrb, messages[i].message));
    hash_put(mrb, entry, "severity", mrb_str_new_cstr(mrb, severity));
    mrb_ary_push(mrb, list, entry);
    mrb_gc_arena_restore(mrb, arena);
  }
}

mrb_value
kb_script_diagnostics(mrb_state *mrb, const char *source, size_t length, const char *name)
{
  mrb_value list = mrb_ary_new(mrb);
  struct mrb_parser_state *parser = parse(mrb, source, length, name);
  push_messages(mrb, list, parser->error_buffer, parser->nerr, "error");
  push_messages(mrb, list, parser->warn_buffer, parser->nwarn, "warning");
  bool complete = !failed_p(parser);
  if (complete && mrb_generate_code(mrb, parser) == NULL) {
    static char too_complex[] = "the compiler gave up: an expression is too large or too deeply nested";
    struct mrb_parser_message message = { parser->lineno, parser->column, too_complex };
    push_messages(mrb, list, &message, 1, "error");
  }
  mrb_parser_free(parser);
  return list;
}

mrb_value
kb_script_bytecode(mrb_state *mrb, const char *source, size_t length, const char *name, bool debug)
{
  struct RProc *script = kb_script_compile(mrb, source, length, name);
  uint8_t *binary = NULL;
  size_t size = 0;
  if (!debug) mrb_irep_remove_lv(mrb, (mrb_irep *)script->body.irep);
  int status = mrb_dump_irep(mrb, script->body.irep, debug ? MRB_DUMP_DEBUG_INFO : 0, &binary, &size);
  if (status != MRB_DUMP_OK) mrb_raise(mrb, E_SCRIPT_ERROR, "the bytecode could not be written");
  mrb_value code = mrb_str_new(mrb, (const char *)binary, (mrb_int)size);
  mrb_free(mrb, binary);
  return code;
}
