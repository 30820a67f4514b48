import { accepted, bytesOf, refused } from "../vectors.ts";
import type { Seed } from "./run-inputs.ts";

/** Largest message to start from: mutants of longer ones say little more and cost much. */
const LONGEST = 2048;

/** The golden vectors, accepted and refused ones. */
export const corpus: readonly Seed[] = [
  ...accepted.flatMap(({ vectors }) => vectors),
  ...refused.flatMap(({ vectors }) => vectors),
]
  .map(({ envelope = "value", bytes }) => ({ envelope, bytes: bytesOf(bytes) }))
  .filter(({ bytes }) => bytes.length > 0 && bytes.length <= LONGEST);
