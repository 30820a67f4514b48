import type { Suite } from "../method/case.ts";
import { gateSuiteNamed } from "../gate/gate-suite.ts";
import { peerSuiteNamed } from "../peers/registry.ts";

interface SuiteModule {
  readonly suite: Suite;
}

/** Suite name → module, in the order in which they are run and shown. */
const modules: Readonly<Record<string, () => Promise<SuiteModule>>> = {
  eval: () => import("./eval.ts"),
  run: () => import("./run.ts"),
  services: () => import("./services.ts"),
  blocks: () => import("./blocks.ts"),
  returns: () => import("./returns.ts"),
  output: () => import("./output.ts"),
  setup: () => import("./setup.ts"),
  handles: () => import("./handles.ts"),
  codec: () => import("./codec.ts"),
  throughput: () => import("./throughput.ts"),
  "cold-start": () => import("./cold-start.ts"),
  memory: () => import("./memory.ts"),
  programs: () => import("./programs.ts"),
  scripts: () => import("./scripts.ts"),
  regexp: () => import("./regexp.ts"),
  json: () => import("./json.ts"),
  metering: () => import("./metering.ts"),
  "event-loop": () => import("./event-loop.ts"),
};

/** The figures that the foundation must show, in one go. */
export const FOUNDATION: readonly string[] = ["eval", "services", "programs", "metering", "event-loop"];

export const suiteNames: readonly string[] = Object.keys(modules);

/** @throws when there is no such suite */
export async function loadSuite(name: string): Promise<Suite> {
  const special = peerSuiteNamed(name) ?? gateSuiteNamed(name);
  if (special !== undefined) return special;
  const load = modules[name];
  if (load === undefined) throw new Error(`there is no suite ${name}; there are ${suiteNames.join(", ")}`);
  return (await load()).suite;
}
