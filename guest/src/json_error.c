/*
** json_error.c - see kobako/json_error.h
*/
#include <kobako/json_error.h>
#include <kobako/utf8.h>
#include <mruby/class.h>
#include <mruby/error.h>
#include <mruby/presym.h>
#include <mruby/string.h>
#include <mruby/variable.h>
#include <stdint.h>

/* Bytes of the source that a message shows. */
#define EXCERPT_BYTES 24

static struct RClass *parser_error;
static struct RClass *nesting_error;
static struct RClass *generator_error;

static bool
continuation_p(char byte)
{
  return ((unsigned char)byte & 0xc0) == 0x80;
}

struct place {
  mrb_int line;
  mrb_int column;
};

/* Both count from 1; columns are characters. */
static struct place
place_of(const char *source, size_t position)
{
  struct place place = { 1, 1 };
  for (size_t i = 0; i < position; i++) {
    if (source[i] == '\n') {
      place.line++;
      place.column = 1;
    }
    else if (!continuation_p(source[i])) {
      place.column++;
    }
  }
  return place;
}

/* The characters at `text`, up to the end of the line and to the first byte that is not UTF-8. */
static mrb_value
excerpt(mrb_state *mrb, const char *text, size_t length)
{
  size_t end = 0;
  while (end < length && end < EXCERPT_BYTES && (unsigned char)text[end] >= 0x20) {
    size_t next = end + 1;
    while (next < length && continuation_p(text[next])) next++;
    if (!kb_utf8_valid((const uint8_t *)text + end, next - end)) break;
    end = next;
  }
  return mrb_str_new(mrb, text, (mrb_int)end);
}

void
kb_json_refuse(mrb_state *mrb, mrb_value source, size_t position, const char *what)
{
  size_t length = (size_t)RSTRING_LEN(source);
  if (position > length) position = length;
  struct place place = place_of(RSTRING_PTR(source), position);
  mrb_value message = mrb_format(mrb, "%s at line %i column %i", what, place.line, place.column);
  mrb_value near = excerpt(mrb, RSTRING_PTR(source) + position, length - position);
  if (RSTRING_LEN(near) > 0) mrb_str_cat_str(mrb, message, mrb_format(mrb, ", near '%v'", near));
  mrb_value exception = mrb_exc_new_str(mrb, parser_error, message);
  mrb_iv_set(mrb, exception, MRB_SYM(line), mrb_int_value(mrb, place.line));
  mrb_iv_set(mrb, exception, MRB_SYM(column), mrb_int_value(mrb, place.column));
  mrb_exc_raise(mrb, exception);
}

void
kb_json_refuse_depth(mrb_state *mrb, mrb_int depth)
{
  mrb_raisef(mrb, nesting_error, "nesting of %i is too deep", depth);
}

void
kb_json_refuse_value(mrb_state *mrb, const char *name)
{
  mrb_raisef(mrb, generator_error, "%s not allowed in JSON", name);
}

void
kb_json_refuse_string(mrb_state *mrb)
{
  mrb_raise(mrb, generator_error, "source sequence is illegal/malformed utf-8");
}

static mrb_value
error_line(mrb_state *mrb, mrb_value self)
{
  return mrb_iv_get(mrb, self, MRB_SYM(line));
}

static mrb_value
error_column(mrb_state *mrb, mrb_value self)
{
  return mrb_iv_get(mrb, self, MRB_SYM(column));
}

void
kb_json_error_init(mrb_state *mrb, struct RClass *json)
{
  struct RClass *base = mrb_define_class_under_id(mrb, json, MRB_SYM(JSONError), E_STANDARD_ERROR);
  parser_error = mrb_define_class_under_id(mrb, json, MRB_SYM(ParserError), base);
  nesting_error = mrb_define_class_under_id(mrb, json, MRB_SYM(NestingError), parser_error);
  generator_error = mrb_define_class_under_id(mrb, json, MRB_SYM(GeneratorError), base);
  mrb_define_method_id(mrb, parser_error, MRB_SYM(line), error_line, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, parser_error, MRB_SYM(column), error_column, MRB_ARGS_NONE());
}
