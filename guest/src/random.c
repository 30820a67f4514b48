/*
** random.c - see kobako/random.h
*/
#include <kobako/random.h>
#include <kobako/random_draw.h>
#include <kobako/arguments.h>
#include <kobako/words.h>
#include <mruby/class.h>
#include <mruby/data.h>
#include <mruby/error.h>
#include <mruby/internal.h>
#include <mruby/numeric.h>
#include <mruby/presym.h>
#include <mruby/string.h>
#include <mruby/variable.h>
#include <string.h>
#include <wasi/api.h>

/* Words of a seed that nobody gave. */
#define SEED_WORDS 4

static struct RClass *random_class;

static const mrb_data_type random_type = { "Random", mrb_free };

/* Not seeded in the boot image. */
static struct kb_mersenne default_generator;
static bool default_seeded;

struct kb_mersenne *
kb_random_get(mrb_state *mrb, mrb_value value)
{
  return (struct kb_mersenne *)mrb_data_check_get_ptr(mrb, value, &random_type);
}

static mrb_value
new_seed(mrb_state *mrb)
{
  uint32_t words[SEED_WORDS];
  (void)__wasi_random_get((uint8_t *)words, sizeof words);
  return kb_words_to_integer(mrb, words, SEED_WORDS);
}

/* CRuby puts a word of 1 above the seed's own where those could be mistaken for a shorter seed, and takes it off again here. */
static void
seed_with(mrb_state *mrb, struct kb_mersenne *mersenne, mrb_value seed)
{
  mrb_value bytes = kb_words_of(mrb, seed);
  size_t count = (size_t)RSTRING_LEN(bytes) / sizeof(uint32_t);
  uint32_t *words = (uint32_t *)mrb_malloc(mrb, count * sizeof(uint32_t));
  memcpy(words, RSTRING_PTR(bytes), count * sizeof(uint32_t));
  if (count > 1 && words[count - 1] == 1) count--;
  kb_mersenne_seed(mersenne, words, count);
  mrb_free(mrb, words);
}

/* The seed is kept under a name that no script can write. */
static void
seed_default(mrb_state *mrb, mrb_value seed)
{
  seed_with(mrb, &default_generator, seed);
  mrb_iv_set(mrb, mrb_obj_value(random_class), MRB_SYM(seed), seed);
  default_seeded = true;
}

struct kb_mersenne *
kb_random_default(mrb_state *mrb)
{
  if (!default_seeded) seed_default(mrb, new_seed(mrb));
  return &default_generator;
}

static mrb_value
default_seed(mrb_state *mrb)
{
  (void)kb_random_default(mrb);
  return mrb_iv_get(mrb, mrb_obj_value(random_class), MRB_SYM(seed));
}

/* The seed that was given, as an Integer, or a new one. */
static mrb_value
seed_argument(mrb_state *mrb)
{
  mrb_value seed = kb_argument_at(mrb, 0);
  if (mrb_undef_p(seed)) return new_seed(mrb);
  if (mrb_float_p(seed)) {
    mrb_check_num_exact(mrb, mrb_float(seed));
    return mrb_float_to_integer(mrb, seed);
  }
  return kb_random_to_integer(mrb, seed);
}

static mrb_value
random_initialize(mrb_state *mrb, mrb_value self)
{
  struct kb_mersenne *mersenne = kb_random_get(mrb, self);
  if (mersenne == NULL) {
    mersenne = (struct kb_mersenne *)mrb_malloc(mrb, sizeof *mersenne);
    mrb_data_init(self, mersenne, &random_type);
  }
  mrb_value seed = seed_argument(mrb);
  seed_with(mrb, mersenne, seed);
  mrb_iv_set(mrb, self, MRB_SYM(seed), seed);
  return self;
}

static struct kb_mersenne *
generator_of(mrb_state *mrb, mrb_value self)
{
  struct kb_mersenne *mersenne = kb_random_get(mrb, self);
  if (mersenne == NULL) mrb_raise(mrb, E_TYPE_ERROR, "uninitialized Random");
  return mersenne;
}

static mrb_value
random_initialize_copy(mrb_state *mrb, mrb_value self)
{
  mrb_value source = mrb_get_arg1(mrb);
  struct kb_mersenne *from = generator_of(mrb, source);
  struct kb_mersenne *to = kb_random_get(mrb, self);
  if (from == to) return self;
  if (to == NULL) {
    to = (struct kb_mersenne *)mrb_malloc(mrb, sizeof *to);
    mrb_data_init(self, to, &random_type);
  }
  *to = *from;
  mrb_iv_set(mrb, self, MRB_SYM(seed), mrb_iv_get(mrb, source, MRB_SYM(seed)));
  return self;
}

static mrb_value
random_equal(mrb_state *mrb, mrb_value self)
{
  struct kb_mersenne *left = generator_of(mrb, self);
  struct kb_mersenne *right = kb_random_get(mrb, mrb_get_arg1(mrb));
  return mrb_bool_value(right != NULL && memcmp(left, right, sizeof *left) == 0);
}

static mrb_value
random_seed(mrb_state *mrb, mrb_value self)
{
  (void)generator_of(mrb, self);
  return mrb_iv_get(mrb, self, MRB_SYM(seed));
}

/* The argument of `rand`, or undef. */
static mrb_value
limit_argument(mrb_state *mrb)
{
  mrb_int count = kb_argument_count(mrb);
  if (count > 1) mrb_argnum_error(mrb, count, 0, 1);
  return kb_argument_at(mrb, 0);
}

static mrb_value
random_rand(mrb_state *mrb, mrb_value self)
{
  return kb_random_draw(mrb, generator_of(mrb, self), limit_argument(mrb));
}

static mrb_value
random_number(mrb_state *mrb, mrb_value self)
{
  return kb_random_draw_any(mrb, generator_of(mrb, self), limit_argument(mrb));
}

static mrb_value
random_bytes(mrb_state *mrb, mrb_value self)
{
  return kb_random_draw_bytes(mrb, generator_of(mrb, self), mrb_as_int(mrb, mrb_get_arg1(mrb)));
}

static mrb_value
random_s_rand(mrb_state *mrb, mrb_value self)
{
  (void)self;
  return kb_random_draw(mrb, kb_random_default(mrb), limit_argument(mrb));
}

static mrb_value
random_s_number(mrb_state *mrb, mrb_value self)
{
  (void)self;
  return kb_random_draw_any(mrb, kb_random_default(mrb), limit_argument(mrb));
}

static mrb_value
random_s_bytes(mrb_state *mrb, mrb_value self)
{
  (void)self;
  return kb_random_draw_bytes(mrb, kb_random_default(mrb), mrb_as_int(mrb, mrb_get_arg1(mrb)));
}

static mrb_value
random_s_seed(mrb_state *mrb, mrb_value self)
{
  (void)self;
  return default_seed(mrb);
}

static mrb_value
random_s_new_seed(mrb_state *mrb, mrb_value self)
{
  (void)self;
  return new_seed(mrb);
}

static mrb_value
random_s_srand(mrb_state *mrb, mrb_value self)
{
  (void)self;
  mrb_value seed = seed_argument(mrb);
  mrb_value old = default_seed(mrb);
  seed_default(mrb, seed);
  return old;
}

static mrb_value
kernel_rand(mrb_state *mrb, mrb_value self)
{
  (void)self;
  return kb_random_draw_kernel(mrb, kb_random_default(mrb), limit_argument(mrb));
}

static uint64_t
limited_by_script(mrb_state *mrb, mrb_value source, uint64_t limit)
{
  if (!mrb_respond_to(mrb, source, MRB_SYM(rand)) || mrb_func_basic_p(mrb, source, MRB_SYM(rand), kernel_rand)) {
    mrb_raise(mrb, E_TYPE_ERROR, "Random object required");
  }
  mrb_value below = mrb_int_value(mrb, (mrb_int)limit + 1);
  mrb_int value = mrb_as_int(mrb, mrb_funcall_argv(mrb, source, MRB_SYM(rand), 1, &below));
  if (value < 0) mrb_raisef(mrb, E_RANGE_ERROR, "random number too small %i", value);
  if ((uint64_t)value > limit) mrb_raisef(mrb, E_RANGE_ERROR, "random number too big %i", value);
  return (uint64_t)value;
}

uint64_t
kb_random_limited(mrb_state *mrb, mrb_value source, uint64_t limit)
{
  bool is_default = mrb_undef_p(source) || (mrb_class_p(source) && mrb_class_ptr(source) == random_class);
  struct kb_mersenne *mersenne = is_default ? kb_random_default(mrb) : kb_random_get(mrb, source);
  return mersenne != NULL ? kb_mersenne_limited(mersenne, limit) : limited_by_script(mrb, source, limit);
}

void
kb_random_init(mrb_state *mrb)
{
  random_class = mrb_define_class_id(mrb, MRB_SYM(Random), mrb->object_class);
  MRB_SET_INSTANCE_TT(random_class, MRB_TT_CDATA);
  mrb_define_method_id(mrb, random_class, MRB_SYM(initialize), random_initialize, MRB_ARGS_OPT(1));
  mrb_define_method_id(mrb, random_class, MRB_SYM(initialize_copy), random_initialize_copy, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, random_class, MRB_OPSYM(eq), random_equal, MRB_ARGS_REQ(1));
  mrb_define_method_id(mrb, random_class, MRB_SYM(seed), random_seed, MRB_ARGS_NONE());
  mrb_define_method_id(mrb, random_class, MRB_SYM(rand), random_rand, MRB_ARGS_OPT(1));
  mrb_define_method_id(mrb, random_class, MRB_SYM(random_number), random_number, MRB_ARGS_OPT(1));
  mrb_define_method_id(mrb, random_class, MRB_SYM(bytes), random_bytes, MRB_ARGS_REQ(1));
  mrb_define_class_method_id(mrb, random_class, MRB_SYM(rand), random_s_rand, MRB_ARGS_OPT(1));
  mrb_define_class_method_id(mrb, random_class, MRB_SYM(random_number), random_s_number, MRB_ARGS_OPT(1));
  mrb_define_class_method_id(mrb, random_class, MRB_SYM(bytes), random_s_bytes, MRB_ARGS_REQ(1));
  mrb_define_class_method_id(mrb, random_class, MRB_SYM(seed), random_s_seed, MRB_ARGS_NONE());
  mrb_define_class_method_id(mrb, random_class, MRB_SYM(new_seed), random_s_new_seed, MRB_ARGS_NONE());
  mrb_define_class_method_id(mrb, random_class, MRB_SYM(srand), random_s_srand, MRB_ARGS_OPT(1));
  mrb_define_module_function_id(mrb, mrb->kernel_module, MRB_SYM(rand), kernel_rand, MRB_ARGS_OPT(1));
  mrb_define_module_function_id(mrb, mrb->kernel_module, MRB_SYM(srand), random_s_srand, MRB_ARGS_OPT(1));
  kb_random_array_init(mrb);
}
