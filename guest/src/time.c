/*
** time.c - see kobako/time.h
**
** A directive of strftime is `%`, flags, a width, a modifier that says nothing, and a letter:
**
**   -  no padding      _  spaces      0  zeros      ^  upper case      #  the other case      :  colons in an offset
*/
#include <kobako/time.h>
#include <kobako/buffer.h>
#include <mruby/class.h>
#include <mruby/error.h>
#include <mruby/string.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/* Widths beyond it are refused: a format of ten bytes must not make megabytes. */
#define KB_WIDTH_MAX 1024

/* Of the time gem (93-time.patch): the parts of a Time and whether it is UTC. Raises for what is no Time. */
mrb_bool kobako_time_parts(mrb_state *mrb, mrb_value self, struct tm *parts, int64_t *seconds, int32_t *microseconds);

static const char *const months[] = { "January",   "February", "March",    "April",
                                      "May",       "June",     "July",     "August",
                                      "September", "October",  "November", "December" };
static const char *const days[] = { "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday" };

struct moment {
  struct tm parts;
  int64_t seconds;
  int32_t microseconds;
  bool utc;
};

struct directive {
  char padding; /* '-', '_', '0', or 0 for what the directive is used to */
  bool upper;
  bool other_case;
  int colons;
  int width; /* -1: none */
  char modifier; /* 'E', 'O' or 0: says nothing, but goes with some letters only */
};

struct output {
  mrb_state *mrb;
  mrb_value text;
};

static void
put(struct output *output, const char *bytes, size_t length)
{
  mrb_str_cat(output->mrb, output->text, bytes, length);
}

static void
fill(struct output *output, char with, int count)
{
  for (; count > 0; count--) put(output, &with, 1);
}

static char
upper(char byte)
{
  return byte >= 'a' && byte <= 'z' ? (char)(byte - 'a' + 'A') : byte;
}

static char
lower(char byte)
{
  return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

/* `#` makes names upper case, and what is upper case already (AM, UTC) lower case. */
static void
put_text(struct output *output, const struct directive *directive, const char *text, bool capitals)
{
  int length = (int)strlen(text);
  if (directive->padding != '-') fill(output, directive->padding == '0' ? '0' : ' ', directive->width - length);
  for (int i = 0; i < length; i++) {
    char byte = text[i];
    if (directive->other_case) byte = capitals ? lower(byte) : upper(byte);
    else if (directive->upper) byte = upper(byte);
    put(output, &byte, 1);
  }
}

/* A number of at least `digits` digits, or of as many as the directive's width asks for; a sign counts. */
static void
put_number(struct output *output, const struct directive *directive, int64_t number, int digits, char padding)
{
  char text[24];
  bool negative = number < 0;
  uint64_t size = negative ? (uint64_t)0 - (uint64_t)number : (uint64_t)number;
  int length = snprintf(text, sizeof(text), "%llu", (unsigned long long)size);
  int width = directive->width >= 0 ? directive->width : digits;
  if (directive->padding != 0) padding = directive->padding;
  int missing = padding == '-' ? 0 : width - length - (negative ? 1 : 0);
  if (padding == '_' || padding == ' ') {
    fill(output, ' ', missing);
    missing = 0;
  }
  if (negative) put(output, "-", 1);
  fill(output, '0', missing);
  put(output, text, (size_t)length);
}

/* Digits of the second's fraction; those beyond the sixth are zeros. */
static void
put_fraction(struct output *output, const struct directive *directive, int32_t microseconds, int digits)
{
  char text[8];
  int wanted = directive->width > 0 ? directive->width : digits;
  snprintf(text, sizeof(text), "%06d", (int)microseconds);
  put(output, text, (size_t)(wanted < 6 ? wanted : 6));
  fill(output, '0', wanted - 6);
}

/*
** The offset from UTC, which is zero: `+0000`, padded between the sign and the digits. What `-` asks for is RFC 3339's way to
** say that a time is UTC and nothing is known of any zone.
*/
static void
put_offset(struct output *output, const struct directive *directive, bool utc)
{
  static const char *const forms[] = { "0000", "00:00", "00:00:00", "00" };
  const char *digits = forms[directive->colons];
  int length = (int)strlen(digits);
  int missing = directive->width - 1 - length;
  if (missing < 0) missing = 0;
  if (directive->padding == '_') {
    fill(output, ' ', missing + 1);
    put(output, "+", 1);
    put(output, digits + 1, (size_t)(length - 1));
    return;
  }
  put(output, directive->padding == '-' && utc ? "-" : "+", 1);
  fill(output, '0', missing);
  put(output, digits, (size_t)length);
}

static bool
leap_p(int64_t year)
{
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* The week that a day is in, by ISO 8601: weeks begin on Monday, the first one holds the year's first Thursday. */
static int
iso_week(const struct tm *parts, int64_t *year)
{
  int weekday = (parts->tm_wday + 6) % 7;
  int week = (parts->tm_yday - weekday + 10) / 7;
  *year = (int64_t)parts->tm_year + 1900;
  if (week < 1) {
    (*year)--;
    int last = parts->tm_yday + (leap_p(*year) ? 366 : 365);
    return (last - weekday + 10) / 7;
  }
  if (week == 53 && parts->tm_yday - weekday + 3 >= (leap_p(*year) ? 366 : 365)) {
    (*year)++;
    return 1;
  }
  return week;
}

static int64_t
floor_div(int64_t number, int64_t by)
{
  return number / by - (number % by < 0 ? 1 : 0);
}

static mrb_value format_time(mrb_state *mrb, const struct moment *moment, const char *format, size_t length);

/* The directives that stand for others. */
static const char *
expansion(char letter)
{
  switch (letter) {
    case 'c': return "%a %b %e %H:%M:%S %Y";
    case 'D': case 'x': return "%m/%d/%y";
    case 'F': return "%Y-%m-%d";
    case 'R': return "%H:%M";
    case 'r': return "%I:%M:%S %p";
    case 'T': case 'X': return "%H:%M:%S";
    case 'v': return "%e-%^b-%4Y";
    default: return NULL;
  }
}

/* Everything that is not made of others; false for an unknown letter. */
static bool
put_directive(struct output *output, const struct moment *moment, const struct directive *directive, char letter)
{
  const struct tm *parts = &moment->parts;
  int64_t year = (int64_t)parts->tm_year + 1900;
  int twelve = parts->tm_hour % 12 == 0 ? 12 : parts->tm_hour % 12;
  char short_name[4] = { 0 };
  int64_t week_year;
  int week = iso_week(parts, &week_year);
  switch (letter) {
    case 'Y': put_number(output, directive, year, year < 0 ? 5 : 4, '0'); return true;
    case 'C': put_number(output, directive, floor_div(year, 100), 2, '0'); return true;
    case 'y': put_number(output, directive, year - floor_div(year, 100) * 100, 2, '0'); return true;
    case 'm': put_number(output, directive, parts->tm_mon + 1, 2, '0'); return true;
    case 'B': put_text(output, directive, months[parts->tm_mon % 12], false); return true;
    case 'b': case 'h':
      memcpy(short_name, months[parts->tm_mon % 12], 3);
      put_text(output, directive, short_name, false);
      return true;
    case 'd': put_number(output, directive, parts->tm_mday, 2, '0'); return true;
    case 'e': put_number(output, directive, parts->tm_mday, 2, ' '); return true;
    case 'j': put_number(output, directive, parts->tm_yday + 1, 3, '0'); return true;
    case 'H': put_number(output, directive, parts->tm_hour, 2, '0'); return true;
    case 'k': put_number(output, directive, parts->tm_hour, 2, ' '); return true;
    case 'I': put_number(output, directive, twelve, 2, '0'); return true;
    case 'l': put_number(output, directive, twelve, 2, ' '); return true;
    case 'p': put_text(output, directive, parts->tm_hour < 12 ? "AM" : "PM", true); return true;
    case 'P': put_text(output, directive, parts->tm_hour < 12 ? "am" : "pm", false); return true;
    case 'M': put_number(output, directive, parts->tm_min, 2, '0'); return true;
    case 'S': put_number(output, directive, parts->tm_sec, 2, '0'); return true;
    case 'L': put_fraction(output, directive, moment->microseconds, 3); return true;
    case 'N': put_fraction(output, directive, moment->microseconds, 9); return true;
    case 'z': put_offset(output, directive, moment->utc); return true;
    case 'Z': put_text(output, directive, "UTC", true); return true;
    case 'A': put_text(output, directive, days[parts->tm_wday % 7], false); return true;
    case 'a':
      memcpy(short_name, days[parts->tm_wday % 7], 3);
      put_text(output, directive, short_name, false);
      return true;
    case 'u': put_number(output, directive, parts->tm_wday == 0 ? 7 : parts->tm_wday, 1, '0'); return true;
    case 'w': put_number(output, directive, parts->tm_wday, 1, '0'); return true;
    case 'G': put_number(output, directive, week_year, week_year < 0 ? 5 : 4, '0'); return true;
    case 'g': put_number(output, directive, week_year - floor_div(week_year, 100) * 100, 2, '0'); return true;
    case 'V': put_number(output, directive, week, 2, '0'); return true;
    case 'U': put_number(output, directive, (parts->tm_yday + 7 - parts->tm_wday) / 7, 2, '0'); return true;
    case 'W': put_number(output, directive, (parts->tm_yday + 7 - (parts->tm_wday + 6) % 7) / 7, 2, '0'); return true;
    case 's': put_number(output, directive, moment->seconds, 1, '0'); return true;
    case 'n': put_text(output, directive, "\n", false); return true;
    case 't': put_text(output, directive, "\t", false); return true;
    case '%': put_text(output, directive, "%", false); return true;
    default: return false;
  }
}

/* Reads what stands between `%` and the letter; the result points to the letter, or to the end. */
static const char *
read_directive(mrb_state *mrb, struct directive *directive, const char *at, const char *end)
{
  for (; at < end; at++) {
    if (*at == '-' || *at == '_' || (*at == '0' && directive->width < 0)) directive->padding = *at;
    else if (*at == '^') directive->upper = true;
    else if (*at == '#') directive->other_case = true;
    else break;
  }
  for (; at < end && *at >= '0' && *at <= '9'; at++) {
    directive->width = (directive->width < 0 ? 0 : directive->width) * 10 + (*at - '0');
    if (directive->width > KB_WIDTH_MAX) mrb_raisef(mrb, E_ARGUMENT_ERROR, "a width above %d in a time format", KB_WIDTH_MAX);
  }
  for (; at < end && *at == ':' && directive->colons < 3; at++) directive->colons++;
  if (at < end && (*at == 'E' || *at == 'O')) directive->modifier = *at++;
  return at;
}

static bool
modifier_p(const struct directive *directive, char letter)
{
  if (directive->modifier == 0) return true;
  return strchr(directive->modifier == 'E' ? "cCxXyY" : "deHkIlmMSuUVwWy", letter) != NULL;
}

static mrb_value
format_time(mrb_state *mrb, const struct moment *moment, const char *format, size_t length)
{
  struct output output = { mrb, mrb_str_new_capa(mrb, 32) };
  const char *end = format + length;
  for (const char *at = format; at < end;) {
    const char *percent = memchr(at, '%', (size_t)(end - at));
    if (percent == NULL) percent = end;
    put(&output, at, (size_t)(percent - at));
    if (percent == end) break;
    struct directive directive = { .width = -1 };
    const char *letter = read_directive(mrb, &directive, percent + 1, end);
    if (letter == end && directive.colons == 0 && directive.modifier == 0) {
      mrb_raisef(mrb, E_ARGUMENT_ERROR, "invalid format: %l", format, length);
    }
    at = letter < end ? letter + 1 : end;
    const char *others = letter < end ? expansion(*letter) : NULL;
    bool known = letter < end && (directive.colons == 0 || *letter == 'z') && modifier_p(&directive, *letter);
    if (known && others != NULL) {
      mrb_value text = format_time(mrb, moment, others, strlen(others));
      put_text(&output, &directive, mrb_string_cstr(mrb, text), false);
    }
    else if (!known || !put_directive(&output, moment, &directive, *letter)) {
      if (letter < end && *letter == '%') at = letter;
      put(&output, percent, (size_t)(at - percent));
    }
  }
  return output.text;
}

static mrb_value
time_strftime(mrb_state *mrb, mrb_value self)
{
  const char *format;
  mrb_int length;
  struct moment moment;
  mrb_get_args(mrb, "s", &format, &length);
  moment.utc = kobako_time_parts(mrb, self, &moment.parts, &moment.seconds, &moment.microseconds);
  return format_time(mrb, &moment, format, (size_t)length);
}

void
kb_time_init(mrb_state *mrb)
{
  struct RClass *time = mrb_class_get(mrb, "Time");
  mrb_define_method(mrb, time, "strftime", time_strftime, MRB_ARGS_REQ(1));
}
