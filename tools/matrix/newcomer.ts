/**
 * A newcomer's path, from an empty folder and the packed packages: install, first result, a Service, an Express route, each
 * with the code of the guides. `pnpm node tools/matrix/newcomer.ts` prints how long each step took; it fails when one does.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { packages } from "./packed.ts";
import { npmInstall, run } from "./run.ts";

const SCRIPTS = {
  "first result": `import { Sandbox } from "@kobako/host";
console.log((await new Sandbox().eval("[1, 2, 3].sum")).value);`,
  "a Service of one's own": `import { Sandbox } from "@kobako/host";
const prices = new Map([["tea", 3.5], ["mug", 9]]);
const shop = new Sandbox().bind("Prices::Lookup", async (product) => prices.get(product));
console.log((await shop.eval(\`%w[tea mug].sum { |product| Prices::Lookup.call(product) }\`)).value);`,
  "an Express route": `import { Sandbox } from "@kobako/host";
import { kobakoErrorHandler, sandboxHandler } from "@kobako/express";
import express from "express";
const sandbox = new Sandbox().preload({ name: "Price", code: "Price = ->(cart) { cart['items'].sum { |item| item['cents'] } }" });
const app = express().post("/price", sandboxHandler({ sandbox, entrypoint: "Price" })).use(kobakoErrorHandler());
const server = app.listen(0, "127.0.0.1", async () => {
  const headers = { "content-type": "application/json" };
  const body = JSON.stringify({ items: [{ cents: 250 }, { cents: 90 }] });
  const answer = await fetch(\`http://127.0.0.1:\${server.address().port}/price\`, { method: "POST", headers, body });
  console.log(await answer.json());
  server.close();
  server.closeAllConnections();
});`,
};
const EXPECTED = { "first result": "6", "a Service of one's own": "12.5", "an Express route": "340" };

async function step(name: string, work: () => Promise<string>, expected?: string): Promise<boolean> {
  const start = performance.now();
  const printed = (await work()).trim();
  const passed = expected === undefined || printed === expected;
  const seconds = ((performance.now() - start) / 1000).toFixed(2);
  process.stdout.write(`| ${name} | ${seconds} s | ${passed ? (expected ?? "") : `printed ${printed}`} |\n`);
  return passed;
}

const wanted = (await packages()).filter(({ name }) => name !== "@kobako/nest").map(({ tarball }) => tarball);
const folder = mkdtempSync(join(tmpdir(), "kobako-newcomer-"));
process.stdout.write("| step | took | printed |\n| --- | --: | --- |\n");
try {
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  const passed = [await step("npm install, Express included", () => npmInstall(folder, [...wanted, "express@5"]))];
  for (const [name, script] of Object.entries(SCRIPTS)) {
    writeFileSync(join(folder, "main.js"), script);
    passed.push(
      await step(name, () => run(process.execPath, ["main.js"], folder), EXPECTED[name as keyof typeof EXPECTED]),
    );
  }
  process.exitCode = passed.every(Boolean) ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true });
}
