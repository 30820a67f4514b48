/*
** buffer.c - see kobako/buffer.h
*/
#include <kobako/buffer.h>
#include <kobako/wire.h>
#include <string.h>

#define KB_BUFFER_MIN 256

void
kb_buffer_clear(struct kb_buffer *buffer)
{
  buffer->length = 0;
  buffer->overflow = false;
}

uint8_t *
kb_buffer_extend(mrb_state *mrb, struct kb_buffer *buffer, uint32_t count)
{
  if (buffer->overflow || count > KOBAKO_MAX_MESSAGE_BYTES - buffer->length) {
    buffer->overflow = true;
    return NULL;
  }
  uint32_t needed = buffer->length + count;
  if (needed > buffer->capacity) {
    /* Many small pieces double it; what is larger than everything so far gets what it needs. */
    uint32_t capacity = buffer->capacity ? buffer->capacity * 2 : KB_BUFFER_MIN;
    if (capacity < needed) capacity = needed;
    buffer->data = (uint8_t *)mrb_realloc(mrb, buffer->data, capacity);
    buffer->capacity = capacity;
  }
  uint8_t *end = buffer->data + buffer->length;
  buffer->length = needed;
  return end;
}

void
kb_buffer_append(mrb_state *mrb, struct kb_buffer *buffer, const void *bytes, uint32_t count)
{
  if (count == 0) return;
  uint8_t *end = kb_buffer_extend(mrb, buffer, count);
  if (end) memcpy(end, bytes, count);
}

static struct {
  uint8_t *data;
  uint32_t length;
  uint32_t capacity;
} inbox;

uint8_t *
kb_inbox_alloc(mrb_state *mrb, uint32_t length)
{
  if (length > KOBAKO_MAX_MESSAGE_BYTES) __builtin_trap();
  if (length > inbox.capacity || inbox.data == NULL) {
    mrb_free(mrb, inbox.data);
    inbox.data = NULL;
    inbox.capacity = length < KB_BUFFER_MIN ? KB_BUFFER_MIN : length;
    inbox.data = (uint8_t *)mrb_malloc(mrb, inbox.capacity);
  }
  inbox.length = length;
  return inbox.data;
}

struct kb_message
kb_inbox_take(uint32_t address, uint32_t length)
{
  if (inbox.data == NULL || address != (uint32_t)(uintptr_t)inbox.data || length > inbox.length) __builtin_trap();
  struct kb_message message = { inbox.data, length };
  inbox.data = NULL;
  return message;
}

void
kb_inbox_return(mrb_state *mrb, struct kb_message message)
{
  if (inbox.data != NULL) {
    mrb_free(mrb, message.data);
    return;
  }
  inbox.data = message.data;
  inbox.length = 0;
}
