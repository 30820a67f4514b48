/*
** order.c - see kobako/order.h
*/
#include <kobako/order.h>
#include <kobako/intrinsic.h>
#include <math.h>
#include <mruby/array.h>
#include <mruby/class.h>
#include <mruby/numeric.h>
#include <mruby/presym.h>
#include <mruby/string.h>
#include <mruby/variable.h>
#include <stdbool.h>
#include <string.h>

/* Arrays in Arrays that are compared here; deeper ones are Ruby's business. */
#define DEPTH_MAX 8

/* Shorter runs are sorted by insertion. */
#define RUN 6

struct entry {
  mrb_value key;
  uint32_t place;
};

/* Of a comparison: the numbers of `<=>`, or that there is no answer here. */
enum { UNKNOWN = 2 };

/* The methods whose answer is known, as they were when the guest booted. */
#define COMPARED 6
static struct {
  struct RClass *owner;
  mrb_sym name;
  uintptr_t code;
} compared[COMPARED];

static bool
core_order_p(mrb_state *mrb)
{
  for (size_t i = 0; i < COMPARED; i++) {
    if (kb_method_code(mrb, compared[i].owner, compared[i].name) != compared[i].code) return false;
  }
  return true;
}

static int
sign(mrb_int difference)
{
  return difference < 0 ? -1 : difference > 0;
}

static int
compare_floats(double left, double right)
{
  if (isnan(left) || isnan(right)) return UNKNOWN;
  return left < right ? -1 : left > right;
}

static int
compare_bytes(const char *left, mrb_int left_length, const char *right, mrb_int right_length)
{
  mrb_int shorter = left_length < right_length ? left_length : right_length;
  int difference = memcmp(left, right, (size_t)shorter);
  return difference != 0 ? sign(difference) : sign(left_length - right_length);
}

static int
compare_symbols(mrb_state *mrb, mrb_sym left, mrb_sym right)
{
  if (left == right) return 0;
  /* A short name is unpacked into the state, where the next one would overwrite it. */
  char kept[8];
  mrb_int left_length, right_length;
  const char *left_name = mrb_sym_name_len(mrb, left, &left_length);
  if (left_length < (mrb_int)sizeof kept) left_name = memcpy(kept, left_name, (size_t)left_length + 1);
  const char *right_name = mrb_sym_name_len(mrb, right, &right_length);
  return compare_bytes(left_name, left_length, right_name, right_length);
}

static int compare(mrb_state *mrb, mrb_value left, mrb_value right, int depth);

static int
compare_arrays(mrb_state *mrb, struct RArray *left, struct RArray *right, int depth)
{
  if (depth == DEPTH_MAX) return UNKNOWN;
  mrb_int shorter = ARY_LEN(left) < ARY_LEN(right) ? ARY_LEN(left) : ARY_LEN(right);
  for (mrb_int i = 0; i < shorter; i++) {
    int difference = compare(mrb, ARY_PTR(left)[i], ARY_PTR(right)[i], depth + 1);
    if (difference != 0) return difference;
  }
  return sign(ARY_LEN(left) - ARY_LEN(right));
}

static int
compare(mrb_state *mrb, mrb_value left, mrb_value right, int depth)
{
  if (mrb_fixnum_p(left) && mrb_fixnum_p(right)) return sign(mrb_fixnum(left) - mrb_fixnum(right));
  enum mrb_vtype type = mrb_type(left), other = mrb_type(right);
  if (type != other) {
    if ((type == MRB_TT_INTEGER && other == MRB_TT_FLOAT) || (type == MRB_TT_FLOAT && other == MRB_TT_INTEGER)) {
      mrb_int difference = mrb_cmp(mrb, left, right);
      return difference == -2 ? UNKNOWN : sign(difference);
    }
    return UNKNOWN;
  }
  switch (type) {
  case MRB_TT_INTEGER:
    return mrb_integer(left) < mrb_integer(right) ? -1 : mrb_integer(left) > mrb_integer(right);
  case MRB_TT_FLOAT:
    return compare_floats(mrb_float(left), mrb_float(right));
  case MRB_TT_STRING:
    return compare_bytes(RSTRING_PTR(left), RSTRING_LEN(left), RSTRING_PTR(right), RSTRING_LEN(right));
  case MRB_TT_SYMBOL:
    return compare_symbols(mrb, mrb_symbol(left), mrb_symbol(right));
  case MRB_TT_ARRAY:
    return compare_arrays(mrb, mrb_ary_ptr(left), mrb_ary_ptr(right), depth);
  default:
    return UNKNOWN;
  }
}

/* Whether objects of a class compare as its core class does: neither a subclass nor a singleton with its own `<=>`. */
static bool
core_class_p(mrb_state *mrb, mrb_value value, int depth)
{
  if (mrb_immediate_p(value)) return mrb_fixnum_p(value) || mrb_symbol_p(value);
  switch (mrb_type(value)) {
  case MRB_TT_INTEGER:
  case MRB_TT_FLOAT:
    return true;
  case MRB_TT_STRING:
    return mrb_obj_ptr(value)->c == mrb->string_class;
  case MRB_TT_ARRAY:
    if (mrb_obj_ptr(value)->c != mrb->array_class || depth == DEPTH_MAX) return false;
    for (mrb_int i = 0; i < RARRAY_LEN(value); i++) {
      if (!core_class_p(mrb, RARRAY_PTR(value)[i], depth + 1)) return false;
    }
    return true;
  default:
    return false;
  }
}

static bool
plain_p(mrb_state *mrb, mrb_value array)
{
  for (mrb_int i = 0; i < RARRAY_LEN(array); i++) {
    if (!core_class_p(mrb, RARRAY_PTR(array)[i], 0)) return false;
  }
  return core_order_p(mrb);
}

/* Sorts runs of RUN entries. False: two of them have no order. */
static bool
sort_runs(mrb_state *mrb, struct entry *entries, size_t count)
{
  for (size_t i = 1; i < count; i++) {
    struct entry moved = entries[i];
    size_t at = i, first = i - i % RUN;
    for (; at > first; at--) {
      int difference = compare(mrb, entries[at - 1].key, moved.key, 0);
      if (difference == UNKNOWN) return false;
      if (difference <= 0) break;
      entries[at] = entries[at - 1];
    }
    entries[at] = moved;
  }
  return true;
}

/* Merges two neighbours of `width` entries into `to`. */
static bool
merge(mrb_state *mrb, const struct entry *left, const struct entry *middle, const struct entry *end, struct entry *to)
{
  const struct entry *right = middle;
  while (left < middle && right < end) {
    int difference = compare(mrb, left->key, right->key, 0);
    if (difference == UNKNOWN) return false;
    *to++ = difference <= 0 ? *left++ : *right++;
  }
  memcpy(to, left, (size_t)(middle - left) * sizeof *to);
  memcpy(to + (middle - left), right, (size_t)(end - right) * sizeof *to);
  return true;
}

/* Sorts `count` entries, which lie in the first half of room for twice as many. Returns the half they end in, or NULL. */
static struct entry *
merge_sort(mrb_state *mrb, struct entry *room, size_t count)
{
  struct entry *from = room, *to = room + count;
  if (!sort_runs(mrb, from, count)) return NULL;
  for (size_t width = RUN; width < count; width *= 2) {
    for (size_t first = 0; first < count; first += 2 * width) {
      size_t middle = first + width < count ? first + width : count;
      size_t end = middle + width < count ? middle + width : count;
      if (!merge(mrb, from + first, from + middle, from + end, to + first)) return NULL;
    }
    struct entry *sorted = to;
    to = from;
    from = sorted;
  }
  return from;
}

/* The values in the order of the keys, or nil. Nothing allocates while entries hold values that others keep alive. */
static mrb_value
sorted(mrb_state *mrb, mrb_value values, mrb_value keys)
{
  size_t count = (size_t)RARRAY_LEN(values);
  if (!plain_p(mrb, keys)) return mrb_nil_value();
  mrb_value result = mrb_ary_new_capa(mrb, (mrb_int)count);
  if (count == 0) return result;
  struct entry *room = mrb_malloc(mrb, 2 * count * sizeof *room);
  for (size_t i = 0; i < count; i++) room[i] = (struct entry){ RARRAY_PTR(keys)[i], (uint32_t)i };
  const struct entry *order = merge_sort(mrb, room, count);
  if (order != NULL) {
    for (size_t i = 0; i < count; i++) mrb_ary_push(mrb, result, RARRAY_PTR(values)[order[i].place]);
  }
  mrb_free(mrb, room);
  return order == NULL ? mrb_nil_value() : result;
}

static mrb_value
plain_sort(mrb_state *mrb, mrb_value self)
{
  return sorted(mrb, self, self);
}

static mrb_value
plain_sort_by(mrb_state *mrb, mrb_value self)
{
  mrb_value keys;
  mrb_get_args(mrb, "A", &keys);
  return RARRAY_LEN(keys) == RARRAY_LEN(self) ? sorted(mrb, self, keys) : mrb_nil_value();
}

static mrb_value
plain_extreme(mrb_state *mrb, mrb_value self)
{
  mrb_int wanted;
  mrb_get_args(mrb, "i", &wanted);
  if (RARRAY_LEN(self) == 0 || !plain_p(mrb, self)) return mrb_nil_value();
  mrb_int place = 0;
  for (mrb_int i = 1; i < RARRAY_LEN(self); i++) {
    int difference = compare(mrb, RARRAY_PTR(self)[i], RARRAY_PTR(self)[place], 0);
    if (difference == UNKNOWN) return mrb_nil_value();
    if (difference == wanted) place = i;
  }
  return mrb_fixnum_value(place);
}

/* The sum of numbers among which there is a Float, from the element `from` on. */
static mrb_value
sum_of_floats(mrb_state *mrb, mrb_value array, mrb_int from, double total)
{
  double lost = 0;
  for (mrb_int i = from; i < RARRAY_LEN(array); i++) {
    mrb_value each = RARRAY_PTR(array)[i];
    if (!mrb_float_p(each) && !mrb_integer_p(each)) return mrb_nil_value();
    double value = mrb_float_p(each) ? mrb_float(each) : (double)mrb_integer(each);
    double next = total + value;
    if (!isfinite(next)) lost = 0;
    else if (fabs(total) >= fabs(value)) lost += total - next + value;
    else lost += value - next + total;
    total = next;
  }
  return mrb_float_value(mrb, total + lost);
}

static mrb_value
plain_sum(mrb_state *mrb, mrb_value self)
{
  mrb_value init;
  mrb_get_args(mrb, "o", &init);
  if (!core_order_p(mrb)) return mrb_nil_value();
  if (mrb_float_p(init)) return sum_of_floats(mrb, self, 0, mrb_float(init));
  if (!mrb_integer_p(init)) return mrb_nil_value();
  mrb_int total = mrb_integer(init);
  for (mrb_int i = 0; i < RARRAY_LEN(self); i++) {
    mrb_value each = RARRAY_PTR(self)[i];
    if (mrb_float_p(each)) return sum_of_floats(mrb, self, i, (double)total);
    if (!mrb_integer_p(each) || __builtin_add_overflow(total, mrb_integer(each), &total)) return mrb_nil_value();
  }
  return mrb_int_value(mrb, total);
}

static void
remember(mrb_state *mrb, size_t at, struct RClass *owner, mrb_sym name)
{
  compared[at].owner = owner;
  compared[at].name = name;
  compared[at].code = kb_method_code(mrb, owner, name);
}

void
kb_order_init(mrb_state *mrb)
{
  mrb_define_method(mrb, mrb->array_class, "__plain_sort", plain_sort, MRB_ARGS_NONE());
  mrb_define_method(mrb, mrb->array_class, "__plain_sort_by", plain_sort_by, MRB_ARGS_REQ(1));
  mrb_define_method(mrb, mrb->array_class, "__plain_extreme", plain_extreme, MRB_ARGS_REQ(1));
  mrb_define_method(mrb, mrb->array_class, "__plain_sum", plain_sum, MRB_ARGS_REQ(1));
}

void
kb_order_learn(mrb_state *mrb)
{
  remember(mrb, 0, mrb->integer_class, MRB_OPSYM(cmp));
  remember(mrb, 1, mrb->float_class, MRB_OPSYM(cmp));
  remember(mrb, 2, mrb->string_class, MRB_OPSYM(cmp));
  remember(mrb, 3, mrb->symbol_class, MRB_OPSYM(cmp));
  remember(mrb, 4, mrb->array_class, MRB_OPSYM(cmp));
  remember(mrb, 5, mrb->integer_class, MRB_OPSYM(add));
}
