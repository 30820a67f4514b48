import type { Pairs } from "./key-values.ts";

/** Pairs that are gone with the call: for trying a function out. */
export class MemoryPairs extends Map<string, string> implements Pairs {}
