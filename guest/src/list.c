/*
** list.c - see kobako/list.h
*/
#include <kobako/list.h>
#include <kobako/intrinsic.h>
#include <mruby/array.h>
#include <mruby/class.h>
#include <mruby/error.h>
#include <mruby/hash.h>
#include <mruby/internal.h>
#include <mruby/presym.h>
#include <mruby/string.h>
#include <stdbool.h>

/* Nested Arrays that flatten follows. */
#define NESTED_MAX 10000

static bool
plain_key_p(mrb_state *mrb, mrb_value value)
{
  return mrb_fixnum_p(value) || mrb_symbol_p(value) ||
         (mrb_string_p(value) && mrb_obj_ptr(value)->c == mrb->string_class);
}

static mrb_value
plain_uniq(mrb_state *mrb, mrb_value self)
{
  for (mrb_int i = 0; i < RARRAY_LEN(self); i++) {
    if (!plain_key_p(mrb, RARRAY_PTR(self)[i])) return mrb_nil_value();
  }
  mrb_value seen = mrb_hash_new(mrb);
  mrb_value result = mrb_ary_new(mrb);
  int arena = mrb_gc_arena_save(mrb);
  for (mrb_int i = 0; i < RARRAY_LEN(self); i++) {
    mrb_value value = RARRAY_PTR(self)[i];
    mrb_int size = mrb_hash_size(mrb, seen);
    mrb_hash_set(mrb, seen, value, mrb_true_value());
    if (mrb_hash_size(mrb, seen) != size) mrb_ary_push(mrb, result, value);
    mrb_gc_arena_restore(mrb, arena);
  }
  return result;
}

/* An Array that is being flattened, and how far. */
struct level {
  mrb_value array;
  mrb_int next;
};

struct flattening {
  struct level *levels;
  size_t depth, room;
};

static void
descend(mrb_state *mrb, struct flattening *flattening, mrb_value array)
{
  bool endless = flattening->depth == NESTED_MAX;
  for (size_t i = 0; i < flattening->depth && !endless; i++)
    endless = mrb_ptr(flattening->levels[i].array) == mrb_ptr(array);
  if (endless) {
    mrb_free(mrb, flattening->levels);
    mrb_raise(mrb, E_ARGUMENT_ERROR, "tried to flatten recursive array");
  }
  if (flattening->depth == flattening->room) {
    flattening->room = flattening->room == 0 ? 8 : 2 * flattening->room;
    flattening->levels = mrb_realloc(mrb, flattening->levels, flattening->room * sizeof *flattening->levels);
  }
  flattening->levels[flattening->depth++] = (struct level){ array, 0 };
}

static mrb_value
flatten(mrb_state *mrb, mrb_value self)
{
  mrb_int limit;
  mrb_get_args(mrb, "i", &limit);
  mrb_int nested = 0;
  while (nested < RARRAY_LEN(self) && !mrb_array_p(RARRAY_PTR(self)[nested])) nested++;
  if (limit == 0 || nested == RARRAY_LEN(self)) return mrb_nil_value();
  mrb_value result = mrb_ary_new_capa(mrb, RARRAY_LEN(self));
  struct flattening flattening = { NULL, 0, 0 };
  descend(mrb, &flattening, self);
  while (flattening.depth > 0) {
    struct level *top = &flattening.levels[flattening.depth - 1];
    if (top->next >= RARRAY_LEN(top->array)) {
      flattening.depth--;
      continue;
    }
    mrb_value value = RARRAY_PTR(top->array)[top->next++];
    if (mrb_array_p(value) && (limit < 0 || (mrb_int)flattening.depth <= limit)) descend(mrb, &flattening, value);
    else mrb_ary_push(mrb, result, value);
  }
  mrb_free(mrb, flattening.levels);
  return result;
}

static mrb_value
array_hash(mrb_state *mrb, mrb_value self)
{
  uint32_t hash = 12347;
  for (mrb_int i = 0; i < RARRAY_LEN(self); i++) {
    mrb_value value = RARRAY_PTR(self)[i];
    mrb_value each;
    if (mrb_fixnum_p(value)) each = value;
    else if (plain_key_p(mrb, value) && mrb_string_p(value)) each = mrb_fixnum_value((mrb_int)mrb_str_hash(mrb, value) >> 2);
    else each = mrb_funcall_argv(mrb, value, MRB_SYM(hash), 0, NULL);
    if (!mrb_integer_p(each)) mrb_raise(mrb, E_TYPE_ERROR, "can't convert into Integer");
    hash = (hash ^ (uint32_t)mrb_integer(each) ^ (uint32_t)i * 31) * 16777619u;
  }
  return mrb_fixnum_value((mrb_int)(hash >> 3));
}

static mrb_value
hash_to_a(mrb_state *mrb, mrb_value self)
{
  mrb_value keys = mrb_hash_keys(mrb, self);
  mrb_value values = mrb_hash_values(mrb, self);
  mrb_value result = mrb_ary_new_capa(mrb, RARRAY_LEN(keys));
  int arena = mrb_gc_arena_save(mrb);
  for (mrb_int i = 0; i < RARRAY_LEN(keys); i++) {
    mrb_ary_push(mrb, result, mrb_assoc_new(mrb, RARRAY_PTR(keys)[i], RARRAY_PTR(values)[i]));
    mrb_gc_arena_restore(mrb, arena);
  }
  return result;
}

void
kb_list_init(mrb_state *mrb)
{
  mrb_define_method(mrb, mrb->array_class, "__plain_uniq", plain_uniq, MRB_ARGS_NONE());
  mrb_define_method(mrb, mrb->array_class, "__flatten", flatten, MRB_ARGS_REQ(1));
  mrb_define_method(mrb, mrb->array_class, "hash", array_hash, MRB_ARGS_NONE());
  mrb_define_method(mrb, mrb->hash_class, "to_a", hash_to_a, MRB_ARGS_NONE());
}
