/*
** kobako/writer.h - MessagePack out of Ruby values, straight into a buffer
*/
#ifndef KOBAKO_WRITER_H
#define KOBAKO_WRITER_H

#include <kobako/buffer.h>

enum kb_write_status {
  KB_WRITE_OK = 0,
  KB_WRITE_UNSUPPORTED, /* an object that is no wire kind; `culprit` is it */
  KB_WRITE_RANGE,       /* an Integer outside -2^63 .. 2^64-1; `culprit` is it */
  KB_WRITE_DEPTH,       /* more than KOBAKO_MAX_DEPTH levels, or a cycle */
  KB_WRITE_SYMBOL,      /* a Symbol whose name is not UTF-8; `culprit` is it */
  KB_WRITE_SIZE,        /* more than KOBAKO_MAX_MESSAGE_BYTES */
  KB_WRITE_OBJECTS      /* more than KOBAKO_MAX_MESSAGE_OBJECTS */
};

struct kb_writer {
  mrb_state *mrb;
  struct kb_buffer *buffer;
  mrb_value culprit;
  uint32_t objects; /* arrays, maps, binaries and extension values so far */
};

/* One writer per message. */
static inline struct kb_writer
kb_writer_new(mrb_state *mrb, struct kb_buffer *buffer)
{
  return (struct kb_writer){ mrb, buffer, mrb_nil_value(), 0 };
}

/* Appends any value of the wire. Runs no Ruby code, so that no override decides what the host sees. */
enum kb_write_status kb_write_value(struct kb_writer *writer, mrb_value value);

/* Appends the map of an envelope: it takes none of the levels that its keys and values have. `hash` may be nil: an empty map. */
enum kb_write_status kb_write_hash(struct kb_writer *writer, mrb_value hash);

void kb_write_nil(struct kb_writer *writer);
void kb_write_bool(struct kb_writer *writer, bool value);
void kb_write_int(struct kb_writer *writer, int64_t value);
void kb_write_byte(struct kb_writer *writer, uint8_t byte);
void kb_write_array_header(struct kb_writer *writer, uint32_t count);
void kb_write_map_header(struct kb_writer *writer, uint32_t count);
void kb_write_handle(struct kb_writer *writer, uint32_t id);

/* A str. The bytes must be UTF-8; the caller knows or has asked kb_utf8_valid. */
void kb_write_str(struct kb_writer *writer, const char *bytes, size_t length);

/* A str from bytes that may be anything: what is not UTF-8 becomes U+FFFD. At most `limit` bytes of input are used. */
void kb_write_text(struct kb_writer *writer, const char *bytes, size_t length, size_t limit);

/* The sentence for people: "Proc cannot cross ..." */
mrb_value kb_write_error_message(struct kb_writer *writer, enum kb_write_status status, const char *what);

#endif
