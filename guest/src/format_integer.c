/*
** format_integer.c - %d %i %u %b %B %o %x %X of any Integer (kobako/format.h)
*/
#include <kobako/format.h>
#include <mruby/internal.h>
#include <mruby/numeric.h>
#include <mruby/string.h>
#include <string.h>

/* 64 digits of base 2 and a NUL. */
#define SMALL_DIGITS 65

static mrb_int
base_of(char type)
{
  switch (type) {
  case 'b': case 'B': return 2;
  case 'o': return 8;
  case 'x': case 'X': return 16;
  default: return 10;
  }
}

static const char *
prefix_of(char type)
{
  switch (type) {
  case 'b': return "0b";
  case 'B': return "0B";
  case 'o': return "0";
  case 'x': return "0x";
  case 'X': return "0X";
  default: return "";
  }
}

/* As Kernel#Integer converts: a Float is cut off, a String must be one whole number. */
static mrb_value
integer_of(mrb_state *mrb, mrb_value value)
{
  switch (mrb_type(value)) {
  case MRB_TT_INTEGER:
  case MRB_TT_BIGINT:
    return value;
  case MRB_TT_FLOAT:
    mrb_check_num_exact(mrb, mrb_float(value));
    return mrb_float_to_integer(mrb, value);
  case MRB_TT_STRING:
    return mrb_str_to_integer(mrb, value, 0, TRUE);
  default:
    if (mrb_immediate_p(value)) mrb_raisef(mrb, E_TYPE_ERROR, "can't convert %!v into Integer", value);
    if (mrb_respond_to(mrb, value, mrb_intern_lit(mrb, "to_int"))) return mrb_ensure_int_type(mrb, value);
    if (!mrb_respond_to(mrb, value, mrb_intern_lit(mrb, "to_i"))) {
      mrb_raisef(mrb, E_TYPE_ERROR, "can't convert %T into Integer", value);
    }
    return mrb_ensure_integer_type(mrb, mrb_funcall(mrb, value, "to_i", 0));
  }
}

/* Digits of an Integer, in `small` or in a String that lives as long as the arena does. */
struct digits {
  const char *bytes;
  mrb_int length;
  char small[SMALL_DIGITS];
};

static void
absolute_digits(mrb_state *mrb, mrb_value integer, mrb_int base, struct digits *digits)
{
  if (mrb_integer_p(integer)) {
    /* mrb_int_to_cstr takes signed numbers only. */
    mrb_int value = mrb_integer(integer);
    uint64_t left = value < 0 ? -(uint64_t)value : (uint64_t)value;
    char *p = digits->small + SMALL_DIGITS;
    if (base == 10) {
      for (; left > UINT32_MAX; left /= 10) *--p = (char)('0' + left % 10);
      uint32_t rest = (uint32_t)left;
      do *--p = (char)('0' + rest % 10);
      while ((rest /= 10) != 0);
    }
    else {
      int bits = base == 16 ? 4 : base == 8 ? 3 : 1;
      do *--p = mrb_digitmap[left & (uint64_t)(base - 1)];
      while ((left >>= bits) != 0);
    }
    digits->bytes = p;
    digits->length = digits->small + SMALL_DIGITS - p;
    return;
  }
  mrb_value text = mrb_bint_to_s(mrb, integer, base);
  bool negative = RSTRING_PTR(text)[0] == '-';
  digits->bytes = RSTRING_PTR(text) + negative;
  digits->length = RSTRING_LEN(text) - negative;
}

static bool
negative_p(mrb_state *mrb, mrb_value integer)
{
  if (mrb_integer_p(integer)) return mrb_integer(integer) < 0;
  return mrb_bint_cmp(mrb, integer, mrb_fixnum_value(0)) < 0;
}

/*
** The two's complement of a negative Integer, as if it had digits without end: one digit that repeats, then those that
** differ. They are the complements of the digits of -n-1.
*/
static mrb_value
complement_digits(mrb_state *mrb, mrb_value integer, mrb_int base)
{
  mrb_value inverted =
    mrb_integer_p(integer) ? mrb_int_value(mrb, ~mrb_integer(integer)) : mrb_funcall(mrb, integer, "~", 0);
  struct digits digits;
  absolute_digits(mrb, inverted, base, &digits);
  char top = mrb_digitmap[base - 1];
  mrb_value text = mrb_str_new_capa(mrb, digits.length + 1);
  mrb_str_cat(mrb, text, &top, 1);
  bool leading = true;
  for (mrb_int i = 0; i < digits.length; i++) {
    char c = digits.bytes[i];
    char inverse = mrb_digitmap[base - 1 - (c <= '9' ? c - '0' : c - 'a' + 10)];
    if (leading && inverse == top) continue;
    leading = false;
    mrb_str_cat(mrb, text, &inverse, 1);
  }
  return text;
}

static void
append_digits(struct kb_text *text, const char *bytes, mrb_int length, bool upper)
{
  char *out = kb_text_extend(text, length);
  for (mrb_int i = 0; i < length; i++) {
    char c = bytes[i];
    out[i] = upper && c >= 'a' ? (char)(c - 'a' + 'A') : c;
  }
}

/* What stands in front of the digits. */
struct front {
  char sign;
  const char *prefix;
  bool dots;
};

/* Appends everything with its padding; `fill` is what makes digits up to the precision. */
static void
append_number(struct kb_text *text, struct kb_directive directive, struct front front, struct digits *digits, char fill)
{
  mrb_int before = (front.sign != '\0' ? 1 : 0) + (front.dots ? 2 : 0) + (mrb_int)strlen(front.prefix);
  mrb_int width = directive.width - before;
  mrb_int wanted = directive.has_precision ? directive.precision - (front.dots ? 2 : 0) : 0;
  if (directive.zero && !directive.minus && !directive.has_precision) wanted = width;
  mrb_int length = digits->length > wanted ? digits->length : wanted;
  if (!directive.minus) kb_text_fill(text, ' ', width - length);
  if (front.sign != '\0') kb_text_byte(text, front.sign);
  kb_text_append(text, front.prefix, (mrb_int)strlen(front.prefix));
  if (front.dots) kb_text_literal(text, "..");
  kb_text_fill(text, fill, wanted - digits->length);
  append_digits(text, digits->bytes, digits->length, directive.type == 'X');
  if (directive.minus) kb_text_fill(text, ' ', width - length);
}

void
kb_format_integer(struct kb_text *text, struct kb_directive directive, mrb_value value)
{
  mrb_state *mrb = text->mrb;
  mrb_value integer = integer_of(mrb, value);
  mrb_int base = base_of(directive.type);
  bool negative = negative_p(mrb, integer);
  bool signed_p = base == 10 || directive.plus || directive.space;
  struct front front = { .prefix = directive.sharp ? prefix_of(directive.type) : "" };
  struct digits digits;
  char fill = '0';
  if (negative && !signed_p) {
    mrb_value complement = complement_digits(mrb, integer, base);
    digits.bytes = RSTRING_PTR(complement);
    digits.length = RSTRING_LEN(complement);
    fill = directive.type == 'X' ? 'F' : mrb_digitmap[base - 1];
    front.dots = true;
    if (base == 8) front.prefix = "";
  }
  else {
    absolute_digits(mrb, integer, base, &digits);
    front.sign = negative ? '-' : directive.plus ? '+' : directive.space ? ' ' : '\0';
    bool zero = digits.length == 1 && digits.bytes[0] == '0';
    /* Zero needs no prefix, octal none where zeros lead anyway, and no digit at all under a precision of 0. */
    if (zero || (base == 8 && directive.has_precision && directive.precision > digits.length)) front.prefix = "";
    if (zero && directive.has_precision && directive.precision == 0 && !(base == 8 && directive.sharp)) digits.length = 0;
  }
  append_number(text, directive, front, &digits, fill);
}
