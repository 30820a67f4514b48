// The process that measures one suite: `node suite-process.ts <suite>`, asked for rounds over IPC. Ends with its parent.
import { inspect } from "node:util";
import { loadSuite } from "../suites/registry.ts";
import { type Suite, Unavailable } from "./case.ts";
import { thin } from "./distribution.ts";
import { Measurement } from "./measurement.ts";
import type { RoundAnswer, RoundRequest } from "./protocol.ts";

/** More samples of one round than this tell nothing more. */
const KEPT_SAMPLES = 500;

const prepared = new Map<string, Promise<Measurement>>();

function measurementOf(suite: Suite, id: string): Promise<Measurement> {
  let measurement = prepared.get(id);
  if (measurement === undefined) {
    const found = suite.cases.find((one) => one.id === id);
    measurement = found === undefined ? Promise.reject(new Error(`no case ${id}`)) : Measurement.prepare(found);
    prepared.set(id, measurement);
  }
  return measurement;
}

async function answer(suite: Suite, { id, budget }: RoundRequest): Promise<RoundAnswer> {
  try {
    const measurement = await measurementOf(suite, id);
    return { samples: thin(await measurement.round(budget), KEPT_SAMPLES) };
  } catch (error) {
    return error instanceof Unavailable ? { unavailable: error.message } : { error: inspect(error) };
  }
}

const suite = loadSuite(process.argv[2] ?? "");
process.on("message", (request: RoundRequest) => {
  void suite.then(async (loaded) => process.send?.(await answer(loaded, request)));
});
process.on("disconnect", () => process.exit());
