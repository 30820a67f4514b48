import type { SymbolAllowance } from "./references.ts";

/** Bounds on what one `SymbolNames` registers. */
export interface SymbolBounds {
  /** Most different names. */
  readonly names: number;
  /** Most UTF-16 units in those names, together. */
  readonly units: number;
}

/**
 * Registered symbols by name. A registered symbol is never collected (in V8 it costs about 100 bytes and its name), so a
 * guest that returns ever new ones would fill the host's memory for good. Names beyond the bounds are therefore refused.
 * A hit is also faster than `Symbol.for`.
 */
export class SymbolNames {
  private readonly known = new Map<string, symbol>();
  private readonly bounds: SymbolBounds;
  private units = 0;

  constructor(bounds: SymbolBounds) {
    this.bounds = bounds;
  }

  /** `Symbol.for(name)`; `undefined` for a new name past the bounds, or past what `allowance` has left. */
  symbol(name: string, allowance?: SymbolAllowance): symbol | undefined {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    if (this.known.size >= this.bounds.names || this.units + name.length > this.bounds.units) return undefined;
    if (allowance !== undefined && allowance.left-- <= 0) return undefined;
    const fresh = Symbol.for(name);
    this.units += name.length;
    this.known.set(name, fresh);
    return fresh;
  }
}

/** The thread's: a million names of 32 units on average, some 250 MiB at worst. */
export const symbolNames: SymbolNames = new SymbolNames({ names: 1_048_576, units: 33_554_432 });
