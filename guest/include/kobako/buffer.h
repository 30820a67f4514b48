/*
** kobako/buffer.h - a growing byte buffer, and the box in which the host leaves messages
*/
#ifndef KOBAKO_BUFFER_H
#define KOBAKO_BUFFER_H

#include <mruby.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
** Bytes that are appended to. The storage stays allocated when the buffer is cleared, so that a message costs no
** allocation once its size has been seen. Never holds more than KOBAKO_MAX_MESSAGE_BYTES; appending past that sets
** `overflow` and drops the bytes. Running out of memory raises as mrb_realloc does.
*/
struct kb_buffer {
  uint8_t *data;
  uint32_t length;
  uint32_t capacity;
  bool overflow;
};

void kb_buffer_clear(struct kb_buffer *buffer);

/* Makes room for `count` more bytes and returns where they go, or NULL on overflow. `length` is advanced. */
uint8_t *kb_buffer_extend(mrb_state *mrb, struct kb_buffer *buffer, uint32_t count);

void kb_buffer_append(mrb_state *mrb, struct kb_buffer *buffer, const void *bytes, uint32_t count);

/* A message of the host: allocated by kb_inbox_alloc, filled by the host, owned by whoever took it. */
struct kb_message {
  uint8_t *data;
  uint32_t length;
};

/* Room for a message of the host. One message at a time lies in the box; a second one replaces it. */
uint8_t *kb_inbox_alloc(mrb_state *mrb, uint32_t length);

/*
** Takes the message out of the box. It must be the one that kb_inbox_alloc returned last and `length` must fit it:
** anything else is a broken host and traps.
*/
struct kb_message kb_inbox_take(uint32_t address, uint32_t length);

/* Gives the storage back for the next message. Messages that are never given back are freed by the next restore. */
void kb_inbox_return(mrb_state *mrb, struct kb_message message);

#endif
