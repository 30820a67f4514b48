/*
** pretty.c - see kobako/pretty.h
**
** A value is written on one line when that line, up to the next place where it could end, is not too long. Otherwise its
** elements go on lines of their own, and the same holds for each of them.
*/
#include <kobako/pretty.h>
#include <kobako/text.h>
#include <mruby/array.h>
#include <mruby/class.h>
#include <mruby/error.h>
#include <mruby/hash.h>
#include <mruby/internal.h>
#include <mruby/presym.h>
#include <mruby/proc.h>
#include <mruby/string.h>
#include <mruby/variable.h>
#include <stdbool.h>

/* Columns of a line. */
#define WIDTH 79

/* Levels that are laid out; what lies deeper stays on its line. Bounds the recursion. */
#define DEPTH 64

/* The values that are being laid out, the innermost first. */
struct enclosing {
  const struct enclosing *outer;
  mrb_value value;
  int depth;
};

struct pretty {
  mrb_state *mrb;
  struct kb_text text;
  mrb_int column;
};

/* Where a value goes: how far its lines are indented, and how many columns must stay free behind its last one. */
struct place {
  mrb_int indent;
  mrb_int trailing;
  const struct enclosing *outer;
};

static void write_value(struct pretty *pretty, mrb_value value, struct place place);

static void
write_bytes(struct pretty *pretty, const char *bytes, mrb_int length)
{
  kb_text_append(&pretty->text, bytes, length);
  pretty->column += mrb_utf8_strlen(bytes, length);
}

#define write_literal(pretty, literal) write_bytes((pretty), "" literal "", (mrb_int)sizeof(literal) - 1)

static void
write_string(struct pretty *pretty, mrb_value string)
{
  write_bytes(pretty, RSTRING_PTR(string), RSTRING_LEN(string));
}

static void
new_line(struct pretty *pretty, mrb_int indent)
{
  kb_text_byte(&pretty->text, '\n');
  kb_text_fill(&pretty->text, ' ', indent);
  pretty->column = indent;
}

static bool
fits_p(struct pretty *pretty, mrb_value string, mrb_int trailing)
{
  return pretty->column + mrb_utf8_strlen(RSTRING_PTR(string), RSTRING_LEN(string)) + trailing <= WIDTH;
}

/* The one line of a value: `inspect`, and less for one that is being laid out already. */
static mrb_value
line_of(mrb_state *mrb, mrb_value value, const struct enclosing *outer)
{
  for (; outer != NULL && !mrb_immediate_p(value); outer = outer->outer) {
    if (!mrb_obj_eq(mrb, outer->value, value)) continue;
    if (mrb_array_p(value)) return mrb_str_new_lit(mrb, "[...]");
    if (mrb_hash_p(value)) return mrb_str_new_lit(mrb, "{...}");
    return mrb_format(mrb, "#<%T:...>", value);
  }
  return mrb_inspect(mrb, value);
}

static mrb_int
trailing_of(struct place place, bool last)
{
  return last ? place.trailing + 1 : 1;
}

static void
write_array(struct pretty *pretty, mrb_value array, struct place place)
{
  write_literal(pretty, "[");
  for (mrb_int i = 0; i < RARRAY_LEN(array); i++) {
    if (i > 0) {
      write_literal(pretty, ",");
      new_line(pretty, place.indent + 1);
    }
    struct place inner = { place.indent + 1, trailing_of(place, i + 1 == RARRAY_LEN(array)), place.outer };
    write_value(pretty, RARRAY_PTR(array)[i], inner);
  }
  write_literal(pretty, "]");
}

/* A value behind its name: on the same line whole, or on the next one. */
static void
write_named(struct pretty *pretty, mrb_value value, struct place place)
{
  mrb_value line = line_of(pretty->mrb, value, place.outer);
  if (!fits_p(pretty, line, place.trailing)) new_line(pretty, place.indent);
  write_value(pretty, value, place);
}

static void
write_hash(struct pretty *pretty, mrb_value hash, struct place place)
{
  mrb_state *mrb = pretty->mrb;
  mrb_value keys = mrb_hash_keys(mrb, hash);
  write_literal(pretty, "{");
  for (mrb_int i = 0; i < RARRAY_LEN(keys); i++) {
    if (i > 0) {
      write_literal(pretty, ",");
      new_line(pretty, place.indent + 1);
    }
    mrb_value key = RARRAY_PTR(keys)[i];
    write_value(pretty, key, (struct place){ place.indent + 1, 2, place.outer });
    write_literal(pretty, "=>");
    struct place inner = { place.indent + 2, trailing_of(place, i + 1 == RARRAY_LEN(keys)), place.outer };
    write_named(pretty, mrb_hash_fetch(mrb, hash, key, mrb_nil_value()), inner);
  }
  write_literal(pretty, "}");
}

/* `names` are Symbols, `read` the method that takes one and answers its value. */
static void
write_members(struct pretty *pretty, mrb_value object, mrb_value names, mrb_sym read, struct place place)
{
  mrb_state *mrb = pretty->mrb;
  for (mrb_int i = 0; i < RARRAY_LEN(names); i++) {
    mrb_value name = RARRAY_PTR(names)[i];
    if (i > 0) write_literal(pretty, ",");
    new_line(pretty, place.indent + 1);
    write_string(pretty, mrb_obj_as_string(mrb, name));
    write_literal(pretty, "=");
    struct place inner = { place.indent + 2, trailing_of(place, i + 1 == RARRAY_LEN(names)), place.outer };
    write_named(pretty, mrb_funcall_argv(mrb, object, read, 1, &name), inner);
  }
  write_literal(pretty, ">");
}

static void
write_object(struct pretty *pretty, mrb_value object, struct place place)
{
  mrb_state *mrb = pretty->mrb;
  write_string(pretty, mrb_format(mrb, "#<%T:%v", object, mrb_ptr_to_str(mrb, mrb_ptr(object))));
  write_members(pretty, object, mrb_obj_instance_variables(mrb, object), MRB_SYM(instance_variable_get), place);
}

static void
write_struct(struct pretty *pretty, mrb_value object, struct place place)
{
  mrb_state *mrb = pretty->mrb;
  mrb_value name = mrb_class_path(mrb, mrb_obj_class(mrb, object));
  write_literal(pretty, "#<struct");
  if (mrb_string_p(name) && RSTRING_PTR(name)[0] != '#') write_string(pretty, mrb_format(mrb, " %v", name));
  write_members(pretty, object, mrb_funcall_argv(mrb, object, MRB_SYM(members), 0, NULL), MRB_OPSYM(aref), place);
}

/* Whether the object's `inspect` is still that of `owner`. */
static bool
inspected_by_p(mrb_state *mrb, mrb_value value, struct RClass *owner)
{
  struct RClass *class = mrb_class(mrb, value);
  mrb_method_t method = mrb_method_search_vm(mrb, &class, MRB_SYM(inspect));
  if (MRB_METHOD_UNDEF_P(method)) return false;
  return (class->tt == MRB_TT_ICLASS ? class->c : class) == owner;
}

typedef void layout(struct pretty *pretty, mrb_value value, struct place place);

/* How a value is laid out over several lines, or NULL when it only has one. */
static layout *
layout_of(mrb_state *mrb, mrb_value value)
{
  switch (mrb_type(value)) {
  case MRB_TT_ARRAY:
    return RARRAY_LEN(value) > 0 && inspected_by_p(mrb, value, mrb->array_class) ? write_array : NULL;
  case MRB_TT_HASH:
    return !mrb_hash_empty_p(mrb, value) && inspected_by_p(mrb, value, mrb->hash_class) ? write_hash : NULL;
  case MRB_TT_STRUCT:
    return inspected_by_p(mrb, value, mrb_class_get_id(mrb, MRB_SYM(Struct))) ? write_struct : NULL;
  case MRB_TT_OBJECT:
    if (RARRAY_LEN(mrb_obj_instance_variables(mrb, value)) == 0) return NULL;
    return inspected_by_p(mrb, value, mrb->kernel_module) ? write_object : NULL;
  default:
    return NULL;
  }
}

static void
write_value(struct pretty *pretty, mrb_value value, struct place place)
{
  mrb_state *mrb = pretty->mrb;
  int arena = mrb_gc_arena_save(mrb);
  mrb_value line = line_of(mrb, value, place.outer);
  layout *layout = fits_p(pretty, line, place.trailing) ? NULL : layout_of(mrb, value);
  struct enclosing enclosing = { place.outer, value, place.outer == NULL ? 1 : place.outer->depth + 1 };
  if (layout == NULL || enclosing.depth > DEPTH) {
    write_string(pretty, line);
  }
  else {
    place.outer = &enclosing;
    layout(pretty, value, place);
  }
  mrb_gc_arena_restore(mrb, arena);
}

mrb_value
kb_pretty(mrb_state *mrb, mrb_value value)
{
  struct pretty pretty = { mrb, kb_text_new(mrb, 64), 0 };
  write_value(&pretty, value, (struct place){ 0, 0, NULL });
  return kb_text_finish(&pretty.text);
}
