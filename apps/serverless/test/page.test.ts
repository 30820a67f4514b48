import { mkdirSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { chromiumPath, launchChromium, NO_CHROMIUM } from "@kobako/chromium";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listen } from "../src/http-server.ts";
import { seed } from "../src/seed.ts";
import { FunctionStore } from "../src/store/function-store.ts";
import { TenantStore } from "../src/store/tenant-store.ts";
import { type RunningApp, startApp } from "./running-app.ts";

/** Where to put pictures of the page, for people to look at. */
const PICTURES = process.env["KOBAKO_SCREENSHOTS"];
const PHONE = { width: 360, height: 780 };

if (chromiumPath === undefined) process.stderr.write(`the page's tests are skipped: ${NO_CHROMIUM}\n`);

describe.skipIf(chromiumPath === undefined)("the page, in Chromium", () => {
  let app: RunningApp;
  let browser: Browser;
  let key: string;
  beforeAll(async () => {
    app = await startApp();
    key = seed(new TenantStore(app.database.functions), new FunctionStore(app.database.functions), undefined);
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser.close();
    await app[Symbol.asyncDispose]();
  });

  /** Opens the page as the program's greeting says; complaints of the browser are failures. */
  async function open(options: BrowserContextOptions = {}): Promise<Page & AsyncDisposable> {
    const context = await browser.newContext({ reducedMotion: "reduce", ...options });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.goto(`${app.address}/#key=${key}`);
    await page.locator("#functions button[aria-current=true]").waitFor();
    return Object.assign(page, {
      async [Symbol.asyncDispose]() {
        await context.close();
        // Chromium notes refusals of the server that the page has asked for.
        expect(complaints.filter((text) => !/status of 4\d\d/.test(text))).toEqual([]);
      },
    });
  }

  const text = (page: Page, selector: string): Promise<string> => page.locator(selector).innerText();

  async function edit(page: Page, source: string): Promise<void> {
    await page.locator("#source").fill(source);
  }

  async function picture(page: Page, name: string): Promise<void> {
    if (PICTURES === undefined) return;
    mkdirSync(PICTURES, { recursive: true });
    await page.screenshot({ path: join(PICTURES, `${name}.png`), fullPage: true });
  }

  it("takes the key out of the address and shows the seeded examples", async () => {
    await using page = await open();
    expect(page.url()).toBe(`${app.address}/`);
    expect(await page.locator("#functions button").allInnerTexts()).toEqual(["counter", "hello", "invoice"]);
    expect(await page.locator("#source").inputValue()).toContain("Hello, #{name}!");
    expect(await text(page, "#tenant")).toBe("Tenant demo");
  });

  it("tries a function: status, headers, body, output and usage", async () => {
    await using page = await open();
    await page.locator("#run").click();
    await page.locator("#answered").waitFor();
    expect(await text(page, "#answered")).toBe("Status 200, 12 bytes");
    const result = await text(page, "#result");
    for (const part of ["content-type: text/plain", "Hello, Ann!", "greeting Ann", "fuel", "ms"])
      expect(result).toContain(part);
  });

  it("marks the line that does not compile as it is typed, and leads to it", async () => {
    await using page = await open();
    await edit(page, "App = ->(env) do\n  oops = (1\nend\n");
    await page.locator("#diagnostics .error").first().waitFor();
    const line = /Line (\d+)/.exec(await page.locator("#diagnostics .error").first().innerText())?.[1];
    expect(await page.locator("#gutter .error-line").first().innerText()).toBe(`▸ ${line}`);
    expect(await page.locator("#marks .error-line").count()).toBeGreaterThan(0);
    expect(await page.locator("#source").getAttribute("aria-invalid")).toBe("true");
    await page.locator("#diagnostics .error").first().click();
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("source");
    await picture(page, "syntax-error");
    await edit(page, "App = ->(env) { [200, {}, 'fine'] }");
    await page.locator("#gutter .error-line").waitFor({ state: "detached" });
  });

  it("colours a source and leaves it what it is", async () => {
    await using page = await open();
    const source = `# "no string"\nmodule App\n\tdef self.call(env) = [200, {}, "a #{env["x"]} b", :sym, 'q', $x]\nend\n"open`;
    await edit(page, source);
    const lines = await page.locator("#marks > div > div").evaluateAll((rows) => rows.map((row) => row.textContent));
    expect(lines.join("\n")).toBe(source);
    const coloured = async (kind: string): Promise<string[]> => page.locator(`#marks .${kind}`).allTextContents();
    expect(await coloured("comment")).toEqual(['# "no string"']);
    expect(await coloured("keyword")).toEqual(["module", "def", "self", "end"]);
    expect(await coloured("string")).toEqual([`"a #{env["x"]} b"`, "'q'", '"open']);
    expect(await coloured("symbol")).toEqual([":sym"]);
    const long = `x = "y"\n${"z; ".repeat(10_000)}`;
    await edit(page, long);
    expect(await page.locator("#marks span").count(), "a long source stays plain").toBe(0);
    expect(await page.locator("#source.coloured").count()).toBe(0);
    await edit(page, `puts ${"1".repeat(500)}`);
    await page.locator("#source").press("End");
    const [marks, field] = await page.evaluate(() =>
      ["#marks", "#source"].map((id) => document.querySelector(id)?.scrollLeft ?? -1),
    );
    expect(marks, "colours move with the text").toBe(field);
  });

  it("indents a new line like the one before, and takes it back", async () => {
    await using page = await open();
    await edit(page, "App = ->(env) do\n  x = 1");
    const source = page.locator("#source");
    await source.press("End");
    await source.press("Enter");
    await source.pressSequentially("y");
    expect(await source.inputValue()).toBe("App = ->(env) do\n  x = 1\n  y");
    await source.press("Tab");
    expect(await source.inputValue()).toBe("App = ->(env) do\n  x = 1\n  y  ");
    const before: string[] = [];
    for (let undo = 0; undo < 4; undo += 1) {
      await source.press("Control+z");
      before.push(await source.inputValue());
    }
    expect(before).toContain("App = ->(env) do\n  x = 1");
    await source.press("Escape");
    await source.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.id), "Escape lets Tab leave").not.toBe("source");
  });

  it("asks for a key when there is none, on a phone, too, and takes another one", async () => {
    await using page = await open({ viewport: PHONE });
    expect(await page.locator("#key").isVisible()).toBe(false);
    await page.locator("#key-box summary").click();
    for (const selector of ["#key", "#key-form button"]) {
      const box = await page.locator(selector).boundingBox();
      expect(box?.x, selector).toBeGreaterThanOrEqual(0);
      expect((box?.x ?? 0) + (box?.width ?? 0), selector).toBeLessThanOrEqual(PHONE.width);
    }
    await page.locator("#key").fill("kbk_wrong");
    await page.locator("#key").press("Enter");
    await page.getByText("An API key is needed").waitFor();
    await page.locator("#key").fill(key);
    await page.locator("#key").press("Enter");
    await page.locator("#key").waitFor({ state: "hidden" });
    await page.evaluate(() => sessionStorage.clear());
    await page.goto(app.address);
    await page.locator("#key:focus").waitFor();
  });

  it("gives nothing to pages of other sites, and lets none of them frame it", async () => {
    const site = createServer((_request, response) =>
      response.setHeader("content-type", "text/html").end("<!doctype html>"),
    );
    const address = await listen(site, 0, "127.0.0.1");
    await using page = await open();
    const other = await page.context().newPage();
    try {
      // Another origin of the same host, in a browser that uses the page: the most that a site can be given.
      await other.goto(address);
      const outcomes = await other.evaluate(async (target) => {
        const tried = async (init: RequestInit, path = "/usage"): Promise<string> =>
          fetch(target + path, init).then(
            async (answer) => `${answer.type} ${await answer.text()}`,
            () => "refused",
          );
        const plain = { method: "POST", headers: { "content-type": "text/plain" }, body: "{}" };
        return [
          await tried({ credentials: "include" }),
          await tried({ headers: { authorization: "Bearer guessed" } }),
          await tried({ credentials: "include", mode: "no-cors" }, "/"),
          await tried({ ...plain, mode: "no-cors", credentials: "include" }, "/drafts/try"),
          await tried({}, "/js/api.js"),
        ];
      }, app.address);
      expect(outcomes).toEqual(["refused", "refused", "refused", "refused", "refused"]);
      await other.evaluate(
        (target) =>
          new Promise<void>((resolve) => {
            const frame = Object.assign(document.createElement("iframe"), { src: target });
            frame.addEventListener("load", () => resolve());
            document.body.append(frame);
          }),
        app.address,
      );
      expect(other.frames()).toHaveLength(2);
      expect(await other.frames().at(-1)?.locator("#source").count(), "the page is not in the frame").toBe(0);
    } finally {
      await other.close();
      site.close();
    }
  });

  it("shows what a script raises, with its backtrace, and marks its line", async () => {
    await using page = await open();
    await edit(page, 'App = ->(env) do\n  puts "before"\n  raise KeyError, "no such thing"\nend\n');
    await page.locator("#run").click();
    await page.locator("#failed").waitFor();
    expect(await text(page, "#failed")).toBe("The script failed: KeyError (422)");
    const result = await text(page, "#result");
    for (const part of ["no such thing", "(snippet:App):3", "before"]) expect(result).toContain(part);
    expect(await page.locator("#gutter .error-line").allInnerTexts()).toEqual(["▸ 3"]);
  });

  it("shows what looks like markup as text", async () => {
    await using page = await open();
    const evil = `<img src=x onerror="document.title='taken'"><script>document.title='taken'</script>`;
    const source = `App = ->(env) { puts ${JSON.stringify(evil)}; raise ${JSON.stringify(evil)} if env["PATH_INFO"] == "/raise"
      [200, { "x-evil" => ${JSON.stringify(evil)} }, ${JSON.stringify(evil)}] }`;
    await edit(page, source);
    for (const path of ["/", "/raise"]) {
      await page.locator("#path").fill(path);
      await page.locator("#run").click();
      await page.locator(path === "/" ? "#answered" : "#failed").waitFor();
      expect(await text(page, "#result")).toContain(evil);
    }
    expect(await page.locator("#result img, #result script").count()).toBe(0);
    expect(await page.title()).toBe("Ruby functions");
  });

  it("stops a trial that goes on, and its script with it", async () => {
    await using page = await open();
    await edit(page, "App = ->(env) { loop {} }");
    await page.locator("#run").click();
    await page.locator("#stop").click();
    await page.getByText("Stopped.").waitFor();
    expect(await page.locator("#run").isEnabled()).toBe(true);
  });

  it("saves versions, makes an old one current, and shows calls", async () => {
    await using page = await open();
    page.on("dialog", (dialog) => void dialog.accept());
    await page.locator("#new").click();
    await page.locator("#name").fill("from-page");
    await edit(page, "App = ->(env) { [200, {}, 'one'] }");
    await page.locator("#save").click();
    await page.getByText("Saved from-page, version 1.").waitFor();
    await edit(page, "App = ->(env) { puts 'second'; [200, {}, 'two'] }");
    await page.locator("#save").click();
    await page.getByText("Saved from-page, version 2.").waitFor();
    const call = async (): Promise<string> =>
      (await fetch(`${app.address}/fn/from-page`, { headers: { authorization: `Bearer ${key}` } })).text();
    expect(await call()).toBe("two");
    await page.locator("#refresh").click();
    await page.locator("#calls td", { hasText: "second" }).waitFor();
    await page.locator("#versions").selectOption("1");
    await page.locator("#rollback").click();
    await page.getByText("Version 1 is current.").waitFor();
    expect(await call()).toBe("one");
    await page.locator("#delete").click();
    await page.getByText("Deleted from-page.").waitFor();
    expect((await page.locator("#functions button").allInnerTexts()).includes("from-page")).toBe(false);
  });

  it("does not overwrite what somebody else saved meanwhile", async () => {
    await using page = await open();
    await page.locator("#functions button", { hasText: "counter" }).click();
    await page.getByText("version 1 at /fn/counter").waitFor();
    const headers = { authorization: `Bearer ${key}`, "content-type": "text/plain" };
    await fetch(`${app.address}/functions/counter`, {
      method: "PUT",
      headers,
      body: "App = ->(env) { [200, {}, ''] }",
    });
    await edit(page, "App = ->(env) { [200, {}, 'mine'] }");
    await page.locator("#save").click();
    await page.getByText("The function was changed meanwhile: the current version is 2").waitFor();
  });

  it.each([
    ["light", undefined],
    ["dark", undefined],
    ["light", PHONE],
    ["dark", PHONE],
  ] as const)("fits a %s window of %j, every field has a name, and text stands out", async (colorScheme, viewport) => {
    const size = viewport ?? { width: 1280, height: 900 };
    await using page = await open({ colorScheme, viewport: size });
    await edit(page, 'App = ->(env) do\n  puts "before", $x, 1\n  raise KeyError, "no such thing"\nend\n');
    await page.locator("#run").click();
    await page.locator("#failed").waitFor();
    await picture(page, `${colorScheme}-${size.width}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(size.width);
    const [row, line] = await page.evaluate(() => [
      getComputedStyle(document.querySelector("#gutter div") ?? document.body).lineHeight,
      getComputedStyle(document.querySelector("#source") ?? document.body).lineHeight,
    ]);
    expect(row, "numbers stand beside their lines").toBe(line);
    const nameless = await page.locator("input, select, textarea, button").evaluateAll((fields) =>
      fields
        .filter((field) => {
          const { labels } = field as HTMLInputElement;
          return (labels?.length ?? 0) === 0 && !field.ariaLabel && field.textContent?.trim() === "";
        })
        .map(({ id }) => id),
    );
    expect(nameless).toEqual([]);
    const colours = ["constant", "keyword", "string", "variable", "number"].map((kind) => `#marks .${kind}`);
    for (const selector of [
      "body",
      "#save",
      "#failed",
      "#used",
      "#gutter .error-line",
      "#delete",
      ".quiet",
      ...colours,
    ])
      expect(await contrast(page, selector), selector).toBeGreaterThanOrEqual(4.5);
  });
});

/** The contrast of an element's text with what is behind it, as WCAG counts it. */
function contrast(page: Page, selector: string): Promise<number> {
  return page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const channels = (color: string): number[] => {
        const context = document.createElement("canvas").getContext("2d");
        if (context === null) throw new Error("no canvas");
        context.fillStyle = color;
        context.fillRect(0, 0, 1, 1);
        return [...context.getImageData(0, 0, 1, 1).data];
      };
      const luminance = (color: string): number => {
        const [red = 0, green = 0, blue = 0] = channels(color).map((value) => {
          const part = value / 255;
          return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
      };
      let behind: Element | null = element;
      while (behind !== null && channels(getComputedStyle(behind).backgroundColor)[3] === 0)
        behind = behind.parentElement;
      const back = luminance(behind === null ? "white" : getComputedStyle(behind).backgroundColor);
      const front = luminance(getComputedStyle(element).color);
      return (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05);
    });
}
