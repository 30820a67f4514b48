/**
 * What adapters of web frameworks share: errors as problem+json, one Sandbox per tenant, invocations that end with their
 * request. Knows HTTP's numbers and no framework.
 */
export { jsonValue } from "./invocation/json-value.ts";
export { type ClosableResponse, disconnectSignal } from "./http/disconnect-signal.ts";
export { hasJsonBody, type RequestHeaders } from "./http/json-body.ts";
export { type Problem, problem, type ProblemBody, type ProblemOptions } from "./http/problem.ts";
export { RefusedRequestError, type RefusedRequestOptions } from "./http/refused-request-error.ts";
export { type RequestInvoker, type RequestInvokerOptions, requestInvoker } from "./http/request-invoker.ts";
export { type ConfigureTenant, TenantSandboxes, type TenantSandboxesOptions } from "./http/tenant-sandboxes.ts";
