/** Untrusted Ruby in Express 5: see `kobako`, `sandboxHandler` and `kobakoErrorHandler`. */
export { jsonBody, type JsonBodyOptions } from "./json-body.ts";
export { kobako, type KobakoOptions } from "./kobako.ts";
export { kobakoErrorHandler } from "./kobako-error-handler.ts";
export { type HandlerInput, sandboxHandler, type SandboxHandlerOptions } from "./sandbox-handler.ts";
export type { SandboxSource, TenantSource } from "./sandbox-source.ts";
