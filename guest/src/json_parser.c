/*
** json_parser.c - see kobako/json_parser.h
**
** yyjson reads the text into a flat list of values in the order of the text, and checks everything. The walk over that
** list makes Ruby values; its recursion is bounded by KB_JSON_DEPTH, which yyjson holds to as well (guest/patches).
*/
#include <kobako/json_parser.h>
#include <kobako/json.h>
#include <kobako/json_error.h>
#include <mruby/array.h>
#include <mruby/class.h>
#include <mruby/data.h>
#include <mruby/hash.h>
#include <mruby/internal.h>
#include <mruby/numeric.h>
#include <mruby/presym.h>
#include <mruby/string.h>
#include <math.h>
#include <string.h>
#include <yyjson.h>

#if YYJSON_READER_MAX_DEPTH != KB_JSON_DEPTH
#error "guest/patches and kobako/json.h disagree"
#endif

/* Keys that are remembered, so that a list of alike objects shares them. A power of two. */
#define KEY_SLOTS 64

static void *
allocate(void *mrb, size_t size)
{
  return mrb_malloc_simple((mrb_state *)mrb, size);
}

static void *
reallocate(void *mrb, void *p, size_t old_size, size_t size)
{
  (void)old_size;
  return mrb_realloc_simple((mrb_state *)mrb, p, size);
}

static void
release(void *mrb, void *p)
{
  mrb_free((mrb_state *)mrb, p);
}

static void
free_document(mrb_state *mrb, void *document)
{
  (void)mrb;
  yyjson_doc_free((yyjson_doc *)document);
}

/* The document belongs to an object of mruby's while it is walked: an exception leaves it to the collector. */
static const mrb_data_type document_type = { "JSON document", free_document };

struct walk {
  mrb_state *mrb;
  const struct kb_json_parse_options *options;
  mrb_value source;
  yyjson_doc *document;
  yyjson_val *next;
  /* Frozen Strings, or undef; the Array keeps them alive. */
  mrb_value keys;
};

static mrb_value walk_value(struct walk *walk, mrb_int depth);

static mrb_value
finished(struct walk *walk, mrb_value value)
{
  return walk->options->freeze ? mrb_obj_freeze(walk->mrb, value) : value;
}

static void
check_depth(struct walk *walk, mrb_int depth)
{
  if (depth > walk->options->max_nesting) kb_json_refuse_depth(walk->mrb, depth);
}

static mrb_value
new_of(struct walk *walk, mrb_value class)
{
  return mrb_funcall_argv(walk->mrb, class, MRB_SYM(new), 0, NULL);
}

static mrb_value
walk_array(struct walk *walk, size_t count, mrb_int depth)
{
  mrb_state *mrb = walk->mrb;
  check_depth(walk, depth);
  bool plain = mrb_nil_p(walk->options->array_class);
  mrb_value array = plain ? mrb_ary_new_capa(mrb, (mrb_int)count) : new_of(walk, walk->options->array_class);
  int arena = mrb_gc_arena_save(mrb);
  for (size_t i = 0; i < count; i++) {
    mrb_value value = walk_value(walk, depth + 1);
    if (plain) mrb_ary_push(mrb, array, value);
    else mrb_funcall_argv(mrb, array, MRB_OPSYM(lshift), 1, &value);
    mrb_gc_arena_restore(mrb, arena);
  }
  return finished(walk, array);
}

static uint32_t
slot_of(const char *bytes, size_t length)
{
  uint32_t hash = (uint32_t)length * 31;
  if (length > 0) hash += (unsigned char)bytes[0] * 7u + (unsigned char)bytes[length - 1] * 13u + (unsigned char)bytes[length / 2];
  return hash & (KEY_SLOTS - 1);
}

static mrb_value
string_key(struct walk *walk, const char *bytes, size_t length)
{
  mrb_state *mrb = walk->mrb;
  uint32_t slot = slot_of(bytes, length);
  mrb_value known = RARRAY_PTR(walk->keys)[slot];
  if (mrb_string_p(known) && (size_t)RSTRING_LEN(known) == length && memcmp(RSTRING_PTR(known), bytes, length) == 0) {
    return known;
  }
  mrb_value key = mrb_obj_freeze(mrb, mrb_str_new(mrb, bytes, (mrb_int)length));
  mrb_ary_set(mrb, walk->keys, (mrb_int)slot, key);
  return key;
}

static mrb_value
walk_key(struct walk *walk)
{
  const char *bytes = unsafe_yyjson_get_str(walk->next);
  size_t length = unsafe_yyjson_get_len(walk->next);
  walk->next++;
  if (!walk->options->symbolize_names) return string_key(walk, bytes, length);
  return mrb_symbol_value(mrb_intern(walk->mrb, bytes, length));
}

static mrb_value
walk_object(struct walk *walk, size_t count, mrb_int depth)
{
  mrb_state *mrb = walk->mrb;
  check_depth(walk, depth);
  bool plain = mrb_nil_p(walk->options->object_class);
  mrb_value object = plain ? mrb_hash_new_capa(mrb, (mrb_int)count) : new_of(walk, walk->options->object_class);
  int arena = mrb_gc_arena_save(mrb);
  for (size_t i = 0; i < count; i++) {
    mrb_value pair[2] = { walk_key(walk) };
    mrb_gc_protect(mrb, pair[0]);
    pair[1] = walk_value(walk, depth + 1);
    if (plain) mrb_hash_set(mrb, object, pair[0], pair[1]);
    else mrb_funcall_argv(mrb, object, MRB_OPSYM(aset), 2, pair);
    mrb_gc_arena_restore(mrb, arena);
  }
  return finished(walk, object);
}

static bool
text_p(const char *text, size_t length, const char *word)
{
  return strlen(word) == length && memcmp(text, word, length) == 0;
}

/* What yyjson left as text: numbers that no C type holds, and NaN and the infinities. */
static mrb_value
walk_raw(struct walk *walk, const char *text, size_t length)
{
  mrb_state *mrb = walk->mrb;
  bool negative = text[0] == '-';
  if (walk->options->allow_nan) {
    if (text_p(text, length, "NaN")) return mrb_float_value(mrb, NAN);
    if (text_p(text + negative, length - negative, "Infinity")) return mrb_float_value(mrb, negative ? -INFINITY : INFINITY);
  }
  char first = text[negative];
  if (first < '0' || first > '9') {
    kb_json_refuse(mrb, walk->source, (size_t)(text - walk->document->str_pool), "unexpected character, expected a valid JSON value");
  }
  if (memchr(text, '.', length) != NULL || memchr(text, 'e', length) != NULL || memchr(text, 'E', length) != NULL) {
    return mrb_float_value(mrb, negative ? -INFINITY : INFINITY);
  }
  return mrb_str_to_integer(mrb, mrb_str_new(mrb, text, (mrb_int)length), 10, TRUE);
}

static mrb_value
walk_number(mrb_state *mrb, yyjson_val *value)
{
  switch (unsafe_yyjson_get_subtype(value)) {
  case YYJSON_SUBTYPE_UINT: {
    uint64_t number = unsafe_yyjson_get_uint(value);
    return number > INT64_MAX ? mrb_bint_new_uint64(mrb, number) : mrb_int_value(mrb, (mrb_int)number);
  }
  case YYJSON_SUBTYPE_SINT:
    return mrb_int_value(mrb, unsafe_yyjson_get_sint(value));
  default:
    return mrb_float_value(mrb, unsafe_yyjson_get_real(value));
  }
}

static mrb_value
walk_value(struct walk *walk, mrb_int depth)
{
  mrb_state *mrb = walk->mrb;
  yyjson_val *value = walk->next++;
  size_t length = unsafe_yyjson_get_len(value);
  switch (unsafe_yyjson_get_type(value)) {
  case YYJSON_TYPE_ARR:
    return walk_array(walk, length, depth);
  case YYJSON_TYPE_OBJ:
    return walk_object(walk, length, depth);
  case YYJSON_TYPE_STR:
    return finished(walk, mrb_str_new(mrb, unsafe_yyjson_get_str(value), (mrb_int)length));
  case YYJSON_TYPE_NUM:
    return walk_number(mrb, value);
  case YYJSON_TYPE_RAW:
    return walk_raw(walk, unsafe_yyjson_get_raw(value), length);
  case YYJSON_TYPE_BOOL:
    return mrb_bool_value(unsafe_yyjson_get_bool(value));
  default:
    return mrb_nil_value();
  }
}

static mrb_noreturn void
refuse(mrb_state *mrb, mrb_value source, const yyjson_read_err *error)
{
  if (error->code == YYJSON_READ_ERROR_DEPTH) kb_json_refuse_depth(mrb, KB_JSON_DEPTH + 1);
  bool empty = error->code == YYJSON_READ_ERROR_EMPTY_CONTENT || RSTRING_LEN(source) == 0;
  kb_json_refuse(mrb, source, empty ? (size_t)RSTRING_LEN(source) : error->pos, empty ? "unexpected end of data" : error->msg);
}

mrb_value
kb_json_parse(mrb_state *mrb, mrb_value source, const struct kb_json_parse_options *options)
{
  yyjson_alc allocator = { allocate, reallocate, release, mrb };
  yyjson_read_flag flags = YYJSON_READ_BIGNUM_AS_RAW | YYJSON_READ_ALLOW_COMMENTS;
  if (options->allow_nan) flags |= YYJSON_READ_ALLOW_INF_AND_NAN;
  struct RData *owner = mrb_data_object_alloc(mrb, mrb->object_class, NULL, &document_type);
  yyjson_read_err error;
  yyjson_doc *document = yyjson_read_opts(RSTRING_PTR(source), (size_t)RSTRING_LEN(source), flags, &allocator, &error);
  if (document == NULL) refuse(mrb, source, &error);
  owner->data = document;

  struct walk walk = { .mrb = mrb, .options = options, .source = source, .document = document, .next = document->root };
  walk.keys = mrb_ary_new_capa(mrb, KEY_SLOTS);
  mrb_ary_set(mrb, walk.keys, KEY_SLOTS - 1, mrb_nil_value());
  mrb_value value = walk_value(&walk, 1);
  owner->data = NULL;
  yyjson_doc_free(document);
  return value;
}
