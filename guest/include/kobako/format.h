/*
** kobako/format.h - Kernel#format and its family, as CRuby formats
*/
#ifndef KOBAKO_FORMAT_H
#define KOBAKO_FORMAT_H

#include <kobako/text.h>
#include <stdbool.h>

/* Defines Kernel#format, Kernel#sprintf and String#%. Part of boot. */
void kb_format_init(mrb_state *mrb);

/*
** Formats with the arguments of the C function that is running: the one at `first` is the format string. Raises
** ArgumentError, KeyError or TypeError with CRuby's messages.
*/
mrb_value kb_format_arguments(mrb_state *mrb, mrb_int first);

/* One directive, taken apart. */
struct kb_directive {
  bool minus;
  bool plus;
  bool space;
  bool zero;
  bool sharp;
  bool has_width;
  bool has_precision;
  mrb_int width;
  mrb_int precision;
  char type;
};

/* d i u b B o x X */
void kb_format_integer(struct kb_text *text, struct kb_directive directive, mrb_value value);

/* f e E g G a A */
void kb_format_float(struct kb_text *text, struct kb_directive directive, mrb_value value);

/*
** Widens what was appended from `start` on to the directive's width: spaces in front of it or behind, or zeros at
** `body`, behind sign and prefix.
*/
void kb_format_pad(struct kb_text *text, struct kb_directive directive, mrb_int start, mrb_int body);

#endif
