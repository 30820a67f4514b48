import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Express } from "express";
import { expect, it } from "vitest";
import { serve } from "./serve.ts";

it("the README's ten lines do what it says", async () => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const example = /```ts[^\n]*\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
  // In this package, where its dependencies resolve.
  const cache = fileURLToPath(new URL("../node_modules/.cache/", import.meta.url));
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(`${cache}readme-`);
  try {
    writeFileSync(`${folder}/example.ts`, `${example}\nexport { app };\n`);
    const { app } = (await import(pathToFileURL(`${folder}/example.ts`).href)) as { app: Express };
    const { address, close } = await serve(app);
    const ask = async (path: string, body?: object): Promise<unknown> => {
      const headers = { "content-type": "application/json", "x-user": "Ann" };
      const sent = body === undefined ? {} : { body: JSON.stringify(body) };
      return (await fetch(address + path, { method: "POST", headers, ...sent })).json();
    };
    expect(await ask("/price", { items: [{ cents: 250 }, { cents: 90 }] })).toBe(340);
    expect(await ask("/eval", { source: "puts 1; Req::User.name" })).toMatchObject({ value: "Ann", stdout: "1\n" });
    expect(await ask("/eval", { source: "raise 'x'" })).toMatchObject({ status: 422 });
    expect(await ask("/eval", { source: 1 })).toMatchObject({ status: 400 });
    expect(await ask("/eval")).toMatchObject({ status: 400 });
    await close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
