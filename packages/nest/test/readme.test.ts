import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Type } from "@nestjs/common";
import { expect, it } from "vitest";
import { PLATFORMS, serve } from "./serve.ts";

it.each(PLATFORMS)("the README's example does what it says, on %s", async (_platform, make) => {
  const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
  const example = /```ts[^\n]*\n([\s\S]*?)```/.exec(readme)?.[1] ?? "";
  // Beside this file: Node alone strips types and leaves decorators, so that the example has to be transformed as tests are.
  const folder = mkdtempSync(fileURLToPath(new URL("./.readme-", import.meta.url)));
  try {
    writeFileSync(`${folder}/example.ts`, example);
    const { AppModule } = (await import(`${folder}/example.ts`)) as { AppModule: Type };
    await using served = await serve(make(), { imports: [AppModule] });
    const ask = async (source: string): Promise<unknown> => {
      const headers = { "content-type": "application/json" };
      return (
        await fetch(`${served.address}/eval`, { method: "POST", headers, body: JSON.stringify({ source }) })
      ).json();
    };
    expect(await ask("puts 1; KV::Store.get('tea') * 2")).toMatchObject({ value: 57.8, stdout: "1\n" });
    expect(await ask("KV::Store.rows")).toMatchObject({ type: "urn:kobako:problem:service-failed", status: 502 });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
