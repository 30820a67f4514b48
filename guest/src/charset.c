/*
** charset.c - see kobako/charset.h
*/
#include <kobako/charset.h>
#include <kobako/utf8.h>
#include <mruby/error.h>
#include <mruby/internal.h>
#include <mruby/string.h>

#define SURROGATES 0xd800u
#define SURROGATES_COUNT 0x800u
/* Behind U+10FFFF. */
#define BYTES (0x110000u - SURROGATES_COUNT)

kb_character
kb_character_read_wide(const uint8_t **p, const uint8_t *end)
{
  const uint8_t *b = *p;
  size_t length = kb_utf8_sequence(b, (size_t)(end - b));
  *p += length == 0 ? 1 : length;
  uint32_t code;
  switch (length) {
  case 0: return BYTES + b[0];
  case 1: return b[0];
  case 2: return (b[0] & 0x1fu) << 6 | (b[1] & 0x3fu);
  case 3: code = (b[0] & 0xfu) << 12 | (b[1] & 0x3fu) << 6 | (b[2] & 0x3fu); break;
  default: code = (b[0] & 7u) << 18 | (b[1] & 0x3fu) << 12 | (b[2] & 0x3fu) << 6 | (b[3] & 0x3fu); break;
  }
  return code < SURROGATES ? code : code - SURROGATES_COUNT;
}

size_t
kb_character_write(kb_character character, char *bytes)
{
  if (character >= BYTES) {
    bytes[0] = (char)(character - BYTES);
    return 1;
  }
  return kb_utf8_encode(character < SURROGATES ? character : character + SURROGATES_COUNT, bytes);
}

/* The inside of a set: one character or range after the other. */
struct reader {
  const uint8_t *p, *end;
};

struct range {
  kb_character first, last;
};

static struct reader
reader_of(mrb_value set, bool negatable, bool *negated)
{
  const uint8_t *bytes = (const uint8_t *)RSTRING_PTR(set);
  mrb_int length = RSTRING_LEN(set);
  bool caret = negatable && length > 1 && bytes[0] == '^';
  if (negated != NULL) *negated = caret;
  return (struct reader){ bytes + (caret ? 1 : 0), bytes + length };
}

/* A backslash stands for the next character, but not at the other end of a range; a hyphen that ends the set for itself. */
static bool
next_range(struct reader *reader, struct range *range)
{
  if (reader->p == reader->end) return false;
  if (*reader->p == '\\' && reader->end - reader->p > 1) reader->p++;
  range->first = range->last = kb_character_read(&reader->p, reader->end);
  if (reader->end - reader->p > 1 && *reader->p == '-') {
    reader->p++;
    range->last = kb_character_read(&reader->p, reader->end);
  }
  return true;
}

static mrb_noreturn void
raise_backwards(mrb_state *mrb, struct range range)
{
  if (range.first >= KB_ASCII || range.last >= KB_ASCII) {
    mrb_raise(mrb, E_ARGUMENT_ERROR, "invalid range in string transliteration");
  }
  mrb_raisef(mrb, E_ARGUMENT_ERROR, "invalid range \"%c-%c\" in string transliteration", (int)range.first, (int)range.last);
}

static void
check_ranges(mrb_state *mrb, struct reader reader)
{
  struct range range;
  while (next_range(&reader, &range)) {
    if (range.first > range.last) raise_backwards(mrb, range);
  }
}

/* As many low bits as `count` says, which may be too few or too many for a word. */
static uint64_t
low_bits(int64_t count)
{
  return count <= 0 ? 0 : count >= 64 ? ~UINT64_C(0) : (UINT64_C(1) << count) - 1;
}

static void
restrict_ascii(struct kb_charset *charset, struct reader reader, bool negated)
{
  uint64_t inside[2] = { 0, 0 };
  struct range range;
  while (next_range(&reader, &range)) {
    if (range.first >= KB_ASCII) continue;
    for (int word = 0; word < 2; word++) {
      int64_t from = (int64_t)range.first - 64 * word, to = (int64_t)range.last + 1 - 64 * word;
      inside[word] |= low_bits(to) & ~low_bits(from);
    }
  }
  for (int word = 0; word < 2; word++) charset->ascii[word] &= negated ? ~inside[word] : inside[word];
}

void
kb_charset_init(mrb_state *mrb, struct kb_charset *charset, const mrb_value *sets, mrb_int count)
{
  charset->sets = sets;
  charset->count = count;
  charset->ascii[0] = charset->ascii[1] = ~UINT64_C(0);
  for (mrb_int i = 0; i < count; i++) {
    mrb_ensure_string_type(mrb, sets[i]);
    bool negated;
    struct reader reader = reader_of(sets[i], true, &negated);
    check_ranges(mrb, reader);
    restrict_ascii(charset, reader, negated);
  }
}

static bool
set_has(mrb_value set, kb_character character)
{
  bool negated;
  struct reader reader = reader_of(set, true, &negated);
  struct range range;
  while (next_range(&reader, &range)) {
    if (range.first <= character && character <= range.last) return !negated;
  }
  return negated;
}

bool
kb_charset_has_wide(const struct kb_charset *charset, kb_character character)
{
  for (mrb_int i = 0; i < charset->count; i++) {
    if (!set_has(charset->sets[i], character)) return false;
  }
  return true;
}

/* Two sets side by side; when `to` is at its end, its last character goes on. */
struct pairs {
  struct reader from, to;
  struct range left, right;
  bool full; /* whether `left` has anything */
  bool over; /* whether `right` is only the last character */
};

/* Characters from `first` on become those from `becomes` on, or all the same. */
struct block {
  kb_character first, becomes, count;
  bool same;
};

static struct pairs
pairs_of(const struct kb_translation *translation)
{
  struct pairs pairs = { .from = reader_of(translation->from, true, NULL), .to = reader_of(translation->to, false, NULL) };
  pairs.full = next_range(&pairs.from, &pairs.left);
  pairs.over = !next_range(&pairs.to, &pairs.right);
  return pairs;
}

static bool
next_block(struct pairs *pairs, struct block *block)
{
  if (!pairs->full) return false;
  kb_character count = pairs->left.last - pairs->left.first + 1;
  if (!pairs->over && pairs->right.last - pairs->right.first + 1 < count) count = pairs->right.last - pairs->right.first + 1;
  *block = (struct block){ pairs->left.first, pairs->right.first, count, pairs->over };
  pairs->left.first += count;
  if (pairs->left.first > pairs->left.last) pairs->full = next_range(&pairs->from, &pairs->left);
  if (pairs->over) return true;
  kb_character last = pairs->right.last;
  pairs->right.first += count;
  if (pairs->right.first > last && !next_range(&pairs->to, &pairs->right)) {
    pairs->right.first = pairs->right.last = last;
    pairs->over = true;
  }
  return true;
}

static kb_character
last_of(mrb_value set)
{
  struct reader reader = reader_of(set, false, NULL);
  struct range range = { KB_NO_CHARACTER, KB_NO_CHARACTER };
  while (next_range(&reader, &range)) continue;
  return range.last;
}

void
kb_translation_init(mrb_state *mrb, struct kb_translation *translation, mrb_value from, mrb_value to)
{
  bool negated;
  check_ranges(mrb, reader_of(from, true, &negated));
  check_ranges(mrb, reader_of(to, false, NULL));
  translation->from = from;
  translation->to = to;
  translation->negated = negated;
  translation->last = last_of(to);
  for (int c = 0; c < KB_ASCII; c++) translation->ascii[c] = negated ? translation->last : KB_NO_CHARACTER;
  struct pairs pairs = pairs_of(translation);
  struct block block;
  while (next_block(&pairs, &block)) {
    for (kb_character i = 0; i < block.count && block.first + i < KB_ASCII; i++) {
      translation->ascii[block.first + i] = negated ? KB_NO_CHARACTER : block.same ? block.becomes : block.becomes + i;
    }
  }
}

/* The last of several translations counts, as in CRuby. */
kb_character
kb_translate_wide(const struct kb_translation *translation, kb_character character)
{
  if (translation->negated) return set_has(translation->from, character) ? translation->last : KB_NO_CHARACTER;
  kb_character found = KB_NO_CHARACTER;
  struct pairs pairs = pairs_of(translation);
  struct block block;
  while (next_block(&pairs, &block)) {
    kb_character distance = character - block.first;
    if (character < block.first || distance >= block.count) continue;
    found = block.same ? block.becomes : block.becomes + distance;
  }
  return found;
}
