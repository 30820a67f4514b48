import type { Profiler } from "node:inspector";

/** Where a function comes from: what the flame graph colours. */
type Origin = "guest" | "kobako" | "other";

/** A function under its callers, with the time in it. */
export interface Call {
  readonly name: string;
  readonly origin: Origin;
  /** Microseconds in it and in what it called. */
  total: number;
  /** Microseconds in itself. */
  self: number;
  readonly calls: Map<string, Call>;
}

type Frame = Profiler.ProfileNode["callFrame"];

/** Frames that are the measurement, not the case. */
const IDLE: ReadonlySet<string> = new Set(["(idle)", "(program)"]);

function originOf({ url }: Frame): Origin {
  if (url.startsWith("wasm:")) return "guest";
  return /\/packages\/|\/guest\//.test(url) ? "kobako" : "other";
}

function nameOf({ functionName, url, lineNumber }: Frame, names: ReadonlyMap<number, string>): string {
  const index = /^wasm-function\[(\d+)\]$/.exec(functionName)?.[1];
  if (index !== undefined) return names.get(Number(index)) ?? functionName;
  if (url.startsWith("wasm:")) return functionName;
  const file = url.slice(url.lastIndexOf("/") + 1);
  const place = file === "" ? "" : ` ${file}:${lineNumber + 1}`;
  return `${functionName === "" ? "(anonymous)" : functionName}${place}`;
}

/** The tree of a CPU profile: equal functions under equal callers are one. */
export function callTree(profile: Profiler.Profile, names: ReadonlyMap<number, string>): Call {
  const times = new Map<number, number>();
  for (const [index, id] of (profile.samples ?? []).entries()) {
    times.set(id, (times.get(id) ?? 0) + Math.max(0, profile.timeDeltas?.[index] ?? 0));
  }
  const nodes = new Map(profile.nodes.map((node) => [node.id, node]));
  const add = (into: Call, node: Profiler.ProfileNode): number => {
    if (IDLE.has(node.callFrame.functionName)) return 0;
    const name = nameOf(node.callFrame, names);
    let call = into.calls.get(name);
    if (call === undefined) {
      call = { name, origin: originOf(node.callFrame), total: 0, self: 0, calls: new Map() };
      into.calls.set(name, call);
    }
    const self = times.get(node.id) ?? 0;
    let total = self;
    for (const child of node.children ?? []) {
      const found = nodes.get(child);
      if (found !== undefined) total += add(call, found);
    }
    call.self += self;
    call.total += total;
    return total;
  };
  const root: Call = { name: "all", origin: "other", total: 0, self: 0, calls: new Map() };
  for (const child of profile.nodes[0]?.children ?? []) {
    const node = nodes.get(child);
    if (node !== undefined) root.total += add(root, node);
  }
  return root;
}

/** Function → microseconds in itself, wherever it was called from; the largest first. */
export function selfTimes(root: Call): [name: string, self: number][] {
  const times = new Map<string, number>();
  const visit = (call: Call): void => {
    times.set(call.name, (times.get(call.name) ?? 0) + call.self);
    for (const inner of call.calls.values()) visit(inner);
  };
  visit(root);
  return [...times].toSorted(([, left], [, right]) => right - left);
}
