/*
** writer.c - see kobako/writer.h
**
** The recursion over arrays and hashes is bounded by KOBAKO_MAX_DEPTH, which also ends cycles.
*/
#include <kobako/writer.h>
#include <kobako/proxy.h>
#include <kobako/utf8.h>
#include <kobako/wire.h>
#include <mruby/array.h>
#include <mruby/class.h>
#include <mruby/hash.h>
#include <mruby/internal.h>
#include <mruby/numeric.h>
#include <mruby/string.h>
#include <string.h>

/* Tag byte plus a big-endian number of `width` bytes. */
static void
write_tagged(struct kb_writer *writer, uint8_t tag, uint64_t number, unsigned width)
{
  uint8_t *p = kb_buffer_extend(writer->mrb, writer->buffer, 1 + width);
  if (p == NULL) return;
  *p++ = tag;
  for (unsigned shift = width * 8; shift > 0; shift -= 8) *p++ = (uint8_t)(number >> (shift - 8));
}

void
kb_write_byte(struct kb_writer *writer, uint8_t byte)
{
  write_tagged(writer, byte, 0, 0);
}

void
kb_write_nil(struct kb_writer *writer)
{
  kb_write_byte(writer, 0xc0);
}

void
kb_write_bool(struct kb_writer *writer, bool value)
{
  kb_write_byte(writer, value ? 0xc3 : 0xc2);
}

static void
write_uint(struct kb_writer *writer, uint64_t value)
{
  if (value < 0x80) kb_write_byte(writer, (uint8_t)value);
  else if (value <= UINT8_MAX) write_tagged(writer, 0xcc, value, 1);
  else if (value <= UINT16_MAX) write_tagged(writer, 0xcd, value, 2);
  else if (value <= UINT32_MAX) write_tagged(writer, 0xce, value, 4);
  else write_tagged(writer, 0xcf, value, 8);
}

void
kb_write_int(struct kb_writer *writer, int64_t value)
{
  if (value >= 0) write_uint(writer, (uint64_t)value);
  else if (value >= -32) kb_write_byte(writer, (uint8_t)value);
  else if (value >= INT8_MIN) write_tagged(writer, 0xd0, (uint64_t)value, 1);
  else if (value >= INT16_MIN) write_tagged(writer, 0xd1, (uint64_t)value, 2);
  else if (value >= INT32_MIN) write_tagged(writer, 0xd2, (uint64_t)value, 4);
  else write_tagged(writer, 0xd3, (uint64_t)value, 8);
}

static void
write_float(struct kb_writer *writer, double value)
{
  /* All NaNs are one: which bits an operation leaves in one differs between machines. */
  uint64_t bits = UINT64_C(0x7ff8000000000000);
  if (value == value) memcpy(&bits, &value, sizeof bits);
  write_tagged(writer, 0xcb, bits, 8);
}

void
kb_write_array_header(struct kb_writer *writer, uint32_t count)
{
  writer->objects++;
  if (count < 16) kb_write_byte(writer, (uint8_t)(0x90 | count));
  else if (count <= UINT16_MAX) write_tagged(writer, 0xdc, count, 2);
  else write_tagged(writer, 0xdd, count, 4);
}

void
kb_write_map_header(struct kb_writer *writer, uint32_t count)
{
  writer->objects++;
  if (count < 16) kb_write_byte(writer, (uint8_t)(0x80 | count));
  else if (count <= UINT16_MAX) write_tagged(writer, 0xde, count, 2);
  else write_tagged(writer, 0xdf, count, 4);
}

static void
write_str_header(struct kb_writer *writer, size_t length)
{
  if (length < 32) kb_write_byte(writer, (uint8_t)(0xa0 | length));
  else if (length <= UINT8_MAX) write_tagged(writer, 0xd9, length, 1);
  else if (length <= UINT16_MAX) write_tagged(writer, 0xda, length, 2);
  else write_tagged(writer, 0xdb, length, 4);
}

void
kb_write_str(struct kb_writer *writer, const char *bytes, size_t length)
{
  write_str_header(writer, length);
  kb_buffer_append(writer->mrb, writer->buffer, bytes, (uint32_t)length);
}

static void
write_bin(struct kb_writer *writer, const char *bytes, size_t length)
{
  writer->objects++;
  if (length <= UINT8_MAX) write_tagged(writer, 0xc4, length, 1);
  else if (length <= UINT16_MAX) write_tagged(writer, 0xc5, length, 2);
  else write_tagged(writer, 0xc6, length, 4);
  kb_buffer_append(writer->mrb, writer->buffer, bytes, (uint32_t)length);
}

void
kb_write_text(struct kb_writer *writer, const char *bytes, size_t length, size_t limit)
{
  const uint8_t *p = (const uint8_t *)bytes;
  if (length > limit) {
    length = limit;
    while (length > 0 && (p[length] & 0xc0) == 0x80) length--;
  }
  if (kb_utf8_valid(p, length)) {
    kb_write_str(writer, bytes, length);
    return;
  }
  static const char replacement[] = "\xef\xbf\xbd";
  mrb_value clean = mrb_str_new_capa(writer->mrb, (mrb_int)length);
  for (size_t i = 0; i < length;) {
    size_t step = 1;
    while (step < 4 && i + step < length && (p[i + step] & 0xc0) == 0x80) step++;
    if (kb_utf8_valid(p + i, step)) {
      mrb_str_cat(writer->mrb, clean, bytes + i, step);
    }
    else {
      step = 1;
      if (p[i] < 0x80) mrb_str_cat(writer->mrb, clean, bytes + i, 1);
      else mrb_str_cat(writer->mrb, clean, replacement, 3);
    }
    i += step;
  }
  kb_write_str(writer, RSTRING_PTR(clean), (size_t)RSTRING_LEN(clean));
}

void
kb_write_handle(struct kb_writer *writer, uint32_t id)
{
  writer->objects++;
  write_tagged(writer, 0xd6, ((uint64_t)KOBAKO_EXT_HANDLE << 32) | id, 5);
}

static enum kb_write_status
write_symbol(struct kb_writer *writer, mrb_sym symbol)
{
  mrb_int length;
  const char *name = mrb_sym_name_len(writer->mrb, symbol, &length);
  writer->objects++;
  if (!kb_utf8_valid((const uint8_t *)name, (size_t)length)) return KB_WRITE_SYMBOL;
  if (length <= UINT8_MAX) write_tagged(writer, 0xc7, ((uint64_t)length << 8) | KOBAKO_EXT_SYMBOL, 2);
  else if (length <= UINT16_MAX) write_tagged(writer, 0xc8, ((uint64_t)length << 8) | KOBAKO_EXT_SYMBOL, 3);
  else write_tagged(writer, 0xc9, ((uint64_t)length << 8) | KOBAKO_EXT_SYMBOL, 5);
  kb_buffer_append(writer->mrb, writer->buffer, name, (uint32_t)length);
  return KB_WRITE_OK;
}

static enum kb_write_status
check_limits(const struct kb_writer *writer)
{
  if (writer->buffer->overflow) return KB_WRITE_SIZE;
  return writer->objects > KOBAKO_MAX_MESSAGE_OBJECTS ? KB_WRITE_OBJECTS : KB_WRITE_OK;
}

static enum kb_write_status write_nested(struct kb_writer *writer, mrb_value value, unsigned depth);

static enum kb_write_status
write_array(struct kb_writer *writer, mrb_value array, unsigned depth)
{
  mrb_int count = RARRAY_LEN(array);
  kb_write_array_header(writer, (uint32_t)count);
  for (mrb_int i = 0; i < count; i++) {
    enum kb_write_status status = write_nested(writer, RARRAY_PTR(array)[i], depth);
    if (status == KB_WRITE_OK) status = check_limits(writer);
    if (status != KB_WRITE_OK) return status;
  }
  return KB_WRITE_OK;
}

struct pair_visit {
  struct kb_writer *writer;
  unsigned depth;
  enum kb_write_status status;
};

static int
write_pair(mrb_state *mrb, mrb_value key, mrb_value value, void *data)
{
  (void)mrb;
  struct pair_visit *visit = (struct pair_visit *)data;
  visit->status = write_nested(visit->writer, key, visit->depth);
  if (visit->status == KB_WRITE_OK) visit->status = write_nested(visit->writer, value, visit->depth);
  if (visit->status == KB_WRITE_OK) visit->status = check_limits(visit->writer);
  return visit->status == KB_WRITE_OK ? 0 : 1;
}

static enum kb_write_status
write_hash(struct kb_writer *writer, mrb_value hash, unsigned depth)
{
  struct pair_visit visit = { writer, depth, KB_WRITE_OK };
  kb_write_map_header(writer, (uint32_t)mrb_hash_size(writer->mrb, hash));
  mrb_hash_foreach(writer->mrb, mrb_hash_ptr(hash), write_pair, &visit);
  return visit.status;
}

static enum kb_write_status
write_bigint(struct kb_writer *writer, mrb_value value)
{
  mrb_state *mrb = writer->mrb;
  /* Whatever fits int64_t is never a big integer, so the only candidates left are 2^63 .. 2^64-1. */
  mrb_value limit = mrb_bint_new_uint64(mrb, UINT64_MAX);
  if (mrb_bint_cmp(mrb, value, mrb_fixnum_value(0)) < 0 || mrb_bint_cmp(mrb, value, limit) > 0) return KB_WRITE_RANGE;
  write_uint(writer, mrb_bint_as_uint64(mrb, value));
  return KB_WRITE_OK;
}

static enum kb_write_status
refuse(struct kb_writer *writer, enum kb_write_status status, mrb_value culprit)
{
  writer->culprit = culprit;
  return status;
}

static enum kb_write_status
write_nested(struct kb_writer *writer, mrb_value value, unsigned depth)
{
  switch (mrb_type(value)) {
  case MRB_TT_FALSE:
    if (mrb_nil_p(value)) kb_write_nil(writer);
    else kb_write_bool(writer, false);
    return KB_WRITE_OK;
  case MRB_TT_TRUE:
    kb_write_bool(writer, true);
    return KB_WRITE_OK;
  case MRB_TT_INTEGER:
    kb_write_int(writer, mrb_integer(value));
    return KB_WRITE_OK;
  case MRB_TT_BIGINT: {
    enum kb_write_status status = write_bigint(writer, value);
    return status == KB_WRITE_OK ? status : refuse(writer, status, value);
  }
  case MRB_TT_FLOAT:
    write_float(writer, mrb_float(value));
    return KB_WRITE_OK;
  case MRB_TT_STRING: {
    size_t length = (size_t)RSTRING_LEN(value);
    if (kb_utf8_valid((const uint8_t *)RSTRING_PTR(value), length)) kb_write_str(writer, RSTRING_PTR(value), length);
    else write_bin(writer, RSTRING_PTR(value), length);
    return KB_WRITE_OK;
  }
  case MRB_TT_SYMBOL: {
    enum kb_write_status status = write_symbol(writer, mrb_symbol(value));
    return status == KB_WRITE_OK ? status : refuse(writer, status, value);
  }
  case MRB_TT_ARRAY:
    if (depth >= KOBAKO_MAX_DEPTH) return refuse(writer, KB_WRITE_DEPTH, value);
    return write_array(writer, value, depth + 1);
  case MRB_TT_HASH:
    if (depth >= KOBAKO_MAX_DEPTH) return refuse(writer, KB_WRITE_DEPTH, value);
    return write_hash(writer, value, depth + 1);
  default: {
    uint32_t id = kb_handle_id(writer->mrb, value);
    if (id == 0) return refuse(writer, KB_WRITE_UNSUPPORTED, value);
    kb_write_handle(writer, id);
    return KB_WRITE_OK;
  }
  }
}

static enum kb_write_status
finish(struct kb_writer *writer, enum kb_write_status status)
{
  return status == KB_WRITE_OK ? check_limits(writer) : status;
}

enum kb_write_status
kb_write_value(struct kb_writer *writer, mrb_value value)
{
  return finish(writer, write_nested(writer, value, 0));
}

enum kb_write_status
kb_write_hash(struct kb_writer *writer, mrb_value hash)
{
  if (mrb_nil_p(hash)) {
    kb_write_map_header(writer, 0);
    return finish(writer, KB_WRITE_OK);
  }
  return finish(writer, write_hash(writer, hash, 0));
}

mrb_value
kb_write_error_message(struct kb_writer *writer, enum kb_write_status status, const char *what)
{
  mrb_state *mrb = writer->mrb;
  switch (status) {
  case KB_WRITE_RANGE:
    return mrb_format(mrb, "%s cannot cross to the host: Integer out of range (-2**63 to 2**64-1)", what);
  case KB_WRITE_DEPTH:
    return mrb_format(mrb, "%s cannot cross to the host: nested deeper than %d levels, or it contains itself", what,
                      KOBAKO_MAX_DEPTH);
  case KB_WRITE_SYMBOL:
    return mrb_format(mrb, "%s cannot cross to the host: Symbol whose name is not UTF-8", what);
  case KB_WRITE_SIZE:
    return mrb_format(mrb, "%s cannot cross to the host: larger than %d bytes", what, KOBAKO_MAX_MESSAGE_BYTES);
  case KB_WRITE_OBJECTS:
    return mrb_format(mrb, "%s cannot cross to the host: more than %d arrays, hashes, symbols and binary strings", what,
                      KOBAKO_MAX_MESSAGE_OBJECTS);
  default:
    return mrb_format(mrb, "%s cannot cross to the host: %s is not a value the host can receive", what,
                      mrb_obj_classname(mrb, writer->culprit));
  }
}
