/*
** kobako/format_reader.h - a format string, read directive by directive, with the arguments that it asks for
**
** Every function raises ArgumentError with CRuby's message where the string is wrong.
*/
#ifndef KOBAKO_FORMAT_READER_H
#define KOBAKO_FORMAT_READER_H

#include <kobako/format.h>

/* How the directives so far found their arguments: these may not be mixed. */
enum kb_format_style { KB_FORMAT_NONE, KB_FORMAT_UNNUMBERED, KB_FORMAT_NUMBERED, KB_FORMAT_NAMED };

struct kb_format_reader {
  mrb_state *mrb;
  const char *p;
  const char *end;
  /* The arguments: an Array, or nil for those of the running function from `first` on. */
  mrb_value list;
  mrb_int first;
  mrb_int next;
  enum kb_format_style style;
};

mrb_noreturn void kb_format_refuse(struct kb_format_reader *reader, const char *message);

/* The argument after the one that was read last. */
mrb_value kb_format_next(struct kb_format_reader *reader);

/* The argument of `%1$s`; `number` counts from 1. */
mrb_value kb_format_numbered(struct kb_format_reader *reader, mrb_int number);

/* The argument of `%<name>s` and `%{name}`; `name` has its brackets. */
mrb_value kb_format_named(struct kb_format_reader *reader, const char *name, mrb_int length);

/*
** Reads flags, width, precision and name behind a percent sign, and the type, for which `{name}` counts as 's'.
** `*value` is the argument if the directive says which one, otherwise undef.
*/
struct kb_directive kb_format_read(struct kb_format_reader *reader, mrb_value *value);

#endif
