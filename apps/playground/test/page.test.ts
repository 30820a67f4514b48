import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromiumPath, launchChromium, NO_CHROMIUM } from "@kobako/chromium";
import type { Browser, Page } from "playwright-core";
import { build, preview, type PreviewServer } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const shots = fileURLToPath(new URL("../.cache/", import.meta.url));

/** No eval of JavaScript: WebAssembly is all that the page needs. */
const POLICY = "default-src 'self' data:; style-src 'self' 'unsafe-inline'; script-src 'self' 'wasm-unsafe-eval'";

if (chromiumPath === undefined) process.stderr.write(`the page's tests are skipped: ${NO_CHROMIUM}\n`);

describe.skipIf(chromiumPath === undefined)("the page, in Chromium", () => {
  let server: PreviewServer;
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    await build({ root, logLevel: "error", build: { outDir: ".cache/site", emptyOutDir: true } });
    const headers = { "content-security-policy": POLICY };
    server = await preview({
      root,
      logLevel: "error",
      build: { outDir: ".cache/site" },
      preview: { port: 0, host: "127.0.0.1", headers },
    });
    browser = await launchChromium();
    page = await browser.newPage({ viewport: { width: 1200, height: 760 } });
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => complaints.push(message.text()));
    await page.goto(server.resolvedUrls?.local[0] ?? "");
    await page.waitForSelector("#run:not([disabled])");
    mkdirSync(shots, { recursive: true });
  });
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  async function outcome(): Promise<{ value: string | null; output: string | null }> {
    await page.waitForSelector("#run:not([disabled])");
    return { value: await page.textContent("#value"), output: await page.textContent("#output") };
  }

  it("runs the first example", async () => {
    await page.click("#run");
    expect((await outcome()).output).toContain("the    ▪▪▪\n");
    await page.screenshot({ path: `${shots}page.png` });
  });

  it("runs what one types, with Ctrl+Enter", async () => {
    await page.fill("#script", "puts 'typed'\n6 * 7");
    await page.press("#script", "Control+Enter");
    expect(await outcome()).toEqual({ value: "42", output: "typed\n" });
  });

  it("marks a mistake while one types", async () => {
    await page.fill("#script", "puts 1\n)");
    expect(await page.textContent("#problem")).toMatch(/^Line 2, column 1/);
  });

  it("shows output as text, whatever it says", async () => {
    await page.fill("#script", "puts '<img src=x onerror=alert(1)>'");
    await page.press("#script", "Control+Enter");
    expect((await outcome()).output).toBe("<img src=x onerror=alert(1)>\n");
    expect(await page.locator("#output img").count()).toBe(0);
  });

  it("lets a script wait for the page's Service, and refuses what is no colour", async () => {
    await page.fill("#script", "Page::Colour.call('teal'); Page::Colour.call('url(x)')");
    await page.press("#script", "Control+Enter");
    expect((await outcome()).value).toContain("a colour's name has small letters");
    expect(await page.evaluate("document.body.style.getPropertyValue('--accent')")).toBe("teal");
  });

  it("stays alive while a script loops, and ends it", async () => {
    await page.evaluate("globalThis.ticks = 0; setInterval(() => (globalThis.ticks += 1), 10)");
    await page.fill("#script", "loop {}");
    await page.press("#script", "Control+Enter");
    expect((await outcome()).value).toContain("TimeoutError");
    expect(await page.evaluate("globalThis.ticks")).toBeGreaterThan(5);
  });

  it("fits a telephone, in the dark", async () => {
    await page.emulateMedia({ colorScheme: "dark" });
    await page.setViewportSize({ width: 390, height: 844 });
    await page.screenshot({ path: `${shots}phone.png`, fullPage: true });
    expect(await page.evaluate("document.documentElement.scrollWidth <= 390")).toBe(true);
  });

  it("has nothing to complain about", () => {
    expect(complaints).toEqual([]);
  });
});
