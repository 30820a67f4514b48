import { readFile } from "node:fs/promises";
import type { Profiler } from "node:inspector";
import { describe, expect, it } from "vitest";
import { callTree, selfTimes } from "../src/profile/call-tree.ts";
import { flameGraph } from "../src/profile/flame-graph.ts";
import { functionNames } from "../src/profile/function-names.ts";
import { takeProfile } from "../src/profile/take-profile.ts";

function node(id: number, functionName: string, url: string, children: number[] = []): Profiler.ProfileNode {
  return { id, callFrame: { functionName, url, scriptId: "0", lineNumber: 9, columnNumber: 0 }, children };
}

/** A host function that enters the guest twice, from two call sites. */
const profile: Profiler.Profile = {
  nodes: [
    node(1, "(root)", "", [2, 6]),
    node(2, "enter", "file:///x/packages/runtime/src/instance.ts", [3, 4]),
    node(3, "wasm-function[7]", "wasm://wasm/abc"),
    node(4, "wasm-function[7]", "wasm://wasm/abc", [5]),
    node(5, "wasm-function[8]", "wasm://wasm/abc"),
    node(6, "(idle)", ""),
  ],
  startTime: 0,
  endTime: 100,
  samples: [2, 3, 4, 5, 6],
  timeDeltas: [10, 20, 30, 5, 1000],
};

const tree = callTree(profile, new Map([[7, "vm_loop"]]));

describe("a call tree", () => {
  it("is one box for equal functions under equal callers, with the time below it", () => {
    const enter = tree.calls.get("enter instance.ts:10");
    expect(enter).toMatchObject({ origin: "kobako", self: 10, total: 65 });
    expect(enter?.calls.get("vm_loop")).toMatchObject({ origin: "guest", self: 50, total: 55 });
  });

  it("keeps the number of a guest function whose name is not known", () => {
    expect(selfTimes(tree).map(([name]) => name)).toContain("wasm-function[8]");
  });

  it("counts no idle time", () => {
    expect(tree.total).toBe(65);
    expect(selfTimes(tree)[0]).toEqual(["vm_loop", 50]);
  });
});

describe("a flame graph", () => {
  const svg = flameGraph("a <title>", tree);

  it("has a box for each call, with its share", () => {
    expect(svg.match(/<rect /g)).toHaveLength(4);
    expect(svg).toContain("<title>vm_loop: 84.6 %</title>");
  });

  it("writes names as text", () => {
    expect(svg).toContain("a &lt;title&gt;");
  });
});

describe("names of guest functions", () => {
  it("come from the name section of a module", () => {
    const section = [0x00, 0x0d, 0x04, 0x6e, 0x61, 0x6d, 0x65, 0x01, 0x06, 0x01, 0x02, 0x03, 0x61, 0x62, 0x63];
    const module = new Uint8Array([0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, ...section]);
    expect(functionNames(module)).toEqual(new Map([[2, "abc"]]));
  });

  it("are none where there is no such section", async () => {
    expect(functionNames(new Uint8Array()).size).toBe(0);
    const published = await readFile(new URL("../../guest/dist/kobako.wasm", import.meta.url));
    expect(functionNames(new Uint8Array(published)).size).toBe(0);
  });
});

it("a profile of real work finds the function that did it", async () => {
  // Recursive, so that the compiler cannot make it a part of its caller.
  const busyHands = (n: number): number => (n < 2 ? n : busyHands(n - 1) + busyHands(n - 2));
  const check = (): void => undefined;
  const one = {
    id: "busy",
    unit: "µs",
    measures: "",
    caveat: "",
    prepare: () => ({ run: () => busyHands(22), check }),
  } as const;
  const found = callTree(await takeProfile(one, 20), new Map());
  expect(selfTimes(found).some(([name]) => name.startsWith("busyHands"))).toBe(true);
});
