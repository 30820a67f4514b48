/*
** random_array.c - Array#shuffle, shuffle! and sample, in CRuby's order of drawing (kobako/random.h)
**
** A `random:` object of the script may change the array between two draws; that is noticed before its elements are touched.
*/
#include <kobako/random.h>
#include <mruby/array.h>
#include <mruby/error.h>
#include <mruby/internal.h>
#include <mruby/presym.h>
#include <string.h>

/* Samples up to this size are picked by index; larger ones are shuffled to the front of a copy. */
#define SAMPLE_BY_INDEX 10

/* The keyword `random:`, or undef. */
static mrb_value
source_of(mrb_state *mrb)
{
  mrb_value source;
  mrb_sym names[] = { MRB_SYM(random) };
  const mrb_kwargs keywords = { 1, 0, names, &source, NULL };
  mrb_get_args(mrb, ":", &keywords);
  return source;
}

static void
check_same(mrb_state *mrb, mrb_value array, mrb_int count, const mrb_value *elements)
{
  if (RARRAY_LEN(array) == count && RARRAY_PTR(array) == elements) return;
  mrb_raise(mrb, E_RUNTIME_ERROR, "modified during shuffle!");
}

static void
shuffle(mrb_state *mrb, mrb_value array, mrb_value source)
{
  mrb_ary_modify(mrb, mrb_ary_ptr(array));
  mrb_int count = RARRAY_LEN(array);
  mrb_value *elements = RARRAY_PTR(array);
  for (mrb_int i = count; i > 1; i--) {
    mrb_int other = (mrb_int)kb_random_limited(mrb, source, (uint64_t)i - 1);
    check_same(mrb, array, count, elements);
    mrb_value moved = elements[other];
    elements[other] = elements[i - 1];
    elements[i - 1] = moved;
  }
}

static mrb_value
array_shuffle_bang(mrb_state *mrb, mrb_value self)
{
  shuffle(mrb, self, source_of(mrb));
  return self;
}

static mrb_value
array_shuffle(mrb_state *mrb, mrb_value self)
{
  mrb_value source = source_of(mrb);
  mrb_value copy = mrb_ary_new_from_values(mrb, RARRAY_LEN(self), RARRAY_PTR(self));
  shuffle(mrb, copy, source);
  return copy;
}

/* Turns numbers drawn from 0 … n-1, 0 … n-2, … into different indices: each counts only what the earlier ones left. */
static void
make_different(mrb_int *indices, mrb_int count)
{
  mrb_int sorted[SAMPLE_BY_INDEX];
  for (mrb_int i = 0; i < count; i++) {
    mrb_int index = indices[i];
    mrb_int place = 0;
    while (place < i && index >= sorted[place]) {
      index++;
      place++;
    }
    memmove(sorted + place + 1, sorted + place, (size_t)(i - place) * sizeof sorted[0]);
    indices[i] = sorted[place] = index;
  }
}

static mrb_value
sample_by_index(mrb_state *mrb, mrb_value array, mrb_int count, mrb_value source)
{
  mrb_int indices[SAMPLE_BY_INDEX];
  mrb_int length = RARRAY_LEN(array);
  for (mrb_int i = 0; i < count; i++) {
    indices[i] = (mrb_int)kb_random_limited(mrb, source, (uint64_t)(length - i) - 1);
  }
  make_different(indices, count);
  mrb_value result = mrb_ary_new_capa(mrb, count);
  for (mrb_int i = 0; i < count; i++) mrb_ary_push(mrb, result, mrb_ary_entry(array, indices[i]));
  return result;
}

static mrb_value
sample_by_shuffling(mrb_state *mrb, mrb_value array, mrb_int count, mrb_value source)
{
  mrb_int length = RARRAY_LEN(array);
  mrb_value result = mrb_ary_new_from_values(mrb, length, RARRAY_PTR(array));
  mrb_value *elements = RARRAY_PTR(result);
  for (mrb_int i = 0; i < count; i++) {
    mrb_int other = (mrb_int)kb_random_limited(mrb, source, (uint64_t)(length - i) - 1) + i;
    mrb_value moved = elements[other];
    elements[other] = elements[i];
    elements[i] = moved;
  }
  mrb_ary_resize(mrb, result, count);
  return result;
}

static mrb_value
array_sample(mrb_state *mrb, mrb_value self)
{
  mrb_int count = 0;
  mrb_bool given;
  mrb_value source;
  mrb_sym names[] = { MRB_SYM(random) };
  const mrb_kwargs keywords = { 1, 0, names, &source, NULL };
  mrb_get_args(mrb, "|i?:", &count, &given, &keywords);
  mrb_int length = RARRAY_LEN(self);
  if (!given) {
    mrb_int index = length < 2 ? 0 : (mrb_int)kb_random_limited(mrb, source, (uint64_t)length - 1);
    return mrb_ary_entry(self, index);
  }
  if (count < 0) mrb_raise(mrb, E_ARGUMENT_ERROR, "negative sample number");
  if (count > length) count = length;
  if (count <= SAMPLE_BY_INDEX) return sample_by_index(mrb, self, count, source);
  return sample_by_shuffling(mrb, self, count, source);
}

void
kb_random_array_init(mrb_state *mrb)
{
  mrb_define_method_id(mrb, mrb->array_class, MRB_SYM(shuffle), array_shuffle, MRB_ARGS_KEY(1, 0));
  mrb_define_method_id(mrb, mrb->array_class, MRB_SYM_B(shuffle), array_shuffle_bang, MRB_ARGS_KEY(1, 0));
  mrb_define_method_id(mrb, mrb->array_class, MRB_SYM(sample), array_sample, MRB_ARGS_OPT(1) | MRB_ARGS_KEY(1, 0));
}
