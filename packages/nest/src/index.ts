/** kobako for NestJS: see `KobakoModule`. */
export type { RequestInvoker } from "@kobako/host/http";
export { GuestMethod, type GuestMethodOptions } from "./guest-method.decorator.ts";
export { GuestService, type GuestServiceOptions } from "./guest-service.decorator.ts";
export { GuestServices } from "./guest-services.ts";
export { InjectInvoker, InjectSandbox } from "./inject-sandbox.decorator.ts";
export { KobakoExceptionFilter } from "./kobako-exception.filter.ts";
export { type KobakoHealth, KobakoHealthIndicator } from "./kobako.health.ts";
export type { KobakoModuleExtras, KobakoModuleOptions } from "./kobako.module-definition.ts";
export { type FeatureSandbox, KobakoModule } from "./kobako.module.ts";
export { RequestInvokers } from "./request-invokers.ts";
export type { SandboxDefinition } from "./sandbox-definition.ts";
export { getInvokerToken, getSandboxToken } from "./sandbox-token.ts";
