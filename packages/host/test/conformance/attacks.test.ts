import { deepStrictEqual } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { snapshotIntrinsics } from "./intrinsics-snapshot.ts";
import { runScenario } from "./run-scenario.ts";
import type { Scenario } from "./scenario.ts";

const file = new URL("../../../../conformance/host/attacks.json", import.meta.url);
const { services, scripts } = JSON.parse(readFileSync(file, "utf8")) as {
  readonly services: Scenario["services"] & object;
  readonly scripts: readonly (Scenario & { readonly attack: number })[];
};

it("the notebook holds at least 80 scripts", () => {
  expect(scripts.length).toBeGreaterThanOrEqual(80);
});

describe.each(["async", "sync"] as const)("%s", (mode) => {
  it.each(scripts.map((script) => [script.attack, script.name, script] as const))(
    "attack %i: %s",
    async (_, __, script) => {
      const before = snapshotIntrinsics();
      await runScenario({ services, ...script }, mode);
      deepStrictEqual(snapshotIntrinsics(), before);
      expect(Reflect.get({}, "polluted")).toBeUndefined();
    },
  );
});
