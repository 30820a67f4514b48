/*
** pattern_error.c - RegexpError: what is wrong, then the pattern
*/
#include <kobako/pattern_parts.h>
#include <kobako/regexp_text.h>
#include <mruby/class.h>
#include <mruby/error.h>
#include <mruby/presym.h>
#include <mruby/string.h>

/* Bytes of a pattern that a message repeats. */
#define SHOWN_MAX 2000

/* Words of our own, or of CRuby's where Oniguruma has others. */
static const char *
text_of(int code)
{
  switch (code) {
    case ONIGERR_END_PATTERN_AT_ESCAPE: return "too short escape sequence";
    case ONIGERR_END_PATTERN_AT_CONTROL: return "too short control escape";
    case ONIGERR_RETRY_LIMIT_IN_MATCH_OVER:
    case ONIGERR_RETRY_LIMIT_IN_SEARCH_OVER: return "matching budget exceeded: too many steps";
    case ONIGERR_MATCH_STACK_LIMIT_OVER: return "matching budget exceeded: too many alternatives";
    case ONIGERR_SUBEXP_CALL_LIMIT_IN_SEARCH_OVER: return "matching budget exceeded: too many group calls";
    case ONIGERR_PARSE_DEPTH_LIMIT_OVER: return "too deep nest level";
    default: return NULL;
  }
}

void
kb_pattern_raise_text(mrb_state *mrb, const char *text, const char *source, mrb_int length, uint32_t options)
{
  mrb_value message = mrb_str_new_cstr(mrb, text);
  mrb_str_cat_lit(mrb, message, ": ");
  mrb_int shown = length;
  if (shown > SHOWN_MAX) {
    shown = SHOWN_MAX;
    while ((source[shown] & 0xc0) == 0x80) shown--;
  }
  mrb_str_cat_str(mrb, message, kb_regexp_inspection(mrb, source, shown, options));
  if (shown < length) mrb_str_cat_lit(mrb, message, "...");
  mrb_exc_raise(mrb, mrb_exc_new_str(mrb, mrb_exc_get_id(mrb, MRB_SYM(RegexpError)), message));
}

void
kb_pattern_raise(
  mrb_state *mrb, int code, OnigErrorInfo *info, const char *source, mrb_int length, uint32_t options
)
{
  OnigUChar text[ONIG_MAX_ERROR_MESSAGE_LEN];
  const char *own = text_of(code);
  if (own == NULL) onig_error_code_to_str(text, code, info);
  kb_pattern_raise_text(mrb, own != NULL ? own : (const char *)text, source, length, options);
}
