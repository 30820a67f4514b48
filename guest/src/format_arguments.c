/*
** format_arguments.c - where a directive's argument comes from (kobako/format_reader.h)
*/
#include <kobako/arguments.h>
#include <kobako/complaint.h>
#include <kobako/format_reader.h>
#include <mruby/array.h>
#include <mruby/error.h>
#include <mruby/hash.h>
#include <mruby/presym.h>
#include <mruby/string.h>
#include <mruby/variable.h>

mrb_noreturn void
kb_format_refuse(struct kb_format_reader *reader, const char *message)
{
  mrb_state *mrb = reader->mrb;
  mrb_raise(mrb, E_ARGUMENT_ERROR, message);
}

static mrb_value
argument_at(struct kb_format_reader *reader, mrb_int index)
{
  mrb_value value = mrb_undef_value();
  if (!mrb_array_p(reader->list)) value = kb_argument_at(reader->mrb, reader->first + index);
  else if (index < RARRAY_LEN(reader->list)) value = RARRAY_PTR(reader->list)[index];
  if (mrb_undef_p(value)) kb_format_refuse(reader, "too few arguments");
  return value;
}

mrb_value
kb_format_next(struct kb_format_reader *reader)
{
  mrb_state *mrb = reader->mrb;
  mrb_int number = reader->next + 1;
  if (reader->style == KB_FORMAT_NUMBERED) {
    mrb_raisef(mrb, E_ARGUMENT_ERROR, "unnumbered(%i) mixed with numbered", number);
  }
  if (reader->style == KB_FORMAT_NAMED) mrb_raisef(mrb, E_ARGUMENT_ERROR, "unnumbered(%i) mixed with named", number);
  reader->style = KB_FORMAT_UNNUMBERED;
  return argument_at(reader, reader->next++);
}

mrb_value
kb_format_numbered(struct kb_format_reader *reader, mrb_int number)
{
  mrb_state *mrb = reader->mrb;
  if (reader->style == KB_FORMAT_UNNUMBERED) {
    mrb_raisef(mrb, E_ARGUMENT_ERROR, "numbered(%i) after unnumbered(%i)", number, reader->next);
  }
  if (reader->style == KB_FORMAT_NAMED) mrb_raisef(mrb, E_ARGUMENT_ERROR, "numbered(%i) after named", number);
  if (number < 1) mrb_raisef(mrb, E_ARGUMENT_ERROR, "invalid index - %i$", number);
  reader->style = KB_FORMAT_NUMBERED;
  return argument_at(reader, number - 1);
}

mrb_value
kb_format_named(struct kb_format_reader *reader, const char *name, mrb_int length)
{
  mrb_state *mrb = reader->mrb;
  mrb_value shown = mrb_str_new(mrb, name, length);
  if (reader->style == KB_FORMAT_UNNUMBERED) {
    mrb_raisef(mrb, E_ARGUMENT_ERROR, "named%v after unnumbered(%i)", shown, reader->next);
  }
  if (reader->style == KB_FORMAT_NUMBERED) mrb_raisef(mrb, E_ARGUMENT_ERROR, "named%v after numbered", shown);
  reader->style = KB_FORMAT_NAMED;
  mrb_value hash = mrb_undef_value();
  bool one = true;
  if (mrb_array_p(reader->list)) {
    one = RARRAY_LEN(reader->list) == 1;
    if (one) hash = RARRAY_PTR(reader->list)[0];
  }
  else {
    one = kb_argument_count(mrb) == reader->first + 1;
    if (one) hash = kb_argument_at(mrb, reader->first);
  }
  if (!one || !mrb_hash_p(hash)) kb_format_refuse(reader, "one hash required");
  mrb_value key = mrb_symbol_value(mrb_intern(mrb, name + 1, (size_t)length - 2));
  mrb_value value = mrb_hash_fetch(mrb, hash, key, mrb_undef_value());
  if (!mrb_undef_p(value)) return value;
  value = mrb_hash_get(mrb, hash, key);
  if (!mrb_nil_p(value)) return value;
  mrb_value error = mrb_exc_new_str(mrb, E_KEY_ERROR, mrb_format(mrb, "key%v not found", shown));
  mrb_iv_set(mrb, error, MRB_IVSYM(key), key);
  kb_raise_about(mrb, error, hash);
}
