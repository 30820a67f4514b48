import { readBodies, readBody } from "./function-body.ts";
import { OPCODE, readInstructions } from "./instructions.ts";
import { ByteCursor } from "./leb128.ts";
import { readExports, readImports, type Section } from "./wasm-module.ts";

/** Everything that the Guest Binary may import (SPEC section 8), as `module.name`. */
const ALLOWED_IMPORTS: readonly string[] = [
  "env.__kobako_dispatch",
  "env.__kobako_await",
  "env.__kobako_safepoint",
  "env.__kobako_pause",
  "env.__kobako_grow",
  "wasi_snapshot_preview1.fd_write",
  "wasi_snapshot_preview1.clock_time_get",
  "wasi_snapshot_preview1.random_get",
];

/** Everything that the Guest Binary exports. */
export const ALLOWED_EXPORTS: readonly string[] = [
  "memory",
  "__stack_pointer",
  "__kobako_fuel",
  "__kobako_left",
  "__kobako_alloc",
  "__kobako_setup",
  "__kobako_eval",
  "__kobako_run",
  "__kobako_compile",
  "__kobako_take_outcome",
  "__kobako_yield_to_block",
];

/** What only the build needs: boot runs once, here. */
export const BUILD_EXPORTS: readonly string[] = ["__kobako_boot", "__kobako_meter_expired", "__kobako_cold_segment"];

function difference(left: readonly string[], right: readonly string[]): string[] {
  return left.filter((name) => !right.includes(name));
}

function countMemoryGrow(sections: readonly Section[]): number {
  let found = 0;
  for (const { code } of readBodies(sections).map(readBody)) {
    for (const instruction of readInstructions(new ByteCursor(code)))
      if (instruction.opcode === OPCODE.memoryGrow) found++;
  }
  return found;
}

/** How many `call` sites there are for memory that only the host may grow, and which names are in the way. */
export interface SurfaceReport {
  readonly imports: number;
  readonly exports: number;
}

/**
 * Refuses a binary that imports anything unlisted, exports anything but the list, or could grow its own memory.
 * This is what keeps a guest from reaching more than the runtime hands it, so it runs on every build.
 */
export function checkSurface(
  sections: readonly Section[],
  exports: readonly string[] = ALLOWED_EXPORTS,
): SurfaceReport {
  const imported = readImports(sections).map((entry) => `${entry.module}.${entry.name}`);
  const exported = readExports(sections).map((entry) => entry.name);
  const problems = [
    ...difference(imported, ALLOWED_IMPORTS).map((name) => `imports ${name}`),
    ...difference(exported, exports).map((name) => `exports ${name}`),
    ...difference(exports, exported).map((name) => `lacks the export ${name}`),
  ];
  const grows = countMemoryGrow(sections);
  if (grows > 0) problems.push(`contains ${grows} memory.grow`);
  if (problems.length > 0) throw new Error(`the guest binary is refused: it ${problems.join(", ")}`);
  return { imports: imported.length, exports: exported.length };
}
