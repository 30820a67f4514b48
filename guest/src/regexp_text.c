/*
** regexp_text.c - see kobako/regexp_text.h
*/
#include <kobako/regexp_text.h>
#include <kobako/text.h>
#include <mruby/string.h>

static const struct {
  char letter;
  uint32_t option;
} letters[] = { { 'm', KB_PATTERN_MULTILINE }, { 'i', KB_PATTERN_IGNORECASE }, { 'x', KB_PATTERN_EXTENDED } };

#define LETTERS (sizeof letters / sizeof letters[0])

static void
append_letters(struct kb_text *text, uint32_t options)
{
  for (size_t i = 0; i < LETTERS; i++) {
    if (options & letters[i].option) kb_text_byte(text, letters[i].letter);
  }
}

/* The source between slashes: a slash is escaped unless it is, and what cannot be seen has a number. */
static void
append_source(struct kb_text *text, const char *source, mrb_int length)
{
  static const char digits[] = "0123456789ABCDEF";
  for (mrb_int at = 0; at < length; at++) {
    unsigned char c = (unsigned char)source[at];
    if (c == '\\' && at + 1 < length) {
      kb_text_byte(text, (char)c);
      kb_text_byte(text, source[++at]);
    }
    else if (c == '/') {
      kb_text_literal(text, "\\/");
    }
    else if ((c >= ' ' && c != 0x7f) || (c >= '\t' && c <= '\r')) {
      kb_text_byte(text, (char)c);
    }
    else {
      kb_text_literal(text, "\\x");
      kb_text_byte(text, digits[c >> 4]);
      kb_text_byte(text, digits[c & 15]);
    }
  }
}

mrb_value
kb_regexp_inspection(mrb_state *mrb, const char *source, mrb_int length, uint32_t options)
{
  struct kb_text text = kb_text_new(mrb, length + 8);
  kb_text_byte(&text, '/');
  append_source(&text, source, length);
  kb_text_byte(&text, '/');
  append_letters(&text, options);
  return kb_text_finish(&text);
}

static uint32_t
option_of(char letter)
{
  for (size_t i = 0; i < LETTERS; i++) {
    if (letters[i].letter == letter) return letters[i].option;
  }
  return 0;
}

/* Options at `at`, as in `i-m`; returns where they end. */
static mrb_int
read_options(const char *text, mrb_int at, mrb_int end, uint32_t *options)
{
  for (; at < end && option_of(text[at]) != 0; at++) *options |= option_of(text[at]);
  if (at < end && text[at] == '-') {
    for (at++; at < end && option_of(text[at]) != 0; at++) *options &= ~option_of(text[at]);
  }
  return at;
}

/*
** Options that the source begins with, `(?i)source`, or that enclose it, `(?i:source)`, take the place of the Regexp's:
** otherwise they would pile up when one is embedded again and again.
*/
static void
unwrap(mrb_state *mrb, const char **source, mrb_int *length, uint32_t *options)
{
  const char *text = *source;
  mrb_int end = *length;
  uint32_t inner = *options;
  mrb_int at = 0;
  while (end - at >= 4 && text[at] == '(' && text[at + 1] == '?') {
    at = read_options(text, at + 2, end, &inner);
    if (at < end && text[at] == ')') {
      at++;
      *source = text + at;
      *length = end - at;
      *options = inner;
      continue;
    }
    if (at >= end || text[at] != ':' || text[end - 1] != ')') return;
    if (!kb_pattern_valid(mrb, text + at + 1, end - at - 2, inner)) return;
    *source = text + at + 1;
    *length = end - at - 2;
    *options = inner;
    return;
  }
}

mrb_value
kb_regexp_embedding(mrb_state *mrb, const char *source, mrb_int length, uint32_t options)
{
  unwrap(mrb, &source, &length, &options);
  struct kb_text text = kb_text_new(mrb, length + 8);
  kb_text_literal(&text, "(?");
  append_letters(&text, options);
  if ((options & KB_PATTERN_OPTIONS) != KB_PATTERN_OPTIONS) kb_text_byte(&text, '-');
  append_letters(&text, ~options & KB_PATTERN_OPTIONS);
  kb_text_byte(&text, ':');
  append_source(&text, source, length);
  kb_text_byte(&text, ')');
  return kb_text_finish(&text);
}

/* The letter that follows the backslash, or 0 for what stands for itself. */
static char
escape_of(char c)
{
  switch (c) {
    case '[': case ']': case '{': case '}': case '(': case ')': case '|': case '-': case '*': case '.': case '\\':
    case '?': case '+': case '^': case '$': case '#': case ' ': return c;
    case '\t': return 't';
    case '\f': return 'f';
    case '\v': return 'v';
    case '\n': return 'n';
    case '\r': return 'r';
    default: return 0;
  }
}

mrb_value
kb_regexp_escape(mrb_state *mrb, mrb_value string)
{
  mrb_int length = RSTRING_LEN(string);
  struct kb_text text = kb_text_new(mrb, length + length / 4);
  const char *bytes = RSTRING_PTR(string);
  for (mrb_int at = 0; at < length; at++) {
    char escape = escape_of(bytes[at]);
    if (escape != 0) kb_text_byte(&text, '\\');
    kb_text_byte(&text, escape != 0 ? escape : bytes[at]);
  }
  return kb_text_finish(&text);
}
