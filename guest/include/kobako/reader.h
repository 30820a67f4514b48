/*
** kobako/reader.h - Ruby values out of MessagePack, through a checked cursor
*/
#ifndef KOBAKO_READER_H
#define KOBAKO_READER_H

#include <kobako/wire.h>
#include <mruby.h>
#include <stdbool.h>
#include <stdint.h>

/*
** A cursor over bytes that may be anything. `next` never passes `end`; after the first violation `error` says which
** and every further read fails. The bytes must stay where they are while the cursor is in use.
*/
struct kb_reader {
  mrb_state *mrb;
  const uint8_t *start;
  const uint8_t *next;
  const uint8_t *end;
  const char *error;
  unsigned max_depth;
};

static inline struct kb_reader
kb_reader_new(mrb_state *mrb, const uint8_t *bytes, uint32_t length)
{
  return (struct kb_reader){ mrb, bytes, bytes, bytes + length, NULL, KOBAKO_MAX_DEPTH };
}

/*
** A cursor over an envelope that is itself made of arrays and maps: its `levels` do not count as levels of the values that
** it carries.
*/
static inline struct kb_reader
kb_reader_for_envelope(mrb_state *mrb, const uint8_t *bytes, uint32_t length, unsigned levels)
{
  struct kb_reader reader = kb_reader_new(mrb, bytes, length);
  reader.max_depth += levels;
  return reader;
}

/*
** Reads one value of the wire. On a violation returns nil and sets `error`. Allocates in proportion to the bytes that
** were really there, whatever lengths they claim. May run Ruby code (`hash` of a key), so a reader must not be shared.
*/
mrb_value kb_read_value(struct kb_reader *reader);

/* The raw byte at the cursor, for envelopes. */
uint8_t kb_read_byte(struct kb_reader *reader);

/* The header of an array; returns its element count, 0 on a violation. */
uint32_t kb_read_array_header(struct kb_reader *reader);

/* What the Fault of a failed Response holds: the embedded map, read as a Hash. */
mrb_value kb_read_fault(struct kb_reader *reader);

/* Nothing may follow: sets `error` if something does. Returns whether the whole message was good. */
bool kb_read_end(struct kb_reader *reader);

#endif
