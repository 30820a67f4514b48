/*
** kobako/json_state.h - how JSON is generated: the options, and how deep the generator is
*/
#ifndef KOBAKO_JSON_STATE_H
#define KOBAKO_JSON_STATE_H

#include <mruby.h>
#include <stdbool.h>

/* Bytes of a frozen String that the State object holds. */
struct kb_json_bytes {
  const char *bytes;
  mrb_int length;
};

struct kb_json_state {
  struct kb_json_bytes indent;
  struct kb_json_bytes space;
  struct kb_json_bytes space_before;
  struct kb_json_bytes object_nl;
  struct kb_json_bytes array_nl;
  bool allow_nan;
  bool ascii_only;
  /* Escape the slash too, and with `script_safe` the line separators that older JavaScript ends strings at. */
  bool escape_slash;
  bool script_safe;
  mrb_int max_nesting;
  mrb_int depth;
};

/* Defines JSON::State. Part of boot. */
void kb_json_state_init(mrb_state *mrb, struct RClass *json);

/* A State object with the options of a Hash, of another State (itself), or the defaults for nil. Raises TypeError for anything else. */
mrb_value kb_json_state_from(mrb_state *mrb, mrb_value options);

/* A State object with the same options and depth. */
mrb_value kb_json_state_copy(mrb_state *mrb, const struct kb_json_state *state);

/* The options of a State object, or NULL for anything else. They live as long as the object. */
struct kb_json_state *kb_json_state_get(mrb_state *mrb, mrb_value object);

/* What JSON.generate uses when nothing is given. */
struct kb_json_state kb_json_state_default(void);

#endif
