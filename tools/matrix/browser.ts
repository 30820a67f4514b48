/**
 * Bundles the packed packages with Vite, serves the page on loopback and loads it in headless Chromium: `pnpm node
 * tools/matrix/browser.ts`. Fails when a check does; without Chromium it says so and does nothing. `KOBAKO_CHROMIUM` names another.
 */
import { join } from "node:path";
import { chromiumPath, launchChromium, NO_CHROMIUM } from "@kobako/chromium";
import { makeConsumer } from "./consumer.ts";
import { run } from "./run.ts";
import { serve } from "./serve.ts";

const TOOLS = ["vite@8.3.8"];

interface Outcome {
  readonly checks: Readonly<Record<string, string>>;
  readonly suspends: boolean;
  readonly ticks: number;
}

async function load(address: string): Promise<Outcome> {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    page.on("pageerror", (error) => process.stderr.write(`page: ${error.message}\n`));
    page.on("console", (message) => process.stderr.write(`page: ${message.text()}\n`));
    await page.goto(address);
    await page.waitForSelector("pre", { timeout: 30_000 });
    return JSON.parse((await page.textContent("pre")) ?? "") as Outcome;
  } finally {
    await browser.close();
  }
}

if (chromiumPath === undefined) {
  process.stdout.write(`skipped: ${NO_CHROMIUM}\n`);
} else {
  const folder = await makeConsumer("browser", { extra: TOOLS });
  await run(
    process.execPath,
    ["node_modules/vite/bin/vite.js", "build", "--logLevel", "warn", "--target", "esnext"],
    folder,
  );
  await using site = await serve(join(folder, "dist"));
  const { checks, suspends, ticks } = await load(site.address);
  for (const [name, result] of Object.entries(checks))
    process.stdout.write(`${result === "ok" ? "✓" : "✗"} ${name}  ${result}\n`);
  process.stdout.write(`waits for Promises: ${suspends ? "yes" : "no"}; timer ticks meanwhile: ${ticks}\n`);
  const failed = Object.values(checks).filter((result) => result !== "ok").length;
  process.exitCode = failed === 0 && Object.keys(checks).length > 0 && ticks > 0 ? 0 : 1;
}
