/*
** format.c - see kobako/format.h
**
** Strings and characters are formatted here, numbers in format_integer.c and format_float.c.
*/
#include <kobako/arguments.h>
#include <kobako/format_reader.h>
#include <kobako/utf8.h>
#include <mruby/array.h>
#include <mruby/error.h>
#include <mruby/internal.h>
#include <mruby/presym.h>
#include <mruby/string.h>
#include <string.h>

void
kb_format_pad(struct kb_text *text, struct kb_directive directive, mrb_int start, mrb_int body)
{
  mrb_int missing = directive.width - (text->length - start);
  if (missing <= 0) return;
  mrb_int end = text->length;
  (void)kb_text_extend(text, missing);
  mrb_int gap = directive.minus ? end : directive.zero ? body : start;
  memmove(text->bytes + gap + missing, text->bytes + gap, (size_t)(end - gap));
  memset(text->bytes + gap, directive.zero && !directive.minus ? '0' : ' ', (size_t)missing);
}

/* The bytes of the first `count` characters. */
static mrb_int
leading_bytes(const char *bytes, mrb_int length, mrb_int count)
{
  const char *p = bytes;
  const char *end = bytes + length;
  while (count-- > 0 && p < end) p += mrb_utf8len(p, end);
  return p - bytes;
}

static void
format_string(struct kb_text *text, struct kb_directive directive, mrb_value string)
{
  const char *bytes = RSTRING_PTR(string);
  mrb_int length = RSTRING_LEN(string);
  if (directive.has_precision) length = leading_bytes(bytes, length, directive.precision);
  /* A width counts characters. */
  if (directive.has_width) directive.width += length - mrb_utf8_strlen(bytes, length);
  directive.zero = false;
  mrb_int start = text->length;
  kb_text_append(text, bytes, length);
  kb_format_pad(text, directive, start, start);
}

static mrb_value
character_of(mrb_state *mrb, mrb_value value)
{
  mrb_value string = mrb_check_string_type(mrb, value);
  if (mrb_nil_p(string)) {
    mrb_int code = mrb_as_int(mrb, value);
    if (code < 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) mrb_raise(mrb, E_ARGUMENT_ERROR, "invalid character");
    char bytes[4];
    return mrb_str_new(mrb, bytes, (mrb_int)kb_utf8_encode((uint32_t)code, bytes));
  }
  mrb_int length = RSTRING_LEN(string);
  if (length == 0 || mrb_utf8len(RSTRING_PTR(string), RSTRING_PTR(string) + length) != length) {
    mrb_raise(mrb, E_ARGUMENT_ERROR, "%c requires a character");
  }
  return string;
}

static bool
known_p(char type)
{
  switch (type) {
  case 'c': case 's': case 'p':
  case 'd': case 'i': case 'u': case 'b': case 'B': case 'o': case 'x': case 'X':
  case 'f': case 'e': case 'E': case 'g': case 'G': case 'a': case 'A':
    return true;
  default:
    return false;
  }
}

static void
format_directive(struct kb_format_reader *reader, struct kb_text *text)
{
  mrb_state *mrb = reader->mrb;
  int arena = mrb_gc_arena_save(mrb);
  const char *start = reader->p;
  mrb_value value;
  struct kb_directive directive = kb_format_read(reader, &value);
  if (directive.type == '%' || directive.type == '\n' || directive.type == '\0') {
    if (reader->p - start > 1) kb_format_refuse(reader, "invalid format character - %");
    kb_text_byte(text, '%');
    /* A percent sign at the end of a line stands for itself. */
    if (directive.type != '%') reader->p--;
    return;
  }
  if (!known_p(directive.type)) mrb_raisef(mrb, E_ARGUMENT_ERROR, "malformed format string - %%%c", directive.type);
  if (mrb_undef_p(value)) value = kb_format_next(reader);
  switch (directive.type) {
  case 'c':
    directive.has_precision = false;
    format_string(text, directive, character_of(mrb, value));
    break;
  case 's':
    format_string(text, directive, mrb_obj_as_string(mrb, value));
    break;
  case 'p':
    format_string(text, directive, mrb_inspect(mrb, value));
    break;
  case 'd': case 'i': case 'u': case 'b': case 'B': case 'o': case 'x': case 'X':
    kb_format_integer(text, directive, value);
    break;
  default:
    kb_format_float(text, directive, value);
    break;
  }
  mrb_gc_arena_restore(mrb, arena);
}

static mrb_value
run(mrb_state *mrb, mrb_value string, mrb_value list, mrb_int first)
{
  mrb_ensure_string_type(mrb, string);
  /* A copy (of the object, not of the bytes): `to_s` of an argument may change the string. */
  string = mrb_str_dup(mrb, string);
  const char *p = RSTRING_PTR(string);
  struct kb_format_reader reader = { .mrb = mrb, .p = p, .end = p + RSTRING_LEN(string), .list = list, .first = first };
  struct kb_text text = kb_text_new(mrb, RSTRING_LEN(string) + 16);
  while (reader.p < reader.end) {
    const char *percent = reader.p;
    if (*percent != '%') {
      percent = (const char *)memchr(percent, '%', (size_t)(reader.end - percent));
      if (percent == NULL) percent = reader.end;
    }
    kb_text_append(&text, reader.p, percent - reader.p);
    reader.p = percent;
    if (percent == reader.end) break;
    reader.p++;
    format_directive(&reader, &text);
  }
  return kb_text_finish(&text);
}

mrb_value
kb_format_arguments(mrb_state *mrb, mrb_int first)
{
  mrb_value string = kb_argument_at(mrb, first);
  if (mrb_undef_p(string)) mrb_raise(mrb, E_ARGUMENT_ERROR, "too few arguments");
  return run(mrb, string, mrb_nil_value(), first + 1);
}

static mrb_value
kernel_format(mrb_state *mrb, mrb_value self)
{
  (void)self;
  return kb_format_arguments(mrb, 0);
}

static mrb_value
string_format(mrb_state *mrb, mrb_value self)
{
  mrb_value argument = mrb_get_arg1(mrb);
  mrb_value list = mrb_array_p(argument) ? argument : mrb_ary_new_from_values(mrb, 1, &argument);
  return run(mrb, self, list, 0);
}

void
kb_format_init(mrb_state *mrb)
{
  mrb_define_module_function_id(mrb, mrb->kernel_module, MRB_SYM(format), kernel_format, MRB_ARGS_ANY());
  mrb_define_module_function_id(mrb, mrb->kernel_module, MRB_SYM(sprintf), kernel_format, MRB_ARGS_ANY());
  mrb_define_method_id(mrb, mrb->string_class, MRB_OPSYM(mod), string_format, MRB_ARGS_REQ(1));
}
