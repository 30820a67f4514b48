/** The Effect-native face of `@kobako/host`: the Sandbox as a service, its verbs as Effects, its errors typed. */
import * as EffectData from "effect/Data";
import { adoptProtocol } from "./errors/yieldable-error.ts";

export type { InvocationError } from "./errors/invocation-error.ts";
export { invocations, serviceCalls, wallTime } from "./effect/instrument.ts";
export { layer, make, Sandbox, type SandboxService, type SetUpSandbox } from "./effect/sandbox.ts";

// In a bundle, where nothing can be loaded at once.
adoptProtocol(EffectData);
