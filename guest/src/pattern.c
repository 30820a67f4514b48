/*
** pattern.c - see kobako/pattern.h
*/
#include <kobako/pattern_parts.h>
#include <kobako/pattern_memory.h>
#include <kobako/utf8.h>
#include <mruby/string.h>
#include <string.h>

/*
** The budget of one search, in steps back (each some nanoseconds), of which honest patterns take a few for each byte.
** A longer one only ties up the time limit of whoever pays for it.
*/
#define KB_RETRIES_IN_MATCH 10000000
#define KB_RETRIES_IN_SEARCH 50000000
/* Entries of the stack of alternatives, some 24 bytes each; the memory limit is met first unless it is large. */
#define KB_MATCH_STACK 4000000
#define KB_SUBEXP_CALLS 1000000
#define KB_SUBEXP_NESTING 24
/* Two for each level of groups. Oniguruma recurs on them, with up to 900 bytes of C stack for each. */
#define KB_PARSE_DEPTH 150
/* Bytes of C stack that must be left to begin with. */
#define KB_STACK_TO_COMPILE (136 * 1024)
#define KB_STACK_TO_SEARCH (24 * 1024)

OnigRegion kb_pattern_region;

static OnigSyntaxType syntax;

void
kb_pattern_init(void)
{
  OnigEncoding encodings[] = { ONIG_ENCODING_UTF8 };
  if (onig_initialize(encodings, 1) != ONIG_NORMAL) __builtin_trap();
  onig_copy_syntax(&syntax, ONIG_SYNTAX_RUBY);
  onig_set_syntax_behavior(
    &syntax,
    onig_get_syntax_behavior(&syntax) & ~(ONIG_SYN_WARN_CC_OP_NOT_ESCAPED | ONIG_SYN_WARN_REDUNDANT_NESTED_REPEAT)
  );
  onig_set_retry_limit_in_match(KB_RETRIES_IN_MATCH);
  onig_set_retry_limit_in_search(KB_RETRIES_IN_SEARCH);
  onig_set_match_stack_limit_size(KB_MATCH_STACK);
  onig_set_subexp_call_limit_in_search(KB_SUBEXP_CALLS);
  onig_set_subexp_call_max_nest_level(KB_SUBEXP_NESTING);
  onig_set_parse_depth_limit(KB_PARSE_DEPTH);
  onig_region_init(&kb_pattern_region);
}

static OnigOptionType
engine_options(uint32_t options)
{
  OnigOptionType result = ONIG_OPTION_WORD_IS_ASCII | ONIG_OPTION_DIGIT_IS_ASCII | ONIG_OPTION_SPACE_IS_ASCII;
  if (options & KB_PATTERN_IGNORECASE) result |= ONIG_OPTION_IGNORECASE;
  if (options & KB_PATTERN_EXTENDED) result |= ONIG_OPTION_EXTEND;
  if (options & KB_PATTERN_MULTILINE) result |= ONIG_OPTION_MULTILINE;
  return result;
}

/* The stack lies below all data: what is left of it is the address of a local variable. */
static bool
stack_left(uintptr_t needed)
{
  return (uintptr_t)__builtin_frame_address(0) > needed;
}

static int
compile(mrb_state *mrb, OnigRegex *regex, OnigErrorInfo *info, const char *source, mrb_int length, uint32_t options)
{
  int arena = mrb_gc_arena_save(mrb);
  mrb_value spelled = kb_pattern_spell(mrb, source, length, options);
  if (mrb_string_p(spelled)) {
    source = RSTRING_PTR(spelled);
    length = RSTRING_LEN(spelled);
  }
  const OnigUChar *bytes = (const OnigUChar *)source;
  int code =
    onig_new(regex, bytes, bytes + length, engine_options(options), ONIG_ENCODING_UTF8, &syntax, info);
  mrb_gc_arena_restore(mrb, arena);
  return code;
}

static bool
wide_p(const char *source, mrb_int length)
{
  for (mrb_int i = 0; i < length; i++) {
    if ((unsigned char)source[i] >= 0x80) return true;
  }
  return false;
}

struct kb_pattern *
kb_pattern_compile(mrb_state *mrb, const char *source, mrb_int length, uint32_t options)
{
  if (!kb_utf8_valid((const uint8_t *)source, (size_t)length)) {
    kb_pattern_raise_text(mrb, "invalid multibyte character", source, length, options);
  }
  if (!stack_left(KB_STACK_TO_COMPILE)) mrb_exc_raise(mrb, mrb_obj_value(mrb->stack_err));
  OnigRegex regex;
  OnigErrorInfo info = { NULL, NULL, NULL };
  size_t before = kb_pattern_memory();
  int code = compile(mrb, &regex, &info, source, length, options);
  if (code != ONIG_NORMAL) kb_pattern_raise(mrb, code, &info, source, length, options);
  struct kb_pattern *pattern = (struct kb_pattern *)mrb_malloc(mrb, sizeof *pattern + (size_t)length);
  size_t after = kb_pattern_memory();
  *pattern = (struct kb_pattern){
    .regex = regex,
    .references = 1,
    .options = options,
    .hash = kb_pattern_hash(source, length, options),
    .cost = (after > before ? after - before : 0) + (size_t)length,
    .wide = wide_p(source, length),
    .length = length,
  };
  memcpy(pattern->source, source, (size_t)length);
  return pattern;
}

bool
kb_pattern_valid(mrb_state *mrb, const char *source, mrb_int length, uint32_t options)
{
  if (!stack_left(KB_STACK_TO_COMPILE)) return false;
  OnigRegex regex;
  OnigErrorInfo info;
  if (compile(mrb, &regex, &info, source, length, options) != ONIG_NORMAL) return false;
  onig_free(regex);
  return true;
}

void
kb_pattern_release(mrb_state *mrb, struct kb_pattern *pattern)
{
  if (--pattern->references > 0) return;
  onig_free(pattern->regex);
  mrb_free(mrb, pattern);
}

bool
kb_pattern_is(const struct kb_pattern *pattern, const char *source, mrb_int length, uint32_t options)
{
  return pattern->length == length && pattern->options == options
         && memcmp(pattern->source, source, (size_t)length) == 0;
}

/* FNV-1a, a word at a time. */
uint32_t
kb_pattern_hash(const char *source, mrb_int length, uint32_t options)
{
  const uint32_t prime = 16777619u;
  uint32_t hash = (2166136261u ^ options) * prime;
  mrb_int at = 0;
  for (uint32_t word; length - at >= (mrb_int)sizeof word; at += (mrb_int)sizeof word) {
    memcpy(&word, source + at, sizeof word);
    hash = (hash ^ word) * prime;
    hash ^= hash >> 15;
  }
  for (; at < length; at++) hash = (hash ^ (unsigned char)source[at]) * prime;
  return hash ^ hash >> 13;
}

static mrb_int
checked(mrb_state *mrb, const struct kb_pattern *pattern, int result)
{
  if (result >= 0) return result;
  if (result == ONIG_MISMATCH) return -1;
  kb_pattern_raise(mrb, result, NULL, pattern->source, pattern->length, pattern->options);
}

mrb_int
kb_pattern_search(
  mrb_state *mrb, const struct kb_pattern *pattern, const char *bytes, mrb_int length, mrb_int start, mrb_int range
)
{
  if (!stack_left(KB_STACK_TO_SEARCH)) mrb_exc_raise(mrb, mrb_obj_value(mrb->stack_err));
  const OnigUChar *string = (const OnigUChar *)bytes;
  int result = onig_search(
    pattern->regex, string, string + length, string + start, string + range, &kb_pattern_region, ONIG_OPTION_NONE
  );
  return checked(mrb, pattern, result);
}

mrb_int
kb_pattern_match_at(mrb_state *mrb, const struct kb_pattern *pattern, const char *bytes, mrb_int length, mrb_int at)
{
  if (!stack_left(KB_STACK_TO_SEARCH)) mrb_exc_raise(mrb, mrb_obj_value(mrb->stack_err));
  const OnigUChar *string = (const OnigUChar *)bytes;
  int result =
    onig_match(pattern->regex, string, string + length, string + at, &kb_pattern_region, ONIG_OPTION_NONE);
  return checked(mrb, pattern, result);
}

mrb_int
kb_pattern_group(const struct kb_pattern *pattern, const char *name, mrb_int length, const int32_t *offsets)
{
  int *groups;
  const OnigUChar *bytes = (const OnigUChar *)name;
  int count = onig_name_to_group_numbers(pattern->regex, bytes, bytes + length, &groups);
  if (count <= 0) return -1;
  for (int i = count; offsets != NULL && i-- > 0;) {
    if (offsets[2 * groups[i]] >= 0) return groups[i];
  }
  return groups[count - 1];
}
