/*
** decimal_text.c - numbers as Ruby writes them: Float#to_s, and the way back (kobako/decimal.h)
*/
#include <kobako/decimal.h>
#include <ctype.h>
#include <math.h>
#include <stdint.h>
#include <string.h>
#include <yyjson.h>

/* Float#to_s writes no exponent where the point stands in here, or between two digits. */
#define POINT_MIN (-3)
#define POINT_MAX 15

/* Digits past these cannot change which double is nearest; that there are some still can. */
#define READ_DIGITS 780

/* Exponents are counted up to here: beyond is zero or Infinity, whatever the digits. */
#define READ_EXPONENT 100000

static char *
put(char *out, const char *bytes, int length)
{
  memcpy(out, bytes, (size_t)length);
  return out + length;
}

static char *
put_zeros(char *out, int count)
{
  memset(out, '0', (size_t)count);
  return out + count;
}

static char *
put_fixed(char *out, const struct kb_decimal *decimal)
{
  if (decimal->point <= 0) {
    out = put_zeros(put(out, "0.", 2), -decimal->point);
    return put(out, decimal->digits, decimal->count);
  }
  if (decimal->point >= decimal->count) {
    out = put_zeros(put(out, decimal->digits, decimal->count), decimal->point - decimal->count);
    return put(out, ".0", 2);
  }
  out = put(put(out, decimal->digits, decimal->point), ".", 1);
  return put(out, decimal->digits + decimal->point, decimal->count - decimal->point);
}

static char *
put_exponent(char *out, int exponent)
{
  *out++ = 'e';
  *out++ = exponent < 0 ? '-' : '+';
  if (exponent < 0) exponent = -exponent;
  if (exponent >= 100) *out++ = (char)('0' + exponent / 100);
  *out++ = (char)('0' + exponent / 10 % 10);
  *out++ = (char)('0' + exponent % 10);
  return out;
}

static char *
put_scientific(char *out, const struct kb_decimal *decimal)
{
  out = put(put(out, decimal->digits, 1), ".", 1);
  if (decimal->count == 1) *out++ = '0';
  else out = put(out, decimal->digits + 1, decimal->count - 1);
  return put_exponent(out, decimal->point - 1);
}

size_t
kb_decimal_text(double value, char *text)
{
  char *out = text;
  if (isnan(value)) return (size_t)(put(out, "NaN", 3) - text);
  if (signbit(value)) *out++ = '-';
  value = fabs(value);
  if (isinf(value)) return (size_t)(put(out, "Infinity", 8) - text);
  if (value == 0) return (size_t)(put(out, "0.0", 3) - text);
  struct kb_decimal decimal;
  kb_decimal_shortest(value, &decimal);
  bool fixed = decimal.point >= POINT_MIN && (decimal.point <= POINT_MAX || decimal.point < decimal.count);
  out = fixed ? put_fixed(out, &decimal) : put_scientific(out, &decimal);
  return (size_t)(out - text);
}

/* A number that is being read: "0.<digits>" in `text`, which becomes JSON's notation for yyjson to read. */
struct reading {
  char text[READ_DIGITS + 24];
  int length;
  int digits;
  int point;
  bool dropped;
};

static void
read_digit(struct reading *reading, char digit, bool after_point)
{
  if (reading->digits == 0 && digit == '0') {
    if (after_point && reading->point > -READ_EXPONENT) reading->point--;
    return;
  }
  if (!after_point && reading->point < READ_EXPONENT) reading->point++;
  if (reading->digits < READ_DIGITS) {
    reading->text[reading->length++] = digit;
    reading->digits++;
  }
  else {
    reading->dropped |= digit != '0';
  }
}

static double
finish_reading(struct reading *reading, int exponent)
{
  if (reading->digits == 0) return 0;
  if (reading->dropped) reading->text[reading->length++] = '1';
  exponent += reading->point;
  reading->text[reading->length++] = 'e';
  reading->text[reading->length++] = exponent < 0 ? '-' : '+';
  if (exponent < 0) exponent = -exponent;
  for (int scale = 1000000; scale > 0; scale /= 10) reading->text[reading->length++] = (char)('0' + exponent / scale % 10);
  reading->text[reading->length] = '\0';
  yyjson_val number;
  if (yyjson_read_number(reading->text, &number, YYJSON_READ_ALLOW_INF_AND_NAN, NULL, NULL) == NULL) return 0;
  return yyjson_get_num(&number);
}

/* What is being read from: `limit` is where the text ends. */
struct cursor {
  const char *p;
  const char *limit;
};

static bool
digit_at(const struct cursor *cursor, int offset)
{
  return cursor->limit - cursor->p > offset && isdigit((unsigned char)cursor->p[offset]);
}

/* The next digit, or 0. An underscore counts only between digits. */
static char
next_digit(struct cursor *cursor, bool first)
{
  if (!first && cursor->p < cursor->limit && *cursor->p == '_' && digit_at(cursor, 1)) cursor->p++;
  return digit_at(cursor, 0) ? *cursor->p++ : '\0';
}

static bool
take_either(struct cursor *cursor, char one, char other)
{
  if (cursor->p >= cursor->limit || (*cursor->p != one && *cursor->p != other)) return false;
  cursor->p++;
  return true;
}

/* Whether there was a minus. */
static bool
read_sign(struct cursor *cursor)
{
  bool negative = cursor->p < cursor->limit && *cursor->p == '-';
  (void)take_either(cursor, '-', '+');
  return negative;
}

static bool
read_digits(struct cursor *cursor, struct reading *reading, bool after_point)
{
  char digit = next_digit(cursor, true);
  if (digit == '\0') return false;
  for (; digit != '\0'; digit = next_digit(cursor, false)) read_digit(reading, digit, after_point);
  return true;
}

/* The exponent with its "e", or 0 and an unmoved cursor when there is none. */
static int
read_exponent(struct cursor *cursor)
{
  struct cursor ahead = *cursor;
  if (!take_either(&ahead, 'e', 'E')) return 0;
  bool negative = read_sign(&ahead);
  char digit = next_digit(&ahead, true);
  if (digit == '\0') return 0;
  int exponent = 0;
  for (; digit != '\0'; digit = next_digit(&ahead, false)) {
    if (exponent < READ_EXPONENT) exponent = exponent * 10 + (digit - '0');
  }
  *cursor = ahead;
  return negative ? -exponent : exponent;
}

const char *
kb_decimal_read(const char *text, const char *limit, double *value)
{
  struct reading reading = { .text = "0.", .length = 2 };
  struct cursor cursor = { text, limit };
  *value = 0;
  while (cursor.p < limit && isspace((unsigned char)*cursor.p)) cursor.p++;
  bool negative = read_sign(&cursor);
  bool number = read_digits(&cursor, &reading, false);
  if (cursor.p < limit && *cursor.p == '.' && digit_at(&cursor, 1)) {
    cursor.p++;
    number = read_digits(&cursor, &reading, true);
  }
  if (!number) return text;
  double magnitude = finish_reading(&reading, read_exponent(&cursor));
  *value = negative ? -magnitude : magnitude;
  return cursor.p;
}
