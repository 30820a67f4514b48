import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { FUZZERS } from "../fuzz/fuzzers.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

test.each(FUZZERS.map(({ name, program }) => [name, program] as const))(
  "the fuzzer %s is the program %s",
  (_, program) => {
    expect(existsSync(join(root, program))).toBe(true);
  },
);
