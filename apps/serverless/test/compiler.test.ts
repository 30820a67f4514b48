import { afterAll, describe, expect, it } from "vitest";
import { Compiler } from "../src/compile/compiler.ts";
import { FairQueue } from "../src/compile/fair-queue.ts";
import { startApp } from "./running-app.ts";

const compiler = new Compiler();
afterAll(() => compiler[Symbol.asyncDispose]());

/** Small for its effect: the compiler's time grows with the square of such a list. */
const slowSource = `x = [${"1,".repeat(60_000)}]\nApp = ->(env) { [200, {}, ""] }`;

describe("compiling", () => {
  it("gives bytecode, or errors, and warnings with either", async () => {
    const fine = await compiler.compile(1, "App = 1", "(snippet:App)");
    expect(fine).toEqual({ diagnostics: [], bytecode: expect.any(Uint8Array) });
    const broken = await compiler.compile(1, "App = (", "(snippet:App)");
    expect(broken.bytecode).toBeUndefined();
    expect(broken.diagnostics[0]).toMatchObject({ severity: "error", line: 1 });
  });

  it("leaves the event loop to others", async () => {
    let turns = 0;
    let done = false;
    const turn = (): void => {
      turns += 1;
      if (!done) setImmediate(turn);
    };
    setImmediate(turn);
    await compiler.compile(1, slowSource, "(snippet:App)");
    done = true;
    expect(turns).toBeGreaterThan(100);
  });

  it("goes on after a thread that was lost, whose work is refused", async () => {
    const lost = new Compiler();
    const waiting = lost.compile(1, slowSource, "(snippet:App)");
    await lost[Symbol.asyncDispose]();
    await expect(waiting).rejects.toThrow("the compiler's thread has ended");
    expect((await lost.compile(1, "App = 1", "(snippet:App)")).bytecode).toBeInstanceOf(Uint8Array);
    await lost[Symbol.asyncDispose]();
  });

  it("loses no other work with a thread that failed", async () => {
    const failing = compiler.compile(1, "App = 1", 5 as never);
    const next = Array.from({ length: 3 }, () => compiler.compile(1, "App = 1", "(snippet:App)"));
    await expect(failing).rejects.toThrow(TypeError);
    for (const { bytecode } of await Promise.all(next)) expect(bytecode).toBeInstanceOf(Uint8Array);
  });

  it("that takes too long refuses the upload, and calls are answered meanwhile", async () => {
    await using app = await startApp();
    const [patient, greedy] = [app.client("patient"), app.client("greedy")];
    await patient.put("fine", "App = ->(env) { [200, {}, 'fine'] }");
    const uploads = [1, 2, 3].map((index) => greedy.put(`slow-${index}`, `${slowSource}\n# ${index}`));
    expect(await (await patient.fetch("/fn/fine")).text()).toBe("fine");
    for (const upload of await Promise.all(uploads)) {
      // A compiler that is quick about it would be as good.
      if (upload.status !== 201)
        expect(await upload.json()).toMatchObject({ status: 422, type: "urn:kobako:problem:too-hard-to-compile" });
    }
  });
});

describe("a fair queue", () => {
  it("gives everybody a turn before anybody's second", () => {
    const queue = new FairQueue<string>();
    for (const work of ["a1", "a2", "a3"]) queue.add(1, work);
    queue.add(2, "b1");
    const taken = [queue.take()];
    queue.add(3, "c1");
    queue.add(1, "a4");
    for (let index = 0; index < 6; index += 1) taken.push(queue.take());
    expect(taken).toEqual(["a1", "b1", "a2", "c1", "a3", "a4", undefined]);
  });
});
