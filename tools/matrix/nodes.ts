/** Runs the packed packages on every supported line of Node: `pnpm node tools/matrix/nodes.ts`. Fails when a check does. */
import { makeConsumer } from "./consumer.ts";
import { NODE_VERSIONS, nodeProgram } from "./pinned-nodes.ts";
import { run } from "./run.ts";

interface Outcome {
  readonly checks: Readonly<Record<string, string>>;
  readonly suspends: boolean;
}

const folder = await makeConsumer("node");
let failures = 0;
process.stdout.write("| Node | waits for Promises | checks | failed |\n| --- | --- | --: | --- |\n");
for (const version of NODE_VERSIONS) {
  const { checks, suspends } = JSON.parse(await run(await nodeProgram(version), ["smoke.js"], folder)) as Outcome;
  const failed = Object.entries(checks).filter(([, result]) => result !== "ok");
  failures += failed.length;
  const row = [version, suspends ? "yes" : "no", Object.keys(checks).length];
  process.stdout.write(`| ${row.join(" | ")} | ${failed.map(([name, why]) => `${name}: ${why}`).join("; ")} |\n`);
}
process.exitCode = failures === 0 ? 0 : 1;
