import type { TenantLimitsOptions } from "./access/tenant-limits.ts";
import type { FunctionRunner } from "./call/function-runner.ts";
import type { CallLimits } from "./call/function-sandbox.ts";
import type { Compiler } from "./compile/compiler.ts";
import type { CallLog } from "./store/call-log.ts";
import type { FunctionStore } from "./store/function-store.ts";
import type { TenantStore } from "./store/tenant-store.ts";

/** What the application is made of. */
export interface AppParts {
  readonly tenants: TenantStore;
  readonly functions: FunctionStore;
  readonly log: CallLog;
  readonly runner: FunctionRunner;
  readonly compiler: Compiler;
  readonly callLimits: CallLimits;
  readonly tenantLimits: TenantLimitsOptions;
}
