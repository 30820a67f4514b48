import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const source = new URL("../src/", import.meta.url);
const guest = new URL("../../../guest/dist/", import.meta.url);

/** Runs a program where none of Node's modules can be reached, and the guest comes as bytes, as after a fetch. */
function runWithoutNode(program: string): unknown {
  const prelude = `
    import { readFileSync } from "node:fs";
    const read = (name) => new Uint8Array(readFileSync(new URL(name, ${JSON.stringify(guest.href)})));
    const bytes = { wasm: read("kobako.wasm"), image: read("kobako.image"), manifest: read("manifest.json") };
    const print = (value) => process.stdout.write(JSON.stringify(value));
    Object.defineProperty(process, "getBuiltinModule", { value: undefined });
    const { Sandbox, currentInvocation } = await import(${JSON.stringify(new URL("index.ts", source).href)});
    const { Runtime } = await import("@kobako/runtime");
    const runtime = new Runtime({ guest: bytes });
  `;
  const flags = ["--conditions=kobako:source", "--input-type=module", "--eval", prelude + program];
  return JSON.parse(execFileSync(process.execPath, flags, { encoding: "utf8", cwd: fileURLToPath(source) }));
}

it("no source imports a module of Node: a browser bundle has nothing to stub", () => {
  const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  expect(files.length).toBeGreaterThan(50);
  const importing = files.filter((file) => /from "node:/.test(readFileSync(new URL(file, source), "utf8")));
  expect(importing).toEqual([]);
});

describe("where Node's modules cannot be reached", () => {
  it("scripts, Services, Promises and nesting work", () => {
    const program = `
      const sandbox = new Sandbox({ runtime });
      sandbox.bind("F", (x) => x + 1).bind("Later", async (x) => x * 2).bind("Nest", () => sandbox.evalSync("F.call(1)").value);
      print((await sandbox.eval("[F.call(1), Later.call(21), Nest.call]")).value);
    `;
    expect(runWithoutNode(program)).toEqual([2, 42, 2]);
  });

  it("the current invocation is known until a Service's first await, and bounds nesting", () => {
    const program = `
      const sandbox = new Sandbox({ runtime, maxDepth: 2 });
      sandbox.bind("Known", async () => { const before = currentInvocation()?.sandbox === sandbox; await 1; return before; });
      sandbox.bind("Nest", (source) => sandbox.evalSync(source).value);
      const deep = "begin; Nest.call('Nest.call(%q(1))'); rescue Kobako::ServiceError => e; e.message; end";
      print([(await sandbox.eval("Known.call")).value, (await sandbox.eval(deep)).value, currentInvocation() === undefined]);
    `;
    expect(runWithoutNode(program)).toEqual([
      true,
      expect.stringContaining("nested invocations exceed the limit of 2"),
      true,
    ]);
  });

  it("a Snippet is tried when the guest is loaded: at warm(), at the seal, or at the first invocation", () => {
    const program = `
      const broken = () => new Sandbox({ runtime: new Runtime({ guest: bytes }) }).preload({ code: ")", name: "Bad" });
      const ends = [];
      for (const start of [(s) => s.warm(), (s) => s.seal(), (s) => s.eval("1")]) {
        await start(broken()).catch((error) => ends.push([error.klass, error.backtraceLines[0]]));
      }
      print(ends);
    `;
    expect(runWithoutNode(program)).toEqual(Array.from({ length: 3 }, () => ["SyntaxError", "(snippet:Bad):1"]));
  });
});
