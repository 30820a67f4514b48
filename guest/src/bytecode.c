/*
** bytecode.c - see kobako/bytecode.h
*/
#include <kobako/bytecode.h>
#include <mruby/dump.h>
#include <mruby/internal.h>
#include <mruby/opcode.h>
#include <string.h>

enum layout { Z, B, BB, BBB, BS, BSS, S, W };

/* Bytes of each operand. */
static const uint8_t sizes[][3] = {
  [Z] = { 0 },       [B] = { 1 },       [BB] = { 1, 1 }, [BBB] = { 1, 1, 1 },
  [BS] = { 1, 2 },   [BSS] = { 1, 2, 2 }, [S] = { 2 },   [W] = { 3 },
};

static const uint8_t layouts[] = {
#define OPCODE(name, layout) layout,
#include <mruby/ops.h>
#undef OPCODE
};

#define OPCODES (sizeof(layouts) / sizeof(layouts[0]))

/*
** What the operands are, one letter each:
**   r register   2 register and the one after it   3 register and the two after it
**   y symbol     t literal that is a text          d literal that is a number
**   i code       j distance of a jump              - anything
*/
static const char roles[OPCODES][4] = {
  [OP_NOP] = "",       [OP_MOVE] = "rr",     [OP_LOADL] = "rd",    [OP_LOADI] = "r-",     [OP_LOADINEG] = "r-",
  [OP_LOADI__1] = "r", [OP_LOADI_0] = "r",   [OP_LOADI_1] = "r",   [OP_LOADI_2] = "r",    [OP_LOADI_3] = "r",
  [OP_LOADI_4] = "r",  [OP_LOADI_5] = "r",   [OP_LOADI_6] = "r",   [OP_LOADI_7] = "r",    [OP_LOADI16] = "r-",
  [OP_LOADI32] = "r--", [OP_LOADSYM] = "ry", [OP_LOADNIL] = "r",   [OP_LOADSELF] = "r",   [OP_LOADT] = "r",
  [OP_LOADF] = "r",    [OP_GETGV] = "ry",    [OP_SETGV] = "ry",    [OP_GETSV] = "ry",     [OP_SETSV] = "ry",
  [OP_GETIV] = "ry",   [OP_SETIV] = "ry",    [OP_GETCV] = "ry",    [OP_SETCV] = "ry",     [OP_GETCONST] = "ry",
  [OP_SETCONST] = "ry", [OP_GETMCNST] = "ry", [OP_SETMCNST] = "2y", [OP_GETUPVAR] = "r--", [OP_SETUPVAR] = "r--",
  [OP_GETIDX] = "2",   [OP_SETIDX] = "3",    [OP_JMP] = "j",       [OP_JMPIF] = "rj",     [OP_JMPNOT] = "rj",
  [OP_JMPNIL] = "rj",  [OP_JMPUW] = "j",     [OP_EXCEPT] = "r",    [OP_RESCUE] = "rr",    [OP_RAISEIF] = "r",
  [OP_SSEND] = "ry-",  [OP_SSENDB] = "ry-",  [OP_SEND] = "ry-",    [OP_SENDB] = "ry-",    [OP_CALL] = "x",
  [OP_SUPER] = "r-",   [OP_ARGARY] = "r-",   [OP_ENTER] = "-",     [OP_KEY_P] = "ry",     [OP_KEYEND] = "",
  [OP_KARG] = "ry",    [OP_RETURN] = "r",    [OP_RETURN_BLK] = "r", [OP_BREAK] = "r",     [OP_BLKPUSH] = "r-",
  [OP_ADD] = "2",      [OP_ADDI] = "r-",     [OP_SUB] = "2",       [OP_SUBI] = "r-",      [OP_MUL] = "2",
  [OP_DIV] = "2",      [OP_EQ] = "2",        [OP_LT] = "2",        [OP_LE] = "2",         [OP_GT] = "2",
  [OP_GE] = "2",       [OP_ARRAY] = "r-",    [OP_ARRAY2] = "rr-",  [OP_ARYCAT] = "2",     [OP_ARYPUSH] = "r-",
  [OP_ARYSPLAT] = "r", [OP_AREF] = "rr-",    [OP_ASET] = "rr-",    [OP_APOST] = "r--",    [OP_INTERN] = "r",
  [OP_SYMBOL] = "rt",  [OP_STRING] = "rt",   [OP_STRCAT] = "2",    [OP_HASH] = "r-",      [OP_HASHADD] = "r-",
  [OP_HASHCAT] = "2",  [OP_LAMBDA] = "ri",   [OP_BLOCK] = "ri",    [OP_METHOD] = "ri",    [OP_RANGE_INC] = "2",
  [OP_RANGE_EXC] = "2", [OP_OCLASS] = "r",   [OP_CLASS] = "2y",    [OP_MODULE] = "ry",    [OP_EXEC] = "ri",
  [OP_DEF] = "2y",     [OP_ALIAS] = "yy",    [OP_UNDEF] = "y",     [OP_SCLASS] = "r",     [OP_TCLASS] = "r",
  [OP_DEBUG] = "---",  [OP_ERR] = "t",       [OP_EXT1] = "x",      [OP_EXT2] = "x",       [OP_EXT3] = "x",
  [OP_STOP] = "",
};

struct instruction {
  uint8_t opcode;
  uint32_t operands[3];
};

/* Reads the instruction at `at` and moves on; false where the code ends within it, or no opcode is. */
static bool
read_instruction(const mrb_irep *irep, uint32_t *at, struct instruction *instruction)
{
  const uint8_t *code = irep->iseq;
  uint32_t left = irep->ilen - *at;
  uint8_t wide = 0;
  if (left > 0 && code[*at] >= OP_EXT1 && code[*at] <= OP_EXT3) {
    wide = (uint8_t)(code[(*at)++] - OP_EXT1 + 1);
    left--;
  }
  if (left == 0) return false;
  instruction->opcode = code[(*at)++];
  left--;
  if (instruction->opcode >= OPCODES || roles[instruction->opcode][0] == 'x') return false;
  if (layouts[instruction->opcode] == B) wide = wide == 1; /* as the interpreter has it */
  for (int i = 0; i < 3; i++) {
    uint32_t size = sizes[layouts[instruction->opcode]][i];
    if (size == 1 && ((i == 0 && (wide & 1)) || (i == 1 && (wide & 2)))) size = 2;
    if (left < size) return false;
    left -= size;
    instruction->operands[i] = 0;
    for (; size > 0; size--) instruction->operands[i] = instruction->operands[i] << 8 | code[(*at)++];
  }
  return true;
}

static bool
operand_p(const mrb_irep *irep, char role, uint32_t operand)
{
  switch (role) {
    case 'r': return operand < irep->nregs;
    case '2': return operand + 1 < irep->nregs;
    case '3': return operand + 2 < irep->nregs;
    case 'y': return operand < irep->slen;
    case 't': return operand < irep->plen && (irep->pool[operand].tt & IREP_TT_NFLAG) == 0;
    case 'd': return operand < irep->plen && (irep->pool[operand].tt & IREP_TT_NFLAG) != 0;
    case 'i': return operand < irep->rlen;
    default: return true;
  }
}

/* Registers after the receiver that a call reads and writes: arguments, keywords, block. */
static uint32_t
call_registers(uint32_t counts)
{
  uint32_t arguments = counts & 15, keywords = counts >> 4 & 15;
  return (arguments == 15 ? 1 : arguments) + (keywords == 15 ? 1 : keywords * 2) + 1;
}

/* How many registers an instruction takes from its first operand on, where a count of its own says so. */
static bool
spans_p(const mrb_irep *irep, const struct instruction *instruction)
{
  const uint32_t *operands = instruction->operands;
  uint32_t first = operands[0], count;
  switch (instruction->opcode) {
    case OP_SSEND: case OP_SSENDB: case OP_SEND: case OP_SENDB: count = call_registers(operands[2]); break;
    case OP_SUPER: count = call_registers(operands[1]); break;
    case OP_ARRAY: count = operands[1] == 0 ? 0 : operands[1] - 1; break;
    case OP_ARRAY2: first = operands[1]; count = operands[2] == 0 ? 0 : operands[2] - 1; break;
    case OP_ARYPUSH: count = operands[1]; break;
    case OP_HASH: count = operands[1] == 0 ? 0 : operands[1] * 2 - 1; break;
    case OP_HASHADD: count = operands[1] * 2; break;
    case OP_APOST: count = operands[2]; break;
    case OP_ENTER: {
      uint32_t aspec = operands[0];
      uint32_t rest = aspec >> 12 & 1, words = (aspec >> 2 & 31) > 0 || (aspec >> 1 & 1) > 0;
      first = 0;
      count = (aspec >> 18 & 31) + (aspec >> 13 & 31) + rest + (aspec >> 7 & 31) + words + 1;
      break;
    }
    default: return true;
  }
  return first + count < irep->nregs;
}

static bool
ends_p(uint8_t opcode)
{
  return opcode == OP_RETURN || opcode == OP_RETURN_BLK || opcode == OP_BREAK || opcode == OP_STOP || opcode == OP_JMP ||
         opcode == OP_JMPUW || opcode == OP_ERR;
}

/* Marks where instructions begin, and checks all but the jumps. */
static bool
mark_instructions(const mrb_irep *irep, uint8_t *starts)
{
  struct instruction instruction = { .opcode = OP_NOP };
  for (uint32_t at = 0; at < irep->ilen;) {
    starts[at] = 1;
    if (!read_instruction(irep, &at, &instruction)) return false;
    const char *role = roles[instruction.opcode];
    for (int i = 0; role[i] != '\0'; i++) {
      if (!operand_p(irep, role[i], instruction.operands[i])) return false;
    }
    if (!spans_p(irep, &instruction)) return false;
  }
  return ends_p(instruction.opcode);
}

static bool
jumps_p(const mrb_irep *irep, const uint8_t *starts)
{
  struct instruction instruction;
  for (uint32_t at = 0; at < irep->ilen;) {
    read_instruction(irep, &at, &instruction);
    /* Behind ENTER stands one jump of three bytes for each number of optional arguments that may be given. */
    uint32_t optional = instruction.opcode == OP_ENTER ? instruction.operands[0] >> 13 & 31 : 0;
    for (uint32_t given = 1; given <= optional; given++) {
      if (at + given * 3 >= irep->ilen || !starts[at + given * 3]) return false;
    }
    const char *jump = strchr(roles[instruction.opcode], 'j');
    if (jump == NULL) continue;
    int64_t target = (int64_t)at + (int16_t)instruction.operands[jump - roles[instruction.opcode]];
    if (target < 0 || target >= (int64_t)irep->ilen || !starts[target]) return false;
  }
  const struct mrb_irep_catch_handler *handlers = irep->clen > 0 ? mrb_irep_catch_handler_table(irep) : NULL;
  for (uint16_t i = 0; i < irep->clen; i++) {
    uint32_t begin = mrb_irep_catch_handler_unpack(handlers[i].begin);
    uint32_t end = mrb_irep_catch_handler_unpack(handlers[i].end);
    uint32_t target = mrb_irep_catch_handler_unpack(handlers[i].target);
    if (handlers[i].type > KOBAKO_CATCH_HELD || begin > end || end > irep->ilen) return false;
    if (handlers[i].type == KOBAKO_CATCH_HELD ? target >= irep->nregs : target >= irep->ilen || !starts[target]) return false;
  }
  return true;
}

bool
kb_bytecode_sound_p(mrb_state *mrb, const mrb_irep *irep)
{
  if (irep->ilen == 0 || irep->nregs == 0 || irep->nlocals > irep->nregs) return false;
  uint8_t *starts = (uint8_t *)mrb_calloc(mrb, irep->ilen, 1);
  bool sound = mark_instructions(irep, starts) && jumps_p(irep, starts);
  mrb_free(mrb, starts);
  for (int i = 0; sound && i < irep->rlen; i++) sound = kb_bytecode_sound_p(mrb, irep->reps[i]);
  return sound;
}
