/*
** pattern_cache.c - the patterns that were compiled last
**
** Bounded in number and in bytes. Like all of guest memory it begins every invocation as the image has it, so nothing
** passes from one invocation to the next. The two places of a pattern follow from its hash.
*/
#include <kobako/pattern.h>

#define PLACES 256u
#define BYTES_MAX (256u * 1024)
/* A larger pattern is compiled each time. */
#define ENTRY_MAX (32u * 1024)

static struct kb_pattern *places[PLACES];
static size_t bytes;
/* Where the search for patterns to give up goes on. */
static uint32_t hand;

static void
give_up(mrb_state *mrb, uint32_t place)
{
  struct kb_pattern *pattern = places[place];
  if (pattern == NULL) return;
  places[place] = NULL;
  bytes -= pattern->cost;
  kb_pattern_release(mrb, pattern);
}

static void
keep(mrb_state *mrb, struct kb_pattern *pattern, uint32_t place)
{
  if (pattern->cost > ENTRY_MAX) return;
  /* The newer of the two moves over, the older goes. */
  give_up(mrb, place ^ 1);
  places[place ^ 1] = places[place];
  places[place] = NULL;
  while (bytes + pattern->cost > BYTES_MAX) give_up(mrb, hand++ % PLACES);
  places[place] = kb_pattern_retain(pattern);
  bytes += pattern->cost;
}

struct kb_pattern *
kb_pattern_get(mrb_state *mrb, const char *source, mrb_int length, uint32_t options)
{
  uint32_t hash = kb_pattern_hash(source, length, options);
  uint32_t place = hash % PLACES;
  for (uint32_t either = 0; either < 2; either++) {
    struct kb_pattern *pattern = places[place ^ either];
    if (pattern != NULL && pattern->hash == hash && kb_pattern_is(pattern, source, length, options)) {
      return kb_pattern_retain(pattern);
    }
  }
  struct kb_pattern *pattern = kb_pattern_compile(mrb, source, length, options);
  keep(mrb, pattern, place);
  return pattern;
}
