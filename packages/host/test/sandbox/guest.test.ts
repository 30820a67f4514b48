import { readFileSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { type GuestSource, Runtime } from "@kobako/runtime";
import { describe, expect, it } from "vitest";
import { ArgumentError, Sandbox, SetupError } from "../../src/index.ts";

const read = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../../../guest/dist/${name}`, import.meta.url)));
const bytes = { wasm: read("kobako.wasm"), image: read("kobako.image"), manifest: read("manifest.json") };

function withManifest(change: Readonly<Record<string, unknown>>): GuestSource {
  const manifest = JSON.parse(new TextDecoder().decode(bytes.manifest)) as Record<string, unknown>;
  return { ...bytes, manifest: new TextEncoder().encode(JSON.stringify({ ...manifest, ...change })) };
}

function flipped(original: Uint8Array): Uint8Array {
  const copy = original.slice();
  copy[copy.length >> 1] = (copy[copy.length >> 1] ?? 0) ^ 1;
  return copy;
}

describe("a guest of one's own", () => {
  it("is shared by the Sandboxes that name it, and by no others", async () => {
    const guest = { ...bytes };
    const first = new Sandbox({ guest });
    expect(first.options.runtime).toBe(new Sandbox({ guest }).options.runtime);
    expect(first.options.runtime).not.toBe(Runtime.shared);
    expect(first.options.runtime).not.toBe(new Sandbox({ guest: { ...bytes } }).options.runtime);
    expect((await first.eval("6 * 7")).value).toBe(42);
    expect(new Sandbox({ guest }).evalSync("6 * 7").value).toBe(42);
  });

  it.each([
    ["that is damaged", { ...bytes, wasm: flipped(bytes.wasm) }, /checksum/],
    ["whose image is damaged", { ...bytes, image: flipped(bytes.image) }, /checksum/],
    ["that is missing", { ...bytes, wasm: new URL("file:///nowhere/kobako.wasm") }, /missing or unreadable/],
    ["of another ABI version", withManifest({ abiVersion: 99 }), /ABI version 99/],
    ["that was built without metering", withManifest({ metered: 0 }), /without metering/],
    ["that promises less than the profile", withManifest({ profiles: ["permissive"] }), /weaker than the profile/],
  ])("%s is a SetupError", async (_name, guest, reason) => {
    const sandbox = new Sandbox({ guest });
    for (const attempt of [1, 2]) {
      const error: unknown = await sandbox.eval("1").catch((caught: unknown) => caught);
      expect(error, `attempt ${attempt}`).toBeInstanceOf(SetupError);
      expect((error as Error).message).toMatch(reason);
    }
    expect(() => sandbox.evalSync("1")).toThrow(SetupError);
  });

  it.each([
    ["no object", 1],
    ["without its image", { wasm: bytes.wasm, manifest: bytes.manifest }],
    ["by names of files", { wasm: "kobako.wasm", image: "kobako.image", manifest: "manifest.json" }],
  ])("that is %s is a TypeError", (_name, guest) => {
    expect(() => new Sandbox({ guest: guest as unknown as GuestSource })).toThrow(TypeError);
  });

  it("excludes a runtime of one's own", () => {
    expect(() => new Sandbox({ guest: bytes, runtime: Runtime.shared })).toThrow(ArgumentError);
  });
});

const WORKER = `
const { parentPort, workerData } = require("node:worker_threads");
// Node compiles modules of its own; the guest is the one that exports this.
let compiled = 0;
const { Module } = WebAssembly;
const counted = {
  construct(of, args) {
    const module = Reflect.construct(of, args);
    if (Module.exports(module).some(({ name }) => name === "__kobako_eval")) compiled++;
    return module;
  },
};
WebAssembly.Module = new Proxy(Module, counted);
import(workerData.host).then(async ({ Sandbox }) => {
  const sandbox = new Sandbox({ guest: workerData.guest }).bind("Twice", async (n) => n * 2);
  const { value } = await sandbox.eval("Twice.call(21)");
  parentPort.postMessage({ value, compiled });
});`;

describe("a guest that this thread compiled", () => {
  it("works on another thread, which compiles nothing", async () => {
    const guest = await Runtime.shared.compiledGuest();
    const host = new URL("../../src/index.ts", import.meta.url).href;
    const worker = new Worker(WORKER, { eval: true, workerData: { guest, host }, execArgv: ["-C", "kobako:source"] });
    const said = await new Promise((resolve, reject) => {
      worker.once("message", resolve);
      worker.once("error", reject);
    });
    expect(said).toEqual({ value: 42, compiled: 0 });
    await worker.terminate();
  });

  it("is a copy: what other threads do to it changes nothing here", async () => {
    const guest = await Runtime.shared.compiledGuest();
    (guest.image as Uint8Array).fill(0);
    expect((await new Sandbox().eval("6 * 7")).value).toBe(42);
    await expect(new Sandbox({ guest }).eval("1")).rejects.toThrow(SetupError);
  });
});
