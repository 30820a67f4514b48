import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { HELP, readCommandLine } from "../src/command-line.ts";
import { Database } from "../src/store/database.ts";
import { startProgram } from "./program.ts";
import { clientOf } from "./running-app.ts";

const folder = mkdtempSync(join(tmpdir(), "kobako-program-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("the program", () => {
  it("starts with examples and prints a key with which they run", async () => {
    await using program = startProgram(["--data", join(folder, "demo")]);
    const address = await program.address;
    const key = /#key=(\S+)/.exec(program.output())?.[1] ?? "";
    const client = clientOf(address, key);
    expect(await (await client.fetch("/fn/hello/Ann")).text()).toBe("Hello, Ann!\n");
    const invoice = await client.fetch("/fn/invoice", { method: "POST", body: "250 2 tea\n90 1 milk" });
    expect(await invoice.text()).toBe("590\n");
    expect(await (await client.fetch("/fn/counter")).json()).toEqual({ count: 1 });
    program.process.kill("SIGTERM");
    expect(await program.ended).toBe(0);
  });

  it("finishes what is running when it is told to end, within its grace", async () => {
    const env = { KOBAKO_DEMO_KEY: "kbk_the-key-of-the-grace-test" };
    await using program = startProgram(["--data", join(folder, "grace"), "--timeout", "60000", "--grace", "60"], env);
    const client = clientOf(await program.address, env.KOBAKO_DEMO_KEY);
    await client.put("slow", "App = ->(env) { KV.increment('n'); 3_000_000.times { |i| i }; [200, {}, 'done'] }");
    await client.put("n", "App = ->(env) { [200, {}, KV.get('n').to_s] }");
    const running = client.fetch("/fn/slow");
    while ((await (await client.fetch("/fn/n")).text()) === "") continue;
    program.process.kill("SIGTERM");
    expect(await (await running).text()).toBe("done");
    expect(await program.ended).toBe(0);
    await expect(client.fetch("/health")).rejects.toThrow();
  });

  it("ends and logs what is still running when its grace is over", async () => {
    const env = { KOBAKO_DEMO_KEY: "kbk_the-key-of-the-second-grace-test" };
    const data = join(folder, "impatient");
    await using program = startProgram(["--data", data, "--timeout", "600000", "--grace", "0"], env);
    const client = clientOf(await program.address, env.KOBAKO_DEMO_KEY);
    await client.put("endless", "App = ->(env) { KV.set('started', 'yes'); loop {} }");
    await client.put("started", "App = ->(env) { [200, {}, KV.get('started').to_s] }");
    const running = client.fetch("/fn/endless").catch(() => "cut off");
    while ((await (await client.fetch("/fn/started")).text()) === "") continue;
    program.process.kill("SIGTERM");
    expect(await running).toBe("cut off");
    expect(await program.ended).toBe(0);
    expect(program.output()).not.toContain("could not be logged");
    using database = new Database(data);
    const logged = database.activity.prepare("SELECT status FROM calls WHERE function = 'endless'").all();
    expect(logged).toEqual([{ status: 499 }]);
  });

  it("says so when the port is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as AddressInfo;
    await using program = startProgram(["--data", join(folder, "taken"), "--port", String(port)]);
    expect(await program.ended).toBe(1);
    expect(program.output()).toBe("The port is taken by another program. Choose another with --port or PORT.\n");
    other.close();
  });

  it("says so when the data folder is a file", async () => {
    writeFileSync(join(folder, "file"), "");
    await using program = startProgram(["--data", join(folder, "file")]);
    expect(await program.ended).toBe(1);
    expect(program.output()).toMatch(/^The data folder cannot be used: .*--data\.\n$/);
  });

  it("says what it can do, and what it cannot", async () => {
    await using help = startProgram(["--help"]);
    await using oops = startProgram(["--nope"]);
    expect([await help.ended, help.output()]).toEqual([0, HELP]);
    expect([await oops.ended, oops.output()]).toEqual([
      1,
      expect.stringMatching(/Unknown option '--nope'.*\nTry --help\.\n$/),
    ]);
  });

  it("issues keys to tenants, whose functions then run", async () => {
    const data = ["--data", join(folder, "tenants")];
    await using issuing = startProgram([...data, "--add-tenant", "acme"]);
    expect(await issuing.ended).toBe(0);
    await using program = startProgram([...data, "--no-demo"]);
    const client = clientOf(await program.address, issuing.output().trim());
    expect(await (await client.fetch("/functions")).json()).toEqual({ functions: [] });
    expect(program.output()).not.toContain("#key");
    program.process.kill("SIGINT");
    expect(await program.ended).toBe(0);
  });
});

describe("the command line", () => {
  it.each([
    [["--port", "many"], {}, 'port must be a whole number from 0 to 65535, not "many"'],
    [[], { PORT: "-1" }, "port must be"],
    [["--rate", "0"], {}, "rate must be"],
    [["--timeout", "1e3"], {}, "timeout must be"],
    [["--add-tenant", "../x"], {}, "a tenant's name is"],
    [["stray"], {}, "stray"],
    [[], { KOBAKO_DEMO_KEY: "short" }, "KOBAKO_DEMO_KEY must be"],
  ])("%j with %j is refused", (args, env, message) => {
    expect(() => readCommandLine(args, env)).toThrow(message);
  });

  it("goes before the environment, which goes before the defaults", () => {
    expect(readCommandLine([], {})).toMatchObject({ port: 3_000, host: "127.0.0.1", data: ".data", demo: true });
    const env = { PORT: "4000", HOST: "::1", KOBAKO_DATA: "/there" };
    expect(readCommandLine([], env)).toMatchObject({ port: 4_000, host: "::1", data: "/there" });
    expect(readCommandLine(["--port", "5000", "--no-demo"], env)).toMatchObject({ port: 5_000, demo: false });
  });
});
