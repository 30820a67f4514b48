/** Runs every scenario of a folder, known gaps aside, in both modes, on whatever Node runs this: `main.js <conformance/host>`. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Runtime } from "@kobako/runtime";
import { runScenario } from "./run-scenario.ts";
import type { Scenario } from "./scenario.ts";

const read = (name: string): unknown => JSON.parse(readFileSync(join(process.argv[2] ?? "", name), "utf8"));
const gaps = new Set(read("known-gaps.json") as readonly string[]);
const scenarios = (read("scenarios.json") as readonly Scenario[]).filter(({ name }) => !gaps.has(name));
let passed = 0;
const failures: string[] = [];
for (const scenario of scenarios) {
  for (const mode of scenario.modes ?? (["async", "sync"] as const)) {
    // What only the asynchronous mode can do needs an engine that can wait; elsewhere both modes end alike.
    if (!Runtime.shared.canSuspend && scenario.modes !== undefined) continue;
    const ends =
      !Runtime.shared.canSuspend && scenario.sync !== undefined ? { ...scenario, expect: scenario.sync } : scenario;
    try {
      await runScenario(ends, mode);
      passed += 1;
    } catch (error) {
      failures.push(`${mode} > ${scenario.name}: ${String(error)}`);
    }
  }
}
for (const failure of failures) process.stdout.write(`${failure}\n`);
process.stdout.write(`${process.version}: ${passed} passed, ${failures.length} failed\n`);
process.exitCode = failures.length === 0 && passed > 0 ? 0 : 1;
