import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { startProgram } from "./program.ts";
import { type Client, clientOf } from "./running-app.ts";

const KEY = "kbk_the-key-of-the-restart-test";

/** A large source, so that a half-written one would be seen. */
const sourceOf = (label: string): string =>
  `App = ->(env) { [200, {}, ${JSON.stringify(label)}] }\n#${label.repeat(2_000)}`;

it("kill -9 in the middle of uploads loses no answered one and leaves none half-written", async () => {
  const folder = mkdtempSync(join(tmpdir(), "kobako-restart-"));
  const answered = new Map<string, string>();
  const attempted = new Map<string, string[]>();
  try {
    for (let round = 0; round < 3; round += 1) {
      await using program = startProgram(["--data", folder, "--rate", "100000"], { KOBAKO_DEMO_KEY: KEY });
      const client = clientOf(await program.address, KEY);
      await expectWhole(client, answered, attempted);
      const uploads = [0, 1, 2].map((lane) => upload(client, `${round}-${lane}`, answered, attempted));
      const enough = answered.size + 6;
      while (answered.size < enough) await new Promise((resolve) => setTimeout(resolve, 5));
      program.process.kill("SIGKILL");
      expect(await program.ended).toBe("SIGKILL");
      await Promise.all(uploads);
    }
    await using program = startProgram(["--data", folder], { KOBAKO_DEMO_KEY: KEY });
    await expectWhole(clientOf(await program.address, KEY), answered, attempted);
    program.process.kill("SIGTERM");
    expect(await program.ended).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

/** Uploads until the server is gone: new functions, and new versions of old ones. */
async function upload(
  client: Client,
  lane: string,
  answered: Map<string, string>,
  attempted: Map<string, string[]>,
): Promise<void> {
  for (let index = 0; ; index += 1) {
    const name = `f${lane}-${index % 7}`;
    const source = sourceOf(`${lane} ${index}`);
    attempted.set(name, [...(attempted.get(name) ?? []), source]);
    try {
      const { ok } = await client.put(name, source);
      expect(ok).toBe(true);
      answered.set(name, source);
    } catch (error) {
      if (error instanceof TypeError) return; // fetch's word for a connection that is gone
      throw error;
    }
  }
}

async function expectWhole(
  client: Client,
  answered: ReadonlyMap<string, string>,
  attempted: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  const { functions } = (await (await client.fetch("/functions")).json()) as { functions: { name: string }[] };
  const stored = functions.map(({ name }) => name).filter((name) => attempted.has(name));
  for (const name of answered.keys()) expect(stored).toContain(name);
  for (const name of stored) {
    const { source } = (await (await client.fetch(`/functions/${name}`)).json()) as { source: string };
    const tried = attempted.get(name) ?? [];
    // The last answered upload, or the one after it, which the kill cut off before its answer.
    const last = tried.indexOf(answered.get(name) ?? "");
    expect(tried.slice(Math.max(last, 0), last + 2)).toContain(source);
    expect((await client.fetch(`/fn/${name}`)).status).toBe(200);
  }
}
