/*
** script.c - see kobako/script.h
*/
#include <kobako/script.h>
#include <kobako/bytecode.h>
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
  if (mrb->exc != NULL) {
    mrb_parser_free(parser);
    mrb_exc_raise(mrb, mrb_obj_value(mrb->exc));
  }
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

/* A place in a source; both count from 1, columns in bytes. */
struct place {
  int line;
  int column;
};

/*
** Where a message belongs. What is wrong with the end of the input belongs to the end of the last line, not to the line
** after it; and the code generator knows lines only, so its messages belong to the first word there.
*/
static struct place
place_of(const struct mrb_parser_message *message, const char *source, size_t length)
{
  struct place place = { message->lineno > 0 ? message->lineno : 1, message->column + 1 };
  const char *start = source, *end = source + length;
  int line = 1;
  for (const char *next; line < place.line && (next = memchr(start, '\n', (size_t)(end - start))) != NULL; line++) {
    if (next + 1 == end) break;
    start = next + 1;
  }
  if (line < place.line) {
    while (end > start && (end[-1] == '\n' || end[-1] == '\r')) end--;
    return (struct place){ line, (int)(end - start) + 1 };
  }
  if (place.column > 0) return place;
  const char *word = start;
  while (word < end && (*word == ' ' || *word == '\t')) word++;
  return (struct place){ line, (int)(word - start) + 1 };
}

static void
hash_put(mrb_state *mrb, mrb_value hash, const char *key, mrb_value value)
{
  mrb_hash_set(mrb, hash, mrb_str_new_cstr(mrb, key), value);
}

static mrb_value
hash_at(mrb_state *mrb, mrb_value hash, const char *key)
{
  return mrb_hash_get(mrb, hash, mrb_str_new_cstr(mrb, key));
}

static bool
contains(const char *message, const char *words)
{
  return strstr(message, words) != NULL;
}

static bool
literal_without_end_p(const struct mrb_parser_message *message)
{
  return message->message != NULL && (contains(message->message, " EOF") || contains(message->message, "end of file"));
}

struct messages {
  const struct mrb_parser_message *list;
  size_t count;
  const char *severity;
};

static void
push_messages(mrb_state *mrb, mrb_value list, struct messages messages, const char *source, size_t length)
{
  for (size_t i = 0; i < kept_messages(messages.count); i++) {
    const struct mrb_parser_message *message = &messages.list[i];
    if (message->message == NULL) continue;
    /* A literal that never ends takes the rest of the source: that the input then ends is no second mistake. */
    if (i > 0 && contains(message->message, "unexpected end-of-input") && literal_without_end_p(&message[-1])) continue;
    int arena = mrb_gc_arena_save(mrb);
    struct place place = place_of(message, source, length);
    mrb_value entry = mrb_hash_new_capa(mrb, 4);
    hash_put(mrb, entry, "line", mrb_fixnum_value(place.line));
    hash_put(mrb, entry, "column", mrb_fixnum_value(place.column));
    hash_put(mrb, entry, "message", mrb_str_new_cstr(mrb, message->message));
    hash_put(mrb, entry, "severity", mrb_str_new_cstr(mrb, messages.severity));
    mrb_ary_push(mrb, list, entry);
    mrb_gc_arena_restore(mrb, arena);
  }
}

/* Everything that is wrong with a source, as an Array of Hashes; frees the parser. */
static mrb_value
take_errors(mrb_state *mrb, struct mrb_parser_state *parser, const char *source, size_t length)
{
  static char unknown[] = "syntax error";
  mrb_value list = mrb_ary_new(mrb);
  push_messages(mrb, list, (struct messages){ parser->error_buffer, parser->nerr, "error" }, source, length);
  if (RARRAY_LEN(list) == 0) {
    struct mrb_parser_message message = { parser->lineno, parser->column, unknown };
    push_messages(mrb, list, (struct messages){ &message, 1, "error" }, source, length);
  }
  mrb_parser_free(parser);
  return list;
}

/* Frees the parser and raises SyntaxError: every message in the text, the place of the first one as backtrace. */
static mrb_noreturn void
raise_syntax_error(mrb_state *mrb, struct mrb_parser_state *parser, const char *source, size_t length, const char *name)
{
  mrb_value list = take_errors(mrb, parser, source, length);
  mrb_value text = mrb_str_new_capa(mrb, 128);
  for (mrb_int i = 0; i < RARRAY_LEN(list); i++) {
    mrb_value entry = RARRAY_PTR(list)[i];
    if (i > 0) mrb_str_cat_lit(mrb, text, "\n");
    mrb_str_cat_str(mrb, text, mrb_format(mrb, "%s:%v:%v: %v", name, hash_at(mrb, entry, "line"),
                                          hash_at(mrb, entry, "column"), hash_at(mrb, entry, "message")));
  }
  mrb_value details = mrb_hash_new_capa(mrb, 1);
  hash_put(mrb, details, "diagnostics", list);
  mrb_value exception = mrb_exc_new_str(mrb, E_SYNTAX_ERROR, text);
  kb_failure_explain(mrb, exception, details);
  mrb_value place = mrb_format(mrb, "%s:%v", name, hash_at(mrb, RARRAY_PTR(list)[0], "line"));
  mrb_funcall(mrb, exception, "set_backtrace", 1, mrb_ary_new_from_values(mrb, 1, &place));
  mrb_exc_raise(mrb, exception);
}

struct RProc *
kb_script_compile(mrb_state *mrb, const char *source, size_t length, const char *name)
{
  struct mrb_parser_state *parser = parse(mrb, source, length, name);
  if (failed_p(parser)) raise_syntax_error(mrb, parser, source, length, name);
  struct RProc *script = mrb_generate_code(mrb, parser);
  if (script == NULL) raise_syntax_error(mrb, parser, source, length, name);
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
  bool sound = irep != NULL && kb_bytecode_sound_p(mrb, irep);
  if (!sound) {
    mrb_value message = mrb_str_new_lit(mrb, "the bytecode is damaged or of another RITE version");
    mrb_exc_raise(mrb, kb_failure_new(mrb, KB_FAILURE_BYTECODE, message, mrb_nil_value()));
  }
  struct RProc *script = mrb_proc_new(mrb, irep);
  mrb_irep_decref(mrb, irep);
  return kb_script_run(mrb, script);
}

mrb_value
kb_script_diagnostics(mrb_state *mrb, const char *source, size_t length, const char *name)
{
  struct mrb_parser_state *parser = parse(mrb, source, length, name);
  mrb_value warnings = mrb_ary_new(mrb);
  push_messages(mrb, warnings, (struct messages){ parser->warn_buffer, parser->nwarn, "warning" }, source, length);
  if (failed_p(parser) || mrb_generate_code(mrb, parser) == NULL) {
    mrb_value list = take_errors(mrb, parser, source, length);
    mrb_ary_concat(mrb, list, warnings);
    return list;
  }
  mrb_parser_free(parser);
  return warnings;
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
