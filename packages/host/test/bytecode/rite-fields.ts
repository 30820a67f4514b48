/** A number or text inside RITE bytecode that a hostile author would change. */
export interface RiteField {
  readonly kind:
    | "header"
    | "recordSize"
    | "locals"
    | "registers"
    | "children"
    | "handlers"
    | "codeLength"
    | "code"
    | "handler"
    | "poolLength"
    | "poolType"
    | "poolText"
    | "poolValue"
    | "symbolsLength"
    | "symbolLength"
    | "symbolText";
  readonly offset: number;
  readonly size: number;
}

const HEADER_BYTES = 20;
const SECTION_HEADER_BYTES = 12;
const HANDLER_BYTES = 13;
/** How a pool value begins: mruby/irep.h's `enum irep_pool_type`. */
const POOL = { string: 0, int32: 1, staticString: 2, int64: 3, float: 5, bigint: 7 } as const;
const NO_NAME = 0xffff;

/** Where everything is in well-formed RITE bytecode, as far as its instruction section goes. */
export function riteFields(code: Uint8Array): readonly RiteField[] {
  const view = new DataView(code.buffer, code.byteOffset, code.byteLength);
  const fields: RiteField[] = [{ kind: "header", offset: 0, size: HEADER_BYTES }];
  let at = HEADER_BYTES + SECTION_HEADER_BYTES;
  const take = (kind: RiteField["kind"], size: number): number => {
    const offset = at;
    at += size;
    if (size > 0) fields.push({ kind, offset, size });
    return offset;
  };
  const number = (kind: RiteField["kind"], size: 1 | 2 | 4): number => {
    const offset = take(kind, size);
    return size === 1 ? view.getUint8(offset) : size === 2 ? view.getUint16(offset) : view.getUint32(offset);
  };
  const poolValue = (): void => {
    const type = number("poolType", 1);
    if (type === POOL.string || type === POOL.staticString) take("poolText", number("poolValue", 2) + 1);
    else if (type === POOL.bigint) take("poolText", number("poolValue", 1) + 1);
    else take("poolValue", type === POOL.int32 ? 4 : 8);
  };
  const record = (): void => {
    number("recordSize", 4);
    number("locals", 2);
    number("registers", 2);
    const children = number("children", 2);
    const handlers = number("handlers", 2);
    take("code", number("codeLength", 4));
    for (let count = handlers; count > 0; count--) take("handler", HANDLER_BYTES);
    for (let count = number("poolLength", 2); count > 0; count--) poolValue();
    for (let count = number("symbolsLength", 2); count > 0; count--) {
      const length = number("symbolLength", 2);
      if (length !== NO_NAME) take("symbolText", length + 1);
    }
    for (let count = children; count > 0; count--) record();
  };
  record();
  return fields;
}
