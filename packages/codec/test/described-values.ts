import { decodeValue, Float, type Handle, type References } from "../src/index.ts";

/** A host object behind a Handle, as the tests know it. */
export class Opaque {
  readonly id: number;

  constructor(id: number) {
    this.id = id;
  }
}

/** Handles of `Opaque` objects: the id is the object's own. */
export const references: References = {
  wrap: (object) => {
    if (object instanceof Opaque) return object.id;
    throw new TypeError("only Opaque objects have a Handle here");
  },
  resolve: (id) => new Opaque(id),
};

/** A token, which only decoding can make. */
export function handleToken(id: number): Handle {
  const bytes = Uint8Array.of(0xd6, 1, id >>> 24, id >>> 16, id >>> 8, id);
  return decodeValue(bytes) as Handle;
}

/** A value as the vectors describe it; conformance/wire/README.md lists the forms. */
export type Described = null | boolean | string | DescribedObject;

interface DescribedObject {
  readonly int?: string;
  readonly float?: string;
  readonly str?: string;
  readonly bin?: string;
  readonly symbol?: string;
  readonly handle?: number;
  readonly array?: readonly Described[];
  readonly map?: readonly (readonly [Described, Described])[];
  readonly wrapped?: Described;
  readonly levels?: number;
  readonly key?: string;
  readonly times?: number;
}

/** What encoding is given for a described value, or what decoding must answer. */
export function hostValue(described: Described, use: "given" | "answered"): unknown {
  if (described === null || typeof described !== "object") return described;
  const { times = 1, levels = 0 } = described;
  if (described.int !== undefined) return integer(described.int);
  if (described.float !== undefined) return float(described.float, use);
  if (described.str !== undefined) return described.str.repeat(times);
  if (described.symbol !== undefined) return Symbol.for(described.symbol.repeat(times));
  if (described.handle !== undefined) return new Opaque(described.handle);
  if (described.bin !== undefined) {
    const bytes = described.bin.match(/../g) ?? [];
    return Uint8Array.from({ length: bytes.length * times }, (_, i) =>
      Number.parseInt(bytes[i % bytes.length] ?? "", 16),
    );
  }
  if (described.array !== undefined) {
    const elements = described.array;
    return Array.from({ length: elements.length * times }, (_, i) =>
      hostValue(elements[i % elements.length] ?? null, use),
    );
  }
  if (described.map !== undefined) return hash(described.map, use);
  let value = hostValue(described.wrapped ?? null, use);
  for (let i = 0; i < levels; i++) value = described.key === undefined ? [value] : { [described.key]: value };
  return value;
}

function integer(digits: string): number | bigint {
  const exact = BigInt(digits);
  const number = Number(exact);
  return Number.isSafeInteger(number) ? number : exact;
}

/** The number that a described Float is. */
export function floatNumber(text: string): number {
  return { inf: Infinity, "-inf": -Infinity, nan: NaN }[text] ?? Number(text);
}

function float(text: string, use: "given" | "answered"): number | Float {
  const number = floatNumber(text);
  return use === "given" && Number.isInteger(number) && !Object.is(number, -0) ? new Float(number) : number;
}

function hash(pairs: readonly (readonly [Described, Described])[], use: "given" | "answered"): unknown {
  const texts = pairs.every(([key]) => typeof key === "string");
  const indexes = pairs.some(([key]) => typeof key === "string" && /^\d+$/.test(key)); // an object would sort them
  const symbols = pairs.length > 0 && pairs.every(([key]) => symbolName(key) !== undefined);
  if ((texts && (use === "answered" || !indexes)) || (symbols && use === "answered")) {
    return plainObject(pairs.map(([key, value]) => [symbolName(key) ?? String(key), hostValue(value, use)]));
  }
  return new Map(pairs.map(([key, value]) => [hostValue(key, use), hostValue(value, use)]));
}

function symbolName(described: Described): string | undefined {
  return described !== null && typeof described === "object" ? described.symbol : undefined;
}

/** A plain object with these own data properties, `__proto__` among them. */
export function plainObject(entries: readonly (readonly [string, unknown])[]): Record<string, unknown> {
  const object = {};
  for (const [key, value] of entries) {
    Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
  }
  return object;
}
