import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { readCommand, UsageError } from "../src/command-line.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const run = promisify(execFile);

const environment = { ...process.env, NODE_OPTIONS: "", FORCE_COLOR: "0" };
const PROGRAM = ["--conditions=kobako:source", "dist/main.js"];
const PATIENCE = { timeout: 60_000, interval: 10 };

/** The program as `pnpm start` runs it, once it listens. */
async function start(
  env: Readonly<Record<string, string>>,
): Promise<{ child: ChildProcess; address: string; printed: () => string }> {
  const child = spawn(process.execPath, PROGRAM, { cwd: root, env: { ...environment, PORT: "0", ...env } });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (text) => (printed += String(text)));
  const address = (): string | undefined => /served at (http:\S+) [^]*Ctrl-C/.exec(printed)?.[1];
  await vi.waitUntil(() => address() !== undefined || child.exitCode !== null, PATIENCE);
  return { child, address: address() ?? expect.fail(printed), printed: () => printed };
}

async function ask(address: string, key: string, method: string, path: string, body?: object): Promise<unknown> {
  const headers = { authorization: `Bearer ${key}`, "content-type": "application/json" };
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
    await vi.waitUntil(() => first.printed().includes("Bearer "), PATIENCE);
    const key = /Bearer ([\w-]+)"/.exec(first.printed())?.[1] ?? "";
    const records = [{ price: 2, quantity: 3, customer: "customer-7" }];
    expect(await ask(first.address, key, "POST", "/evaluate", { records, formulas: ["total"] })).toMatchObject({
      results: [{ values: { total: 5.4 } }],
    });
    await ask(first.address, key, "PUT", "/rules/formulas/kept", { source: "price + 1" });
    first.child.kill("SIGKILL");
    await once(first.child, "exit");

    const { stdout } = await run(process.execPath, [...PROGRAM, "--add-tenant", "globex"], {
      cwd: root,
      env: { ...environment, DATABASE: database },
    });
    const second = await start({ DATABASE: database });
    expect(await ask(second.address, stdout.trim(), "GET", "/rules")).toEqual([]);
    expect(await ask(second.address, key, "POST", "/evaluate", { records, formulas: ["kept"] })).toMatchObject({
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
      run(process.execPath, PROGRAM, { cwd: root, env: { ...environment, ...env } }).then(
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
    [["--add-tenant", "x"], {}, "needs DATABASE"],
    [["--add-tenant", "Rm -rf"], { DATABASE: "a.sqlite" }, "lower-case letters"],
  ])("refuses %j %j", (args, env, message) => {
    expect(() => readCommand(args, env)).toThrow(UsageError);
    expect(() => readCommand(args, env)).toThrow(message);
  });
});
