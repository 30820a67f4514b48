import { strictEqual } from "node:assert/strict";
import type { Execution, SandboxOptions } from "@kobako/host";
import type { Case, Suite } from "../method/case.ts";
import { repeat, warmSandbox } from "./sandbox-work.ts";

interface Writing {
  readonly texts: Omit<Case, "unit" | "prepare">;
  readonly source: string;
  readonly options?: SandboxOptions;
  readonly bytes: number;
  readonly truncated: boolean;
}

function writing({ texts, source, options, bytes, truncated }: Writing): Case {
  return {
    unit: "µs",
    ...texts,
    prepare: async () => {
      const sandbox = await warmSandbox(options);
      return {
        run: () => sandbox.eval(source),
        check: (result) => {
          const { stdoutBytes, stdoutTruncated } = result as Execution;
          strictEqual(stdoutBytes.length, bytes);
          strictEqual(stdoutTruncated, truncated);
        },
      };
    },
  };
}

export const suite: Suite = {
  name: "output",
  about: "What a script writes, up to the cap and past it.",
  cases: [
    writing({
      texts: {
        id: "puts-1000",
        measures: "1 000 `puts` of 64 bytes, all of them kept.",
        caveat: "Not with writing to a terminal or a file: output is captured in memory.",
        rubyGem: { current: 2590 },
      },
      source: repeat(`puts "${"x".repeat(64)}"`, 1000),
      bytes: 65_000,
      truncated: false,
    }),
    writing({
      texts: {
        id: "saturate-cap",
        measures: "2 048 `puts` of about 1 KiB against a cap of 1 MiB: half of them are dropped.",
        caveat: "Not with 1 000 puts of 64 bytes: this is 32 times as much to write.",
        rubyGem: { current: 5630 },
      },
      source: `line = "x" * 1023\n${repeat("puts line", 2048)}`,
      bytes: 1_048_576,
      truncated: true,
    }),
  ],
};
