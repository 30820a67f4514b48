/** The suite that every framework adapter passes; see README.md. */
export { type ContractSetup, type RunningAdapter, type StartAdapter } from "./contract-setup.ts";
export { describeAdapter } from "./describe-adapter.ts";
export { requireArgs, requireSource } from "./request-body.ts";
