/** For the test suites of Host Apps: is what I bound as closed as I think? See `assertSealed`. */
export { assertSealed, listProbes, type SealOptions } from "./testing/assert-sealed.ts";
export { type Leak, type LeakKind, SealError, type SealReport } from "./testing/seal-report.ts";
export type { Probe } from "./testing/probes.ts";
