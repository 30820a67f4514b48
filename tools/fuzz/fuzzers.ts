/** A fuzzer, as a program of its own. */
export interface FuzzerProgram {
  readonly name: string;
  /** What is generated, and what must hold. */
  readonly about: string;
  readonly program: string;
  /** Arguments before the others. */
  readonly args?: readonly string[];
  /** Where a program counts inputs, in place of minutes: how many at a time. It is run again with the next seed until time is up. */
  readonly inputs?: number;
}

/** What `pnpm fuzz` can run. */
export const FUZZERS: readonly FuzzerProgram[] = [
  {
    name: "script",
    about: "Ruby programs from a grammar; each ends in one typed way, twice alike, and the next invocation is fresh",
    program: "packages/host/test/fuzz/main.ts",
    args: ["script"],
  },
  {
    name: "service",
    about: "host objects; nothing but what was made to be allowed is touched",
    program: "packages/host/test/fuzz/main.ts",
    args: ["service"],
  },
  {
    name: "concurrency",
    about: "interleaved invocations, Services, aborts and time-outs; every ending is one that the model explains",
    program: "packages/host/test/fuzz/main.ts",
    args: ["concurrency"],
  },
  {
    name: "memory",
    about: "guests whose memory is written while they wait; limits hold and the next invocation is fresh",
    program: "packages/runtime/test/memory-fuzz.ts",
  },
  {
    name: "wire",
    about: "damaged messages for the host's decoders; values or CodecErrors, and little memory",
    program: "packages/codec/test/fuzz/fuzz.ts",
    inputs: 100_000,
  },
  {
    name: "guest-wire",
    about: "damaged Responses for the guest's decoder; accepted, or one of two traps",
    program: "packages/host/test/conformance/guest-fuzz.ts",
    inputs: 2_000,
  },
  {
    name: "bytecode",
    about: "damaged RITE bytecode; each ends in one typed way within its limits, and the next invocation is fresh",
    program: "packages/host/test/bytecode/bytecode-fuzz.ts",
    inputs: 5_000,
  },
];
