/*
** parameters.c - see kobako/parameters.h
**
** A method's bytecode is all that is known of its keywords: OP_KARG takes one, and OP_KEY_P in front of it says that it has
** a default.
*/
#include <kobako/parameters.h>
#include <mruby/array.h>
#include <mruby/error.h>
#include <mruby/hash.h>
#include <mruby/irep.h>
#include <mruby/opcode.h>
#include <mruby/proc.h>
#include <mruby/string.h>
#include <stdbool.h>

/* Bytes of an instruction's operands. */
enum { Z = 0, B = 1, BB = 2, BBB = 3, BS = 3, BSS = 5, S = 2, W = 3 };

static const uint8_t operand_bytes[] = {
#define OPCODE(name, operands) operands,
#include <mruby/ops.h>
#undef OPCODE
};

static const mrb_irep *
running_irep(mrb_state *mrb)
{
  return mrb->c->ci->proc->body.irep;
}

/*
** The first instruction from `code` on that takes a keyword without a default, or NULL. Methods of more than 255 symbols are not
** looked into. `with_default` is -1 to begin with and goes from one call to the next.
*/
static const mrb_code *
next_required(const mrb_irep *irep, const mrb_code *code, int *with_default)
{
  const mrb_code *end = irep->iseq + irep->ilen;
  while (code < end && *code != OP_KEYEND && *code < OP_EXT1) {
    if (*code == OP_KEY_P) *with_default = code[2];
    if (*code == OP_KARG && code[2] != *with_default) return code;
    code += 1 + operand_bytes[*code];
  }
  return NULL;
}

int
kb_parameters_required(const mrb_irep *irep)
{
  int count = 0, with_default = -1;
  const mrb_code *code = irep->iseq;
  while ((code = next_required(irep, code, &with_default)) != NULL) {
    count++;
    code += 1 + BB;
  }
  return count;
}

/* The names of the keywords without a default, in order, from `code` on. */
static mrb_value
required_keywords(mrb_state *mrb, const mrb_code *code)
{
  const mrb_irep *irep = running_irep(mrb);
  mrb_value names = mrb_ary_new(mrb);
  int with_default = -1;
  while ((code = next_required(irep, code, &with_default)) != NULL) {
    mrb_ary_push(mrb, names, mrb_symbol_value(irep->syms[code[2]]));
    code += 1 + BB;
  }
  return names;
}

static mrb_value
plural(mrb_state *mrb, mrb_value list)
{
  return RARRAY_LEN(list) == 1 ? mrb_str_new_lit(mrb, "") : mrb_str_new_lit(mrb, "s");
}

static mrb_value
expected(mrb_state *mrb)
{
  const mrb_code *code = running_irep(mrb)->iseq;
  mrb_aspec spec = *code == OP_ENTER ? (mrb_aspec)(code[1] << 16 | code[2] << 8 | code[3]) : 0;
  mrb_int least = MRB_ASPEC_REQ(spec) + MRB_ASPEC_POST(spec);
  if (MRB_ASPEC_REST(spec)) return mrb_format(mrb, "%i+", least);
  if (MRB_ASPEC_OPT(spec) == 0) return mrb_format(mrb, "%i", least);
  return mrb_format(mrb, "%i..%i", least, least + MRB_ASPEC_OPT(spec));
}

mrb_value
kb_parameters_arity_error(mrb_state *mrb, mrb_int given)
{
  const mrb_callinfo *call = mrb->c->ci;
  const mrb_code *code = running_irep(mrb)->iseq;
  bool takes_keywords = *code == OP_ENTER && (code[3] & 0x7e) != 0;
  /* Keywords that nobody takes are an argument, a Hash. */
  if (call->nk != 0 && !takes_keywords && !mrb_hash_empty_p(mrb, call->stack[call->n == 15 ? 2 : call->n + 1])) given++;
  mrb_value names = required_keywords(mrb, running_irep(mrb)->iseq), keywords = mrb_str_new_lit(mrb, "");
  if (RARRAY_LEN(names) > 0) {
    mrb_value list = mrb_ary_join(mrb, names, mrb_str_new_lit(mrb, ", "));
    keywords = mrb_format(mrb, "; required keyword%v: %v", plural(mrb, names), list);
  }
  mrb_value message = mrb_format(mrb, "wrong number of arguments (given %i, expected %v%v)", given, expected(mrb), keywords);
  return mrb_exc_new_str(mrb, E_ARGUMENT_ERROR, message);
}

static mrb_value
keyword_error(mrb_state *mrb, const char *problem, mrb_value names)
{
  mrb_value shown = mrb_ary_new(mrb);
  for (mrb_int i = 0; i < RARRAY_LEN(names); i++) mrb_ary_push(mrb, shown, mrb_inspect(mrb, RARRAY_PTR(names)[i]));
  mrb_value list = mrb_ary_join(mrb, shown, mrb_str_new_lit(mrb, ", "));
  return mrb_exc_new_str(mrb, E_ARGUMENT_ERROR, mrb_format(mrb, "%s keyword%v: %v", problem, plural(mrb, names), list));
}

mrb_value
kb_parameters_missing_error(mrb_state *mrb, mrb_value keywords)
{
  const mrb_code *here = mrb->c->ci->pc - (1 + BB); /* earlier ones are taken out of the Hash */
  mrb_value required = required_keywords(mrb, here), missing = mrb_ary_new(mrb);
  for (mrb_int i = 0; i < RARRAY_LEN(required); i++) {
    mrb_value name = RARRAY_PTR(required)[i];
    if (!mrb_hash_p(keywords) || !mrb_hash_key_p(mrb, keywords, name)) mrb_ary_push(mrb, missing, name);
  }
  return keyword_error(mrb, "missing", missing);
}

mrb_value
kb_parameters_unknown_error(mrb_state *mrb, mrb_value keywords)
{
  return keyword_error(mrb, "unknown", mrb_hash_keys(mrb, keywords));
}
