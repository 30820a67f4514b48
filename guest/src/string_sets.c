/*
** string_sets.c - see kobako/string_sets.h
**
** No Ruby code runs between reading the sets and the last character: neither they nor the String can change.
*/
#include <kobako/charset.h>
#include <kobako/string_sets.h>
#include <kobako/text.h>
#include <mruby/error.h>
#include <mruby/internal.h>
#include <mruby/presym.h>
#include <mruby/string.h>
#include <string.h>

#define CHARACTER_BYTES 4

/* Where characters are put: short results are made a String only when they are complete. */
#define SHORT 64

struct sink {
  mrb_state *mrb;
  struct kb_text text;
  bool is_short;
  mrb_int length;
  char bytes[SHORT];
};

static void
sink_init(struct sink *sink, mrb_state *mrb, mrb_int subject)
{
  sink->mrb = mrb;
  sink->length = 0;
  sink->is_short = subject <= SHORT / CHARACTER_BYTES;
  if (!sink->is_short) sink->text = kb_text_new(mrb, subject);
}

static void
sink_put(struct sink *sink, const char *bytes, mrb_int length)
{
  if (sink->is_short) {
    memcpy(sink->bytes + sink->length, bytes, (size_t)length);
    sink->length += length;
  }
  else if (length == 1) kb_text_byte(&sink->text, *bytes);
  else kb_text_append(&sink->text, bytes, length);
}

static mrb_value
sink_finish(struct sink *sink)
{
  return sink->is_short ? mrb_str_new(sink->mrb, sink->bytes, sink->length) : kb_text_finish(&sink->text);
}

static const uint8_t *
start_of(mrb_value string)
{
  return (const uint8_t *)RSTRING_PTR(string);
}

static const mrb_value *
sets_of(mrb_state *mrb, mrb_int least, mrb_int *count)
{
  const mrb_value *sets;
  mrb_get_args(mrb, "*", &sets, count);
  if (*count < least) mrb_raise(mrb, E_ARGUMENT_ERROR, "wrong number of arguments (given 0, expected 1+)");
  return sets;
}

static bool
ascii_has(const struct kb_charset *charset, uint8_t byte)
{
  return charset->ascii[byte / 64] >> byte % 64 & 1;
}

static mrb_value
string_count(mrb_state *mrb, mrb_value self)
{
  struct kb_charset charset;
  mrb_int count, found = 0;
  const mrb_value *sets = sets_of(mrb, 1, &count);
  kb_charset_init(mrb, &charset, sets, count);
  const uint8_t *p = start_of(self), *end = p + RSTRING_LEN(self);
  while (p < end) {
    for (uint32_t four; end - p >= 4 && (memcpy(&four, p, 4), (four & 0x80808080u) == 0); p += 4)
      found += ascii_has(&charset, p[0]) + ascii_has(&charset, p[1]) + ascii_has(&charset, p[2]) + ascii_has(&charset, p[3]);
    if (p < end) found += kb_charset_has(&charset, kb_character_read(&p, end));
  }
  return mrb_int_value(mrb, found);
}

/* Without the characters of the set; undef when there are none. */
static mrb_value
without(mrb_state *mrb, mrb_value self, const struct kb_charset *charset)
{
  const uint8_t *start = start_of(self), *end = start + RSTRING_LEN(self), *p = start, *at = p;
  while (p < end && !kb_charset_has(charset, kb_character_read(&p, end))) at = p;
  if (at == end) return mrb_undef_value();
  struct sink sink;
  sink_init(&sink, mrb, RSTRING_LEN(self));
  sink_put(&sink, (const char *)start, at - start);
  while (p < end) {
    at = p;
    if (!kb_charset_has(charset, kb_character_read(&p, end))) sink_put(&sink, (const char *)at, p - at);
  }
  return sink_finish(&sink);
}

/* One of each run of equal characters of the set; undef when there is no run. */
static mrb_value
squeezed(mrb_state *mrb, mrb_value self, const struct kb_charset *charset)
{
  const uint8_t *p = start_of(self), *end = p + RSTRING_LEN(self);
  kb_character last = KB_NO_CHARACTER;
  bool changed = false;
  struct sink sink;
  sink_init(&sink, mrb, RSTRING_LEN(self));
  while (p < end) {
    const uint8_t *at = p;
    kb_character character = kb_character_read(&p, end);
    if (character == last && kb_charset_has(charset, character)) changed = true;
    else sink_put(&sink, (const char *)at, p - at);
    last = character;
  }
  return changed ? sink_finish(&sink) : mrb_undef_value();
}

/* Undef when there is nothing to translate. With `squeeze`, a run of equal results is one. */
static mrb_value
translated(mrb_state *mrb, mrb_value self, const struct kb_translation *translation, bool squeeze)
{
  const uint8_t *p = start_of(self), *end = p + RSTRING_LEN(self);
  kb_character last = KB_NO_CHARACTER;
  bool changed = false;
  struct sink sink;
  sink_init(&sink, mrb, RSTRING_LEN(self));
  while (p < end) {
    const uint8_t *at = p;
    kb_character becomes = kb_translate(translation, kb_character_read(&p, end));
    if (becomes == KB_NO_CHARACTER) {
      sink_put(&sink, (const char *)at, p - at);
    }
    else {
      changed = true;
      if (!squeeze || becomes != last) {
        char bytes[CHARACTER_BYTES];
        size_t length = kb_character_write(becomes, bytes);
        sink_put(&sink, bytes, (mrb_int)length);
      }
    }
    last = becomes;
  }
  return changed ? sink_finish(&sink) : mrb_undef_value();
}

static mrb_value
delete_from(mrb_state *mrb, mrb_value self)
{
  struct kb_charset charset;
  mrb_int count;
  const mrb_value *sets = sets_of(mrb, 1, &count);
  if (RSTRING_LEN(self) == 0) return mrb_undef_value();
  kb_charset_init(mrb, &charset, sets, count);
  return without(mrb, self, &charset);
}

static mrb_value
squeeze_in(mrb_state *mrb, mrb_value self)
{
  struct kb_charset charset;
  mrb_int count;
  const mrb_value *sets = sets_of(mrb, 0, &count);
  kb_charset_init(mrb, &charset, sets, count);
  return squeezed(mrb, self, &charset);
}

static mrb_value
translate_in(mrb_state *mrb, mrb_value self, bool squeeze)
{
  mrb_value from, to;
  mrb_get_args(mrb, "SS", &from, &to);
  if (RSTRING_LEN(self) == 0) return mrb_undef_value();
  if (RSTRING_LEN(to) == 0) {
    struct kb_charset charset;
    kb_charset_init(mrb, &charset, &from, 1);
    return without(mrb, self, &charset);
  }
  struct kb_translation translation;
  kb_translation_init(mrb, &translation, from, to);
  return translated(mrb, self, &translation, squeeze);
}

static mrb_value
tr_in(mrb_state *mrb, mrb_value self)
{
  return translate_in(mrb, self, false);
}

static mrb_value
tr_s_in(mrb_state *mrb, mrb_value self)
{
  return translate_in(mrb, self, true);
}

/* A String in any case, and never of a subclass. */
static mrb_value
copied(mrb_state *mrb, mrb_value self, mrb_func_t change)
{
  mrb_value result = change(mrb, self);
  return mrb_undef_p(result) ? mrb_str_new(mrb, RSTRING_PTR(self), RSTRING_LEN(self)) : result;
}

/* nil when nothing changed. */
static mrb_value
in_place(mrb_state *mrb, mrb_value self, mrb_func_t change)
{
  mrb_check_frozen(mrb, mrb_str_ptr(self));
  mrb_value result = change(mrb, self);
  if (mrb_undef_p(result)) return mrb_nil_value();
  mrb_str_modify(mrb, mrb_str_ptr(self));
  mrb_str_resize(mrb, self, RSTRING_LEN(result));
  memcpy(RSTRING_PTR(self), RSTRING_PTR(result), (size_t)RSTRING_LEN(result));
  return self;
}

#define METHODS(name, change)                                            \
  static mrb_value string_##name(mrb_state *mrb, mrb_value self)         \
  {                                                                      \
    return copied(mrb, self, change);                                    \
  }                                                                      \
  static mrb_value string_##name##_bang(mrb_state *mrb, mrb_value self)  \
  {                                                                      \
    return in_place(mrb, self, change);                                   \
  }

METHODS(delete, delete_from)
METHODS(squeeze, squeeze_in)
METHODS(tr, tr_in)
METHODS(tr_s, tr_s_in)

void
kb_string_sets_init(mrb_state *mrb)
{
  struct RClass *string = mrb->string_class;
  mrb_define_method_id(mrb, string, MRB_SYM(count), string_count, MRB_ARGS_ANY());
  mrb_define_method_id(mrb, string, MRB_SYM(delete), string_delete, MRB_ARGS_ANY());
  mrb_define_method_id(mrb, string, MRB_SYM_B(delete), string_delete_bang, MRB_ARGS_ANY());
  mrb_define_method_id(mrb, string, MRB_SYM(squeeze), string_squeeze, MRB_ARGS_ANY());
  mrb_define_method_id(mrb, string, MRB_SYM_B(squeeze), string_squeeze_bang, MRB_ARGS_ANY());
  mrb_define_method_id(mrb, string, MRB_SYM(tr), string_tr, MRB_ARGS_REQ(2));
  mrb_define_method_id(mrb, string, MRB_SYM_B(tr), string_tr_bang, MRB_ARGS_REQ(2));
  mrb_define_method_id(mrb, string, MRB_SYM(tr_s), string_tr_s, MRB_ARGS_REQ(2));
  mrb_define_method_id(mrb, string, MRB_SYM_B(tr_s), string_tr_s_bang, MRB_ARGS_REQ(2));
}
