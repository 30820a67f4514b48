import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readCommand, UsageError } from "../src/command-line.ts";
import { EXAMPLE_KEY } from "../src/seed.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const run = promisify(execFile);

/** The program as `pnpm start` runs it, once it listens. */
async function start(
  env: Readonly<Record<string, string>>,
): Promise<{ child: ChildProcess; address: string; printed: () => string }> {
  const args = ["--conditions=kobako:source", "dist/main.js"];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, NODE_OPTIONS: "", PORT: "0", ...env },
  });
  let printed = "";
  child.stderr.on("data", (text) => (printed += String(text)));
  for await (const text of child.stdout) {
    printed += String(text);
    const address = /served at (http:\S+)/.exec(printed)?.[1];
    if (address !== undefined) return { child, address, printed: () => printed };
  }
  throw new Error(`the program ended: ${printed}`);
}

async function ask(address: string, method: string, path: string, body?: object): Promise<unknown> {
  const headers = { authorization: `Bearer ${EXAMPLE_KEY}`, "content-type": "application/json" };
  const response = await fetch(`${address}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  return response.json();
}

describe("the program", () => {
  const folder = mkdtempSync(join(tmpdir(), "kobako-rules-"));
  beforeAll(async () => {
    await run(join(root, "../../node_modules/.bin/tsc"), ["-b", join(root, "tsconfig.build.json")]);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("starts with an example that works, and keeps what was stored when it is killed", async () => {
    const database = join(folder, "rules.sqlite");
    const first = await start({ DATABASE: database });
    const records = [{ price: 2, quantity: 3, customer: "customer-7" }];
    expect(await ask(first.address, "POST", "/evaluate", { records, formulas: ["total"] })).toMatchObject({
      results: [{ values: { total: 5.4 } }],
    });
    await ask(first.address, "PUT", "/rules/formulas/kept", { source: "price + 1" });
    first.child.kill("SIGKILL");
    await once(first.child, "exit");

    const second = await start({ DATABASE: database });
    expect(await ask(second.address, "POST", "/evaluate", { records, formulas: ["kept"] })).toMatchObject({
      results: [{ values: { kept: 3 } }],
    });
    second.child.kill("SIGTERM");
    const [code, signal] = (await once(second.child, "exit")) as [number | null, string | null];
    expect([0, "SIGTERM"]).toContain(code ?? signal);
  });

  it("says what is wrong with a port or a database", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as AddressInfo;
    const failing = (env: Readonly<Record<string, string>>) =>
      run(process.execPath, ["--conditions=kobako:source", "dist/main.js"], {
        cwd: root,
        env: { ...process.env, NODE_OPTIONS: "", ...env },
      }).then(
        () => expect.fail("it started"),
        ({ stderr }: { readonly stderr: string }) => stderr,
      );
    expect(await failing({ PORT: String(port) })).toBe(`Port ${port} is taken. Choose another one with PORT.\n`);
    expect(await failing({ PORT: "0", DATABASE: join(folder, "no/such/folder.sqlite") })).toMatch(
      /^DATABASE cannot be used: .*unable to open/,
    );
    taken.close();
  });
});

describe("the command line", () => {
  it("has defaults, and takes the rest from the environment", () => {
    expect(readCommand([], {})).toEqual({
      verb: "serve",
      host: "127.0.0.1",
      port: 3000,
      database: ":memory:",
      platform: "express",
    });
    const env = { PORT: "0", HOST: "::1", DATABASE: "a.sqlite" };
    expect(readCommand(["--platform", "fastify"], env)).toMatchObject({
      port: 0,
      host: "::1",
      database: "a.sqlite",
      platform: "fastify",
    });
    expect(readCommand(["--help"], { PORT: "never read" })).toEqual({ verb: "help" });
  });

  it.each([
    [["--plattform", "express"], {}, "--plattform"],
    [["--platform", "koa"], {}, '--platform is express or fastify, not "koa"'],
    [[], { PORT: "http" }, 'PORT is a number from 0 to 65535, not "http"'],
    [[], { PORT: "70000" }, "PORT"],
  ])("refuses %j %j", (args, env, message) => {
    expect(() => readCommand(args, env)).toThrow(UsageError);
    expect(() => readCommand(args, env)).toThrow(message);
  });
});
