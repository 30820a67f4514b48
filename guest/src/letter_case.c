/*
** letter_case.c - see kobako/letter_case.h
*/
#include <kobako/letter_case.h>
#include <kobako/text.h>
#include <kobako/utf8.h>
#include <mruby/class.h>
#include <mruby/error.h>
#include <mruby/internal.h>
#include <mruby/presym.h>
#include <mruby/string.h>
#include <stdbool.h>
#include <wctype.h>

enum mapping { UP, DOWN, CAPITALIZE, SWAP };

struct options {
  bool ascii, fold;
};

/* Letters that become several: in capitals, and at the head of a capitalized word. */
static const struct several {
  uint32_t letter;
  const char *up, *title;
} several[] = {
  { 0xdf, "SS", "Ss" },         { 0x149, "\xca\xbcN", "\xca\xbcN" }, { 0x1f0, "J\xcc\x8c", "J\xcc\x8c" },
  { 0xfb00, "FF", "Ff" },       { 0xfb01, "FI", "Fi" },             { 0xfb02, "FL", "Fl" },
  { 0xfb03, "FFI", "Ffi" },     { 0xfb04, "FFL", "Ffl" },           { 0xfb05, "ST", "St" },
  { 0xfb06, "ST", "St" },
};

static uint32_t
read_letter(const char *p, mrb_int length)
{
  const unsigned char *b = (const unsigned char *)p;
  switch (length) {
  case 2: return (b[0] & 0x1fu) << 6 | (b[1] & 0x3fu);
  case 3: return (b[0] & 0xfu) << 12 | (b[1] & 0x3fu) << 6 | (b[2] & 0x3fu);
  case 4: return (b[0] & 7u) << 18 | (b[1] & 0x3fu) << 12 | (b[2] & 0x3fu) << 6 | (b[3] & 0x3fu);
  default: return b[0];
  }
}

static void
write_letter(struct kb_text *text, uint32_t letter)
{
  char bytes[4];
  if (letter < 0x80) {
    kb_text_byte(text, (char)letter);
  }
  else if (letter < 0x800) {
    bytes[0] = (char)(0xc0 | letter >> 6);
    bytes[1] = (char)(0x80 | (letter & 0x3f));
    kb_text_append(text, bytes, 2);
  }
  else if (letter < 0x10000) {
    bytes[0] = (char)(0xe0 | letter >> 12);
    bytes[1] = (char)(0x80 | (letter >> 6 & 0x3f));
    bytes[2] = (char)(0x80 | (letter & 0x3f));
    kb_text_append(text, bytes, 3);
  }
  else {
    bytes[0] = (char)(0xf0 | letter >> 18);
    bytes[1] = (char)(0x80 | (letter >> 12 & 0x3f));
    bytes[2] = (char)(0x80 | (letter >> 6 & 0x3f));
    bytes[3] = (char)(0x80 | (letter & 0x3f));
    kb_text_append(text, bytes, 4);
  }
}

/* The letters DŽ, LJ, NJ and DZ have a form of their own at the head of a word. */
static uint32_t
title_of(uint32_t letter)
{
  if (letter >= 0x1c4 && letter <= 0x1cc) return (letter - 0x1c4) / 3 * 3 + 0x1c5;
  if (letter >= 0x1f1 && letter <= 0x1f3) return 0x1f2;
  return (uint32_t)towupper((wint_t)letter);
}

static void
write_up(struct kb_text *text, uint32_t letter, bool title)
{
  for (size_t i = 0; i < sizeof several / sizeof *several; i++) {
    if (several[i].letter != letter) continue;
    const char *mapped = title ? several[i].title : several[i].up;
    kb_text_append(text, mapped, (mrb_int)__builtin_strlen(mapped));
    return;
  }
  write_letter(text, title ? title_of(letter) : (uint32_t)towupper((wint_t)letter));
}

static void
write_down(struct kb_text *text, uint32_t letter, bool fold)
{
  if (letter == 0x130) kb_text_append(text, "i\xcc\x87", 3);
  else if (fold && letter == 0xdf) kb_text_append(text, "ss", 2);
  else write_letter(text, (uint32_t)towlower((wint_t)letter));
}

static bool
upper_p(uint32_t letter)
{
  return (uint32_t)towlower((wint_t)letter) != letter;
}

static void
write_mapped(struct kb_text *text, uint32_t letter, enum mapping mapping, bool first, bool fold)
{
  if (mapping == UP) write_up(text, letter, false);
  else if (mapping == CAPITALIZE && first) write_up(text, letter, true);
  else if (mapping == SWAP && !upper_p(letter)) write_up(text, letter, false);
  else write_down(text, letter, fold);
}

static char
ascii_mapped(char c, enum mapping mapping, bool first)
{
  bool lower = c >= 'a' && c <= 'z', upper = c >= 'A' && c <= 'Z';
  bool up = mapping == UP || mapping == SWAP || (mapping == CAPITALIZE && first);
  bool down = mapping != UP && !(mapping == CAPITALIZE && first);
  return (lower && up) || (upper && down) ? (char)(c ^ ('a' ^ 'A')) : c;
}

/* Only ASCII, whose letters become one letter whatever the options are. */
static mrb_value
mapped_ascii(mrb_state *mrb, mrb_value self, enum mapping mapping)
{
  mrb_int length = RSTRING_LEN(self);
  mrb_value result = mrb_str_new(mrb, RSTRING_PTR(self), length);
  char *bytes = RSTRING_PTR(result);
  for (mrb_int i = 0; i < length; i++) bytes[i] = ascii_mapped(bytes[i], mapping, i == 0);
  return result;
}

static mrb_value
mapped(mrb_state *mrb, mrb_value self, enum mapping mapping, struct options options)
{
  if (kb_ascii_p((const uint8_t *)RSTRING_PTR(self), (size_t)RSTRING_LEN(self))) return mapped_ascii(mrb, self, mapping);
  struct kb_text text = kb_text_new(mrb, RSTRING_LEN(self));
  mrb_int length;
  for (mrb_int i = 0; i < RSTRING_LEN(self); i += length) {
    const char *p = RSTRING_PTR(self) + i;
    length = mrb_utf8len(p, RSTRING_END(self));
    bool letter = length > 1 ? !options.ascii : (*p & 0x80) == 0;
    if (letter) write_mapped(&text, read_letter(p, length), mapping, i == 0, options.fold);
    else kb_text_append(&text, p, length);
  }
  return kb_text_finish(&text);
}

static struct options
options_of(mrb_state *mrb)
{
  struct options options = { false, false };
  const mrb_value *names;
  mrb_int count;
  mrb_get_args(mrb, "*", &names, &count);
  if (count > 2) mrb_raise(mrb, E_ARGUMENT_ERROR, "too many options");
  for (mrb_int i = 0; i < count; i++) {
    if (!mrb_symbol_p(names[i])) mrb_raisef(mrb, E_TYPE_ERROR, "wrong argument type %T (expected Symbol)", names[i]);
    mrb_sym name = mrb_symbol(names[i]);
    if (name == MRB_SYM(ascii)) options.ascii = true;
    else if (name == MRB_SYM(fold)) options.fold = true;
    else if (name != MRB_SYM(turkic) && name != MRB_SYM(lithuanian)) {
      mrb_raisef(mrb, E_ARGUMENT_ERROR, "invalid option: %n", name);
    }
  }
  return options;
}

static mrb_value
change(mrb_state *mrb, mrb_value self, enum mapping mapping)
{
  struct options options = options_of(mrb);
  mrb_check_frozen(mrb, mrb_str_ptr(self));
  mrb_value result = mapped(mrb, self, mapping, options);
  if (mrb_str_equal(mrb, self, result)) return mrb_nil_value();
  return mrb_funcall_argv(mrb, self, MRB_SYM(replace), 1, &result);
}

#define MAPPING(name, mapping)                                            \
  static mrb_value string_##name(mrb_state *mrb, mrb_value self)          \
  {                                                                       \
    return mapped(mrb, self, mapping, options_of(mrb));                   \
  }                                                                       \
  static mrb_value string_##name##_bang(mrb_state *mrb, mrb_value self)   \
  {                                                                       \
    return change(mrb, self, mapping);                                    \
  }

MAPPING(upcase, UP)
MAPPING(downcase, DOWN)
MAPPING(capitalize, CAPITALIZE)
MAPPING(swapcase, SWAP)

void
kb_letter_case_init(mrb_state *mrb)
{
  struct RClass *string = mrb->string_class;
  mrb_define_method_id(mrb, string, MRB_SYM(upcase), string_upcase, MRB_ARGS_ANY());
  mrb_define_method_id(mrb, string, MRB_SYM(downcase), string_downcase, MRB_ARGS_ANY());
  mrb_define_method_id(mrb, string, MRB_SYM(capitalize), string_capitalize, MRB_ARGS_ANY());
  mrb_define_method_id(mrb, string, MRB_SYM(swapcase), string_swapcase, MRB_ARGS_ANY());
  mrb_define_method_id(mrb, string, MRB_SYM_B(upcase), string_upcase_bang, MRB_ARGS_ANY());
  mrb_define_method_id(mrb, string, MRB_SYM_B(downcase), string_downcase_bang, MRB_ARGS_ANY());
  mrb_define_method_id(mrb, string, MRB_SYM_B(capitalize), string_capitalize_bang, MRB_ARGS_ANY());
  mrb_define_method_id(mrb, string, MRB_SYM_B(swapcase), string_swapcase_bang, MRB_ARGS_ANY());
}
