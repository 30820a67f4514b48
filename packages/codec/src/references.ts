/** How host objects and Handle ids meet. The codec never keeps an object or an id itself. */
export interface References {
  /**
   * The id for a host object or function that no wire kind can carry. Called once per occurrence while encoding.
   * What it throws propagates unchanged.
   */
  wrap(object: object): number;
  /** The object behind an id that came back. What it throws propagates unchanged. */
  resolve(id: number): unknown;
}

/** How a message is read. */
export interface DecodeOptions {
  /**
   * `"auto"` (default): a Hash whose keys are all Strings, or all Symbols, is a plain object, any other a `Map`.
   * `"map"`: every Hash is a `Map`.
   */
  readonly hashes?: "auto" | "map";
  /**
   * Called again and again while a long message is read, each time after some tenths of a millisecond of work: the place to look at
   * a clock. What it throws propagates unchanged.
   */
  readonly interrupt?: () => void;
  /** How many Symbols may still be read that are new to the thread; each one that is lowers it. Default: as many as the thread has left. */
  readonly newSymbols?: SymbolAllowance;
}

/** A share of the Symbols that a thread can ever hold: they are never collected. */
export interface SymbolAllowance {
  /** Names that may still be registered. */
  left: number;
}
