/*
** reader.c - see kobako/reader.h
**
** Every length is compared with the bytes that remain before it is used. Containers grow as their elements arrive.
*/
#include <kobako/reader.h>
#include <kobako/proxy.h>
#include <kobako/utf8.h>
#include <kobako/wire.h>
#include <mruby/array.h>
#include <mruby/hash.h>
#include <mruby/internal.h>
#include <mruby/string.h>
#include <string.h>

/* Room that a container gets before its elements have shown up. */
#define KB_INITIAL_CAPACITY 64

static mrb_value
violation(struct kb_reader *reader, const char *error)
{
  if (reader->error == NULL) reader->error = error;
  reader->next = reader->end;
  return mrb_nil_value();
}

static const uint8_t *
take(struct kb_reader *reader, uint32_t count)
{
  if (reader->error != NULL || (size_t)(reader->end - reader->next) < count) {
    violation(reader, "truncated message");
    return NULL;
  }
  const uint8_t *bytes = reader->next;
  reader->next += count;
  return bytes;
}

static uint64_t
take_uint(struct kb_reader *reader, unsigned width)
{
  const uint8_t *bytes = take(reader, width);
  uint64_t number = 0;
  if (bytes == NULL) return 0;
  for (unsigned i = 0; i < width; i++) number = number << 8 | bytes[i];
  return number;
}

uint8_t
kb_read_byte(struct kb_reader *reader)
{
  return (uint8_t)take_uint(reader, 1);
}

static mrb_value
read_str(struct kb_reader *reader, uint32_t length)
{
  const uint8_t *bytes = take(reader, length);
  if (bytes == NULL) return mrb_nil_value();
  if (!kb_utf8_valid(bytes, length)) return violation(reader, "str that is not UTF-8");
  return mrb_str_new(reader->mrb, (const char *)bytes, length);
}

static mrb_value
read_bin(struct kb_reader *reader, uint32_t length)
{
  const uint8_t *bytes = take(reader, length);
  if (bytes == NULL) return mrb_nil_value();
  return mrb_str_new(reader->mrb, (const char *)bytes, length);
}

static mrb_value
read_ext(struct kb_reader *reader, uint32_t length)
{
  uint8_t type = kb_read_byte(reader);
  const uint8_t *bytes = take(reader, length);
  if (bytes == NULL) return mrb_nil_value();
  switch (type) {
  case KOBAKO_EXT_SYMBOL:
    if (!kb_utf8_valid(bytes, length)) return violation(reader, "Symbol that is not UTF-8");
    return mrb_symbol_value(mrb_intern(reader->mrb, (const char *)bytes, length));
  case KOBAKO_EXT_HANDLE: {
    if (length != 4) return violation(reader, "Handle whose length is not 4");
    uint32_t id = (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | bytes[3];
    if (id == 0 || id > KOBAKO_MAX_HANDLE_ID) return violation(reader, "Handle id out of range");
    return kb_handle_new(reader->mrb, id);
  }
  default:
    return violation(reader, "unknown extension type");
  }
}

static mrb_value read_nested(struct kb_reader *reader, unsigned depth);

static mrb_value
read_array(struct kb_reader *reader, uint32_t count, unsigned depth)
{
  mrb_state *mrb = reader->mrb;
  if (depth >= reader->max_depth) return violation(reader, "nested too deeply");
  if (count > (size_t)(reader->end - reader->next)) return violation(reader, "truncated message");
  mrb_value array = mrb_ary_new_capa(mrb, count < KB_INITIAL_CAPACITY ? count : KB_INITIAL_CAPACITY);
  int arena = mrb_gc_arena_save(mrb);
  for (uint32_t i = 0; i < count; i++) {
    mrb_value element = read_nested(reader, depth + 1);
    if (reader->error != NULL) return mrb_nil_value();
    mrb_ary_push(mrb, array, element);
    mrb_gc_arena_restore(mrb, arena);
  }
  return array;
}

static mrb_value
read_map(struct kb_reader *reader, uint32_t count, unsigned depth)
{
  mrb_state *mrb = reader->mrb;
  if (depth >= reader->max_depth) return violation(reader, "nested too deeply");
  if (count > (size_t)(reader->end - reader->next) / 2) return violation(reader, "truncated message");
  mrb_value hash = mrb_hash_new_capa(mrb, count < KB_INITIAL_CAPACITY ? count : KB_INITIAL_CAPACITY);
  int arena = mrb_gc_arena_save(mrb);
  for (uint32_t i = 0; i < count; i++) {
    mrb_value key = read_nested(reader, depth + 1);
    mrb_value value = read_nested(reader, depth + 1);
    if (reader->error != NULL) return mrb_nil_value();
    mrb_hash_set(mrb, hash, key, value);
    mrb_gc_arena_restore(mrb, arena);
  }
  return hash;
}

static mrb_value
integer(struct kb_reader *reader, int64_t value)
{
  return mrb_int_value(reader->mrb, value);
}

static mrb_value
read_uint64(struct kb_reader *reader)
{
  uint64_t value = take_uint(reader, 8);
  if (value <= INT64_MAX) return integer(reader, (int64_t)value);
  return mrb_bint_new_uint64(reader->mrb, value);
}

static mrb_value
read_float(struct kb_reader *reader, unsigned width)
{
  uint64_t bits = take_uint(reader, width);
  double value;
  if (width == 4) {
    uint32_t narrow = (uint32_t)bits;
    float single;
    memcpy(&single, &narrow, sizeof single);
    value = single;
  }
  else {
    memcpy(&value, &bits, sizeof value);
  }
  return mrb_float_value(reader->mrb, value);
}

static mrb_value
read_nested(struct kb_reader *reader, unsigned depth)
{
  uint8_t tag = kb_read_byte(reader);
  if (reader->error != NULL) return mrb_nil_value();
  if (tag < 0x80) return integer(reader, tag);
  if (tag >= 0xe0) return integer(reader, (int8_t)tag);
  if (tag < 0x90) return read_map(reader, tag & 0x0f, depth);
  if (tag < 0xa0) return read_array(reader, tag & 0x0f, depth);
  if (tag < 0xc0) return read_str(reader, tag & 0x1f);
  switch (tag) {
  case 0xc0: return mrb_nil_value();
  case 0xc2: return mrb_false_value();
  case 0xc3: return mrb_true_value();
  case 0xc4: return read_bin(reader, (uint32_t)take_uint(reader, 1));
  case 0xc5: return read_bin(reader, (uint32_t)take_uint(reader, 2));
  case 0xc6: return read_bin(reader, (uint32_t)take_uint(reader, 4));
  case 0xc7: return read_ext(reader, (uint32_t)take_uint(reader, 1));
  case 0xc8: return read_ext(reader, (uint32_t)take_uint(reader, 2));
  case 0xc9: return read_ext(reader, (uint32_t)take_uint(reader, 4));
  case 0xca: return read_float(reader, 4);
  case 0xcb: return read_float(reader, 8);
  case 0xcc: return integer(reader, (int64_t)take_uint(reader, 1));
  case 0xcd: return integer(reader, (int64_t)take_uint(reader, 2));
  case 0xce: return integer(reader, (int64_t)take_uint(reader, 4));
  case 0xcf: return read_uint64(reader);
  case 0xd0: return integer(reader, (int8_t)take_uint(reader, 1));
  case 0xd1: return integer(reader, (int16_t)take_uint(reader, 2));
  case 0xd2: return integer(reader, (int32_t)take_uint(reader, 4));
  case 0xd3: return integer(reader, (int64_t)take_uint(reader, 8));
  case 0xd4: return read_ext(reader, 1);
  case 0xd5: return read_ext(reader, 2);
  case 0xd6: return read_ext(reader, 4);
  case 0xd7: return read_ext(reader, 8);
  case 0xd8: return read_ext(reader, 16);
  case 0xd9: return read_str(reader, (uint32_t)take_uint(reader, 1));
  case 0xda: return read_str(reader, (uint32_t)take_uint(reader, 2));
  case 0xdb: return read_str(reader, (uint32_t)take_uint(reader, 4));
  case 0xdc: return read_array(reader, (uint32_t)take_uint(reader, 2), depth);
  case 0xdd: return read_array(reader, (uint32_t)take_uint(reader, 4), depth);
  case 0xde: return read_map(reader, (uint32_t)take_uint(reader, 2), depth);
  case 0xdf: return read_map(reader, (uint32_t)take_uint(reader, 4), depth);
  default: return violation(reader, "unknown tag");
  }
}

mrb_value
kb_read_value(struct kb_reader *reader)
{
  mrb_value value = read_nested(reader, 0);
  return reader->error != NULL ? mrb_nil_value() : value;
}

uint32_t
kb_read_array_header(struct kb_reader *reader)
{
  uint8_t tag = kb_read_byte(reader);
  if ((tag & 0xf0) == 0x90) return tag & 0x0f;
  if (tag == 0xdc) return (uint32_t)take_uint(reader, 2);
  if (tag == 0xdd) return (uint32_t)take_uint(reader, 4);
  violation(reader, "array expected");
  return 0;
}

mrb_value
kb_read_fault(struct kb_reader *reader)
{
  uint32_t length;
  switch (kb_read_byte(reader)) {
  case 0xc7: length = (uint32_t)take_uint(reader, 1); break;
  case 0xc8: length = (uint32_t)take_uint(reader, 2); break;
  case 0xc9: length = (uint32_t)take_uint(reader, 4); break;
  case 0xd7: length = 8; break;
  case 0xd8: length = 16; break;
  default: return violation(reader, "Fault expected");
  }
  if (kb_read_byte(reader) != KOBAKO_EXT_FAULT) return violation(reader, "Fault expected");
  const uint8_t *bytes = take(reader, length);
  if (bytes == NULL) return mrb_nil_value();
  struct kb_reader inner = kb_reader_for_envelope(reader->mrb, bytes, length, 1);
  mrb_value fault = kb_read_value(&inner);
  if (!kb_read_end(&inner)) return violation(reader, inner.error);
  if (!mrb_hash_p(fault)) return violation(reader, "Fault that is no map");
  return fault;
}

bool
kb_read_end(struct kb_reader *reader)
{
  if (reader->error == NULL && reader->next != reader->end) violation(reader, "trailing bytes");
  return reader->error == NULL;
}
