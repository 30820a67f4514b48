/*
** intrinsic.c - see kobako/intrinsic.h
*/
#include <kobako/intrinsic.h>
#include <mruby/array.h>
#include <mruby/class.h>
#include <mruby/error.h>
#include <mruby/hash.h>
#include <mruby/internal.h>
#include <mruby/numeric.h>
#include <mruby/proc.h>
#include <mruby/presym.h>
#include <mruby/string.h>
#include <mruby/variable.h>
#include <stdbool.h>
#include <string.h>

enum intrinsic {
  NONE,
  PLAIN, /* a function of its receiver alone, which needs no frame and does not raise */
  READER,
  WRITER,
  DIGITS,
  SQUARE_ROOT,
  ARRAY_PUSH,
  ARRAY_SET,
  ARRAY_FIRST,
  ARRAY_LAST,
  HASH_SET,
  HASH_KEY,
  STRING_EQUAL,
  STRING_APPEND,
  STRING_INCLUDE,
  SAME,
  SYMBOL_EQUAL,
  DIFFERENT,
  CASE_EQUAL,
  INSTANCE,
  KIND,
  REMAINDER,
  AND,
  OR,
  XOR,
  SHIFT_LEFT,
  SHIFT_RIGHT,
  NEW = 63, /* the interpreter's own: KOBAKO_NEW */
};

/*
** Methods with a number, by what identifies their code: a table that is never full, searched from where the code's hash says to
** the first free place. Every miss of the method cache looks here.
*/
#define KNOWN_BITS 7
#define KNOWN_PLACES (1u << KNOWN_BITS)
static struct known {
  uintptr_t code;
  uint8_t number;
} known[KNOWN_PLACES];
static size_t known_count;

static struct known *
place_of(uintptr_t code)
{
  uint32_t place = (uint32_t)code * 0x9e3779b1u >> (32 - KNOWN_BITS);
  while (known[place].code != 0 && known[place].code != code) place = (place + 1) % KNOWN_PLACES;
  return &known[place];
}

/* String#== as it was when the guest booted: `!=` may compare Strings itself only while that is what they answer to. */
static uintptr_t string_equal;

mrb_bool kobako_str_include_p(mrb_state *mrb, mrb_value str, mrb_value sub);

static bool
small_p(mrb_value value)
{
  return mrb_fixnum_p(value);
}

/* Equal when they are the same, and only then; no method of theirs is asked because they have no state. */
static bool
identity_p(mrb_value value)
{
  return small_p(value) || mrb_symbol_p(value) || mrb_nil_p(value) || mrb_true_p(value) || mrb_false_p(value);
}

/* A key whose hash and equality are the core's own. */
static bool
plain_key_p(mrb_value key)
{
  return small_p(key) || mrb_symbol_p(key) || mrb_string_p(key);
}

static bool
writable_p(mrb_value object)
{
  return !mrb_frozen_p(mrb_basic_ptr(object));
}

/* The C function of a method, or its Ruby code: functions are small numbers, and no object lies there. */
static uintptr_t
code_of(mrb_method_t method)
{
  if (MRB_METHOD_CFUNC_P(method)) return (uintptr_t)MRB_METHOD_CFUNC(method);
  return (uintptr_t)MRB_METHOD_PROC(method);
}

uintptr_t
kb_method_code(mrb_state *mrb, struct RClass *owner, mrb_sym name)
{
  return code_of(mrb_vm_find_method(mrb, owner, &owner, name));
}

static bool
core_string_equality_p(mrb_state *mrb)
{
  return kb_method_code(mrb, mrb->string_class, MRB_OPSYM(eq)) == string_equal;
}

static mrb_value
same(mrb_state *mrb, mrb_value left, mrb_value right, bool wanted)
{
  if (identity_p(left) && identity_p(right)) return mrb_bool_value((left.w == right.w) == wanted);
  if (mrb_string_p(left) && mrb_string_p(right) && core_string_equality_p(mrb))
    return mrb_bool_value(mrb_str_equal(mrb, left, right) == wanted);
  return mrb_undef_value();
}

static mrb_sym
accessor_name(mrb_method_t method)
{
  return mrb_symbol(MRB_PROC_ENV(MRB_METHOD_PROC(method))->stack[0]);
}

static mrb_value
remainder_of(mrb_int left, mrb_int right)
{
  if (right == 0) return mrb_undef_value();
  mrb_int result = left % right;
  if (result != 0 && (result < 0) != (right < 0)) result += right;
  return mrb_fixnum_value(result);
}

/* Of `left` and of results that are small integers again. */
static mrb_value
shifted(mrb_int left, mrb_int bits)
{
  if (bits <= -31 || bits > 31) return mrb_undef_value();
  if (bits <= 0) return mrb_fixnum_value(left >> -bits);
  mrb_int result = (mrb_int)((uint64_t)left << bits);
  return FIXABLE(result) ? mrb_fixnum_value(result) : mrb_undef_value();
}

static mrb_value
of_one_integer(uint8_t number, mrb_int left, mrb_int right)
{
  switch (number) {
  case REMAINDER: return remainder_of(left, right);
  case AND: return mrb_fixnum_value(left & right);
  case OR: return mrb_fixnum_value(left | right);
  case XOR: return mrb_fixnum_value(left ^ right);
  case SHIFT_LEFT: return shifted(left, right);
  case SHIFT_RIGHT: return shifted(left, -right);
  default: return mrb_undef_value();
  }
}

/* Of what is no number, or below zero, the function itself has something to say. */
static mrb_value
square_root(mrb_state *mrb, mrb_value number)
{
  if (!small_p(number) && !mrb_float_p(number)) return mrb_undef_value();
  mrb_float value = small_p(number) ? (mrb_float)mrb_fixnum(number) : mrb_float(number);
  return value >= 0 ? mrb_float_value(mrb, __builtin_sqrt(value)) : mrb_undef_value();
}

static mrb_value
of_no_argument(mrb_state *mrb, mrb_method_t method, uint8_t number, mrb_value self)
{
  switch (number) {
  case PLAIN:
    return MRB_METHOD_FUNC(method)(mrb, self);
  case READER:
    return mrb_object_p(self) ? mrb_obj_iv_get(mrb, mrb_obj_ptr(self), accessor_name(method)) : mrb_undef_value();
  case DIGITS:
    return small_p(self) ? mrb_integer_to_str(mrb, self, 10) : mrb_undef_value();
  case ARRAY_FIRST:
    return mrb_ary_entry(self, 0);
  case ARRAY_LAST:
    return mrb_ary_entry(self, -1);
  default:
    return mrb_undef_value();
  }
}

static mrb_value
of_one_argument(mrb_state *mrb, mrb_method_t method, uint8_t number, mrb_value self, mrb_value other)
{
  switch (number) {
  case WRITER:
    if (!mrb_object_p(self) || !writable_p(self)) break;
    mrb_obj_iv_set(mrb, mrb_obj_ptr(self), accessor_name(method), other);
    return other;
  case ARRAY_PUSH:
    if (!writable_p(self)) break;
    mrb_ary_push(mrb, self, other);
    return self;
  case HASH_KEY:
    return plain_key_p(other) ? mrb_bool_value(mrb_hash_key_p(mrb, self, other)) : mrb_undef_value();
  case STRING_EQUAL:
    return mrb_string_p(other) ? mrb_bool_value(mrb_str_equal(mrb, self, other)) : mrb_undef_value();
  case STRING_APPEND:
    if (!mrb_string_p(other) || !writable_p(self)) break;
    mrb_str_cat_str(mrb, self, other);
    return self;
  case SQUARE_ROOT:
    return square_root(mrb, other);
  case STRING_INCLUDE:
    if (!mrb_string_p(other)) break;
    return mrb_bool_value(kobako_str_include_p(mrb, self, other));
  case SAME:
    return mrb_bool_value(mrb_obj_equal(mrb, self, other));
  case SYMBOL_EQUAL:
    return mrb_symbol_p(self) ? mrb_bool_value(self.w == other.w) : mrb_undef_value();
  case DIFFERENT:
    return same(mrb, self, other, false);
  case CASE_EQUAL:
    return same(mrb, self, other, true);
  case INSTANCE:
    return mrb_bool_value(mrb_obj_is_kind_of(mrb, other, mrb_class_ptr(self)));
  case KIND:
    if (!mrb_class_p(other) && !mrb_module_p(other)) break;
    return mrb_bool_value(mrb_obj_is_kind_of(mrb, self, mrb_class_ptr(other)));
  default:
    if (small_p(self) && small_p(other)) return of_one_integer(number, mrb_fixnum(self), mrb_fixnum(other));
  }
  return mrb_undef_value();
}

static mrb_value
of_two_arguments(mrb_state *mrb, uint8_t number, const mrb_value *args)
{
  if (!writable_p(args[0])) return mrb_undef_value();
  if (number == HASH_SET && plain_key_p(args[1])) {
    mrb_hash_set(mrb, args[0], args[1], args[2]);
    return args[2];
  }
  if (number == ARRAY_SET && small_p(args[1])) {
    mrb_int index = mrb_fixnum(args[1]);
    if (index < 0 || index > RARRAY_LEN(args[0])) return mrb_undef_value();
    mrb_ary_set(mrb, args[0], index, args[2]);
    return args[2];
  }
  return mrb_undef_value();
}

mrb_value
kobako_intrinsic(mrb_state *mrb, mrb_method_t method, const mrb_value *args, int argc)
{
  uint8_t number = method.flags >> 2;
  if (argc == 0) return of_no_argument(mrb, method, number, args[0]);
  if (argc == 1) return of_one_argument(mrb, method, number, args[0], args[1]);
  return number == HASH_SET || number == ARRAY_SET ? of_two_arguments(mrb, number, args) : mrb_undef_value();
}

uint8_t
kobako_intrinsic_of(mrb_method_t method)
{
  if (MRB_METHOD_PROC_P(method) && (MRB_METHOD_PROC(method)->flags & MRB_PROC_HIDDEN) != 0) return NONE;
  return place_of(code_of(method))->number;
}

static uintptr_t
find_code(mrb_state *mrb, struct RClass *owner, const char *name)
{
  mrb_method_t method = mrb_method_search(mrb, owner, mrb_intern_cstr(mrb, name));
  /* Kept for good: another method's code must never come to lie where this one's was. */
  if (!MRB_METHOD_CFUNC_P(method)) mrb_gc_register(mrb, mrb_obj_value(MRB_METHOD_PROC(method)));
  return code_of(method);
}

static void
learn(uintptr_t code, uint8_t number)
{
  if (code == 0 || ++known_count > KNOWN_PLACES / 4 * 3) __builtin_trap();
  struct known *place = place_of(code);
  if (place->code == 0) *place = (struct known){ code, number };
}

/* `names` are separated by spaces. */
static void
learn_methods(mrb_state *mrb, struct RClass *owner, uint8_t number, const char *names)
{
  while (*names != '\0') {
    char name[32];
    size_t length = strcspn(names, " ");
    if (length >= sizeof name) __builtin_trap();
    memcpy(name, names, length);
    name[length] = '\0';
    learn(find_code(mrb, owner, name), number);
    names += length + (names[length] == ' ');
  }
}

/* Accessors are one function each, whose name for the variable is in the method. */
static void
learn_accessors(mrb_state *mrb)
{
  struct RClass *owner = mrb_class_new(mrb, mrb->object_class);
  mrb_funcall(mrb, mrb_obj_value(owner), "attr_accessor", 1, mrb_symbol_value(mrb_intern_lit(mrb, "value")));
  learn(find_code(mrb, owner, "value"), READER);
  learn(find_code(mrb, owner, "value="), WRITER);
}

void
kb_intrinsic_init(mrb_state *mrb)
{
  struct RClass *integer = mrb->integer_class, *array = mrb->array_class;
  string_equal = find_code(mrb, mrb->string_class, "==");
  learn_accessors(mrb);
  learn_methods(mrb, array, PLAIN, "size empty?");
  learn_methods(mrb, mrb->string_class, PLAIN, "size bytesize empty? hash to_s");
  learn_methods(mrb, mrb->hash_class, PLAIN, "size empty? keys values");
  learn_methods(mrb, mrb->range_class, PLAIN, "begin end exclude_end?");
  learn_methods(mrb, mrb->symbol_class, PLAIN, "to_s to_sym");
  learn_methods(mrb, integer, PLAIN, "hash to_i to_f");
  learn_methods(mrb, mrb->float_class, PLAIN, "to_s");
  learn_methods(mrb, mrb->object_class, PLAIN, "nil? class frozen? ! hash");
  learn_methods(mrb, mrb->nil_class, PLAIN, "nil?");
  learn_methods(mrb, array, ARRAY_PUSH, "<<");
  learn_methods(mrb, array, ARRAY_SET, "[]=");
  learn_methods(mrb, array, ARRAY_FIRST, "first");
  learn_methods(mrb, array, ARRAY_LAST, "last");
  learn_methods(mrb, mrb->hash_class, HASH_SET, "[]=");
  learn_methods(mrb, mrb->hash_class, HASH_KEY, "key?");
  learn(string_equal, STRING_EQUAL);
  learn_methods(mrb, mrb->string_class, STRING_APPEND, "<<");
  learn_methods(mrb, mrb->string_class, STRING_INCLUDE, "include?");
  learn_methods(mrb, mrb->object_class, SAME, "==");
  learn_methods(mrb, mrb->symbol_class, SYMBOL_EQUAL, "=="); /* Comparable's, so that others have it, too */
  learn_methods(mrb, mrb->object_class, DIFFERENT, "!=");
  learn_methods(mrb, mrb->object_class, CASE_EQUAL, "===");
  learn_methods(mrb, mrb->class_class, INSTANCE, "===");
  learn_methods(mrb, mrb->class_class, NEW, "new");
  learn_methods(mrb, mrb->object_class, KIND, "is_a?");
  learn_methods(mrb, integer, DIGITS, "to_s");
  learn_methods(mrb, mrb_class(mrb, mrb_obj_value(mrb_module_get(mrb, "Math"))), SQUARE_ROOT, "sqrt");
  learn_methods(mrb, integer, REMAINDER, "%");
  learn_methods(mrb, integer, AND, "&");
  learn_methods(mrb, integer, OR, "|");
  learn_methods(mrb, integer, XOR, "^");
  learn_methods(mrb, integer, SHIFT_LEFT, "<<");
  learn_methods(mrb, integer, SHIFT_RIGHT, ">>");
  memset(mrb->cache, 0, sizeof mrb->cache); /* methods that were looked up before they had numbers */
}
