import type { Case, Suite } from "../method/case.ts";
import { evalWork, warmSandbox } from "./sandbox-work.ts";

const KIBIBYTE = 1024;
const PUBLISHED: ReadonlyMap<number, number> = new Map([
  [64, 56.3],
  [KIBIBYTE, 57.4],
  [64 * KIBIBYTE, 92.3],
  [512 * KIBIBYTE, 320.3],
]);

function stringCase(bytes: number): Case {
  const gem = PUBLISHED.get(bytes);
  return {
    id: bytes < KIBIBYTE ? `string-${bytes}` : `string-${bytes / KIBIBYTE}k`,
    unit: "µs",
    measures: `A script that makes and returns a String of ${bytes.toLocaleString("en")} bytes; the eval included.`,
    caveat: "Not with a script that only passes a String on: making it is included.",
    ...(bytes === 64 * KIBIBYTE ? { goal: { bound: "at most", value: 45 } as const } : {}),
    ...(gem === undefined ? {} : { rubyGem: { current: gem } }),
    prepare: async () => evalWork(await warmSandbox({ memoryLimit: 8_388_608 }), `"x" * ${bytes}`, "x".repeat(bytes)),
  };
}

function nested(depth: number): unknown {
  return depth === 0 ? "x".repeat(KIBIBYTE) : [nested(depth - 1)];
}

function nestedCase(depth: number, gem: number): Case {
  return {
    id: `nested-${depth}`,
    unit: "µs",
    measures: `A String of 1 KiB in ${depth === 1 ? "an Array" : `${depth} Arrays, one in the other`}.`,
    caveat: "Not with wide data: only depth grows here.",
    rubyGem: { current: gem },
    prepare: async () => evalWork(await warmSandbox(), `v = "x" * 1024\n${depth}.times { v = [v] }\nv`, nested(depth)),
  };
}

export const suite: Suite = {
  name: "returns",
  about: "What a script gives back, by size and shape.",
  cases: [
    ...[64, KIBIBYTE, 64 * KIBIBYTE, 512 * KIBIBYTE].map(stringCase),
    nestedCase(1, 58.4),
    nestedCase(64, 89.7),
    {
      id: "integers",
      unit: "µs",
      measures: "An Array of 10 000 integers.",
      caveat: "Not with strings: each element is written and read on its own.",
      prepare: async () =>
        evalWork(
          await warmSandbox(),
          "Array.new(10_000) { |i| i }",
          Array.from({ length: 10_000 }, (_, index) => index),
        ),
    },
    {
      id: "records",
      unit: "µs",
      measures: "An Array of 1 000 Hashes with three keys.",
      caveat: "Not with arrays of numbers: most of this is making the Hashes and their keys.",
      prepare: async () =>
        evalWork(
          await warmSandbox(),
          'Array.new(1000) { |i| { "id" => i, "name" => "user", "admin" => false } }',
          Array.from({ length: 1000 }, (_, id) => ({ id, name: "user", admin: false })),
        ),
    },
  ],
};
