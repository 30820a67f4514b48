/**
 * Bundles the packed packages with Vite, serves the page on loopback and loads it in headless Chromium: `pnpm node
 * tools/matrix/browser.ts`. Fails when a check does; without Chromium it says so and does nothing. `KOBAKO_CHROMIUM` names another.
 */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { makeConsumer } from "./consumer.ts";
import { run } from "./run.ts";
import { serve } from "./serve.ts";

const TOOLS = ["vite@8.3.8", "playwright-core@1.65.1"];

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

interface Outcome {
  readonly checks: Readonly<Record<string, string>>;
  readonly suspends: boolean;
  readonly ticks: number;
}

/** The part of playwright-core that is used here; the package is installed with the consumer, not with the workspace. */
interface Playwright {
  readonly chromium: {
    launchPersistentContext(profile: string, options: object): Promise<Context>;
  };
}

interface Context {
  newPage(): Promise<Page>;
  browser(): { version(): string } | null;
  close(): Promise<void>;
}

interface Page {
  on(event: "pageerror" | "console", listener: (what: { text?: () => string; message?: string }) => void): void;
  goto(address: string): Promise<unknown>;
  waitForSelector(selector: string, options: { timeout: number }): Promise<unknown>;
  textContent(selector: string): Promise<string | null>;
}

async function load(address: string, executablePath: string, folder: string): Promise<Outcome> {
  const main = pathToFileURL(join(folder, "node_modules/playwright-core/index.mjs")).href;
  const { chromium } = (await import(main)) as Playwright;
  const profile = mkdtempSync(join(tmpdir(), "kobako-chromium-"));
  const context = await chromium.launchPersistentContext(profile, { executablePath, args: FLAGS, headless: true });
  try {
    const page = await context.newPage();
    page.on("pageerror", (error) => process.stderr.write(`page: ${error.message}\n`));
    page.on("console", (message) => process.stderr.write(`page: ${message.text?.()}\n`));
    await page.goto(address);
    await page.waitForSelector("pre", { timeout: 30_000 });
    return JSON.parse((await page.textContent("pre")) ?? "") as Outcome;
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

const candidates = [process.env["KOBAKO_CHROMIUM"], "/usr/bin/chromium", "/usr/bin/google-chrome"];
const executable = candidates.find((path) => path !== undefined && existsSync(path));
if (executable === undefined) {
  process.stdout.write("skipped: no Chromium here; install Debian's package chromium, or set KOBAKO_CHROMIUM\n");
} else {
  const folder = await makeConsumer("browser", { extra: TOOLS });
  await run(
    process.execPath,
    ["node_modules/vite/bin/vite.js", "build", "--logLevel", "warn", "--target", "esnext"],
    folder,
  );
  await using site = await serve(join(folder, "dist"));
  const { checks, suspends, ticks } = await load(site.address, executable, folder);
  for (const [name, result] of Object.entries(checks))
    process.stdout.write(`${result === "ok" ? "✓" : "✗"} ${name}  ${result}\n`);
  process.stdout.write(`waits for Promises: ${suspends ? "yes" : "no"}; timer ticks meanwhile: ${ticks}\n`);
  const failed = Object.values(checks).filter((result) => result !== "ok").length;
  process.exitCode = failed === 0 && Object.keys(checks).length > 0 && ticks > 0 ? 0 : 1;
}
