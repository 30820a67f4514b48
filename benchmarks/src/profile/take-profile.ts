import { type Profiler, Session } from "node:inspector/promises";
import type { Case } from "../method/case.ts";
import { Measurement } from "../method/measurement.ts";

/** Microseconds between two samples of the stack. */
const INTERVAL = 200;

/** Runs the case, warm, for `milliseconds` under V8's CPU profiler. */
export async function takeProfile(one: Case, milliseconds: number): Promise<Profiler.Profile> {
  const measurement = await Measurement.prepare(one);
  await measurement.round({ milliseconds: 300, warmUp: 300 });
  const session = new Session();
  session.connect();
  try {
    await session.post("Profiler.enable");
    await session.post("Profiler.setSamplingInterval", { interval: INTERVAL });
    await session.post("Profiler.start");
    await measurement.round({ milliseconds, warmUp: 0 });
    return (await session.post("Profiler.stop")).profile;
  } finally {
    session.disconnect();
  }
}
