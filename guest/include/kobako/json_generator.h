/*
** kobako/json_generator.h - JSON text out of Ruby values
*/
#ifndef KOBAKO_JSON_GENERATOR_H
#define KOBAKO_JSON_GENERATOR_H

#include <kobako/json_state.h>
#include <kobako/text.h>

/*
** The text of a value as a String. Objects that are none of JSON's kinds are asked for `to_json`, which gets the State,
** or `to_s`; a Handle or Service is refused without being asked. `object` is the State object of `state`, or nil: one is
** made when it is needed. Raises JSON::GeneratorError and JSON::NestingError.
*/
mrb_value kb_json_generate(mrb_state *mrb, struct kb_json_state *state, mrb_value object, mrb_value value);

/* The method `to_json` of every class, with an optional State or Hash of options. */
mrb_value kb_json_to_json(mrb_state *mrb, mrb_value self);

/* Appends a JSON string. Raises JSON::GeneratorError when it is not UTF-8. */
void kb_json_write_string(struct kb_text *text, const struct kb_json_state *state, mrb_value string);

#endif
