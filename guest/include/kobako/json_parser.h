/*
** kobako/json_parser.h - Ruby values out of JSON text
*/
#ifndef KOBAKO_JSON_PARSER_H
#define KOBAKO_JSON_PARSER_H

#include <mruby.h>
#include <stdbool.h>

struct kb_json_parse_options {
  bool symbolize_names;
  bool allow_nan;
  bool freeze;
  mrb_int max_nesting;
  /* Classes to make instead of Hash and Array, or nil. */
  mrb_value object_class;
  mrb_value array_class;
};

/* What JSON.parse does with the text of a String. Raises JSON::ParserError. */
mrb_value kb_json_parse(mrb_state *mrb, mrb_value source, const struct kb_json_parse_options *options);

#endif
