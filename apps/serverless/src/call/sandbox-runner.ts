import type { Sandbox } from "@kobako/host";
import { RefusedRequestError, TenantSandboxes } from "@kobako/host/http";
import type { DatabaseSync } from "node:sqlite";
import type { Compiler } from "../compile/compiler.ts";
import { storedPairs } from "../services/key-values.ts";
import type { CalledVersion } from "../store/called-versions.ts";
import type { FunctionStore } from "../store/function-store.ts";
import { callFunction, type CallResult } from "./call-function.ts";
import { compileFunction } from "./function-check.ts";
import type { FunctionRunner } from "./function-runner.ts";
import { type CallLimits, functionSandbox } from "./function-sandbox.ts";
import type { FunctionRequest } from "./rack-env.ts";

/** What a runner needs. */
export interface SandboxRunnerParts {
  readonly functions: FunctionStore;
  readonly compiler: Compiler;
  /** Where tenants' key-value pairs are. */
  readonly pairs: DatabaseSync;
  readonly limits: CallLimits;
  /** How many Sandboxes of one tenant are kept. Default 100. */
  readonly kept?: number;
}

const KEPT = 100;

/** Runs functions in Sandboxes, one for each version. What one tenant calls drives nobody else's out. */
export class SandboxRunner implements FunctionRunner {
  readonly #parts: SandboxRunnerParts;
  /** By the version's id, by tenant. */
  readonly #sandboxes = new Map<number, TenantSandboxes>();

  constructor(parts: SandboxRunnerParts) {
    this.#parts = parts;
  }

  async run({ id, tenant }: CalledVersion, request: FunctionRequest, signal: AbortSignal): Promise<CallResult> {
    const sandbox = await this.#sandboxesOf(tenant).get(String(id));
    return callFunction(sandbox, request, { signal, maxBody: this.#parts.limits.body });
  }

  #sandboxesOf(tenant: number): TenantSandboxes {
    let sandboxes = this.#sandboxes.get(tenant);
    if (sandboxes === undefined) {
      const { kept: max = KEPT } = this.#parts;
      sandboxes = new TenantSandboxes({ configure: (id) => this.#sandboxOf(Number(id)), max });
      this.#sandboxes.set(tenant, sandboxes);
    }
    return sandboxes;
  }

  async #sandboxOf(id: number): Promise<Sandbox> {
    const { functions, compiler, pairs, limits } = this.#parts;
    const found = functions.findVersion(id);
    // Deleted since the call began, perhaps by another process.
    if (found === undefined) throw new RefusedRequestError(404, { detail: "there is no such function" });
    const { tenant, source } = found;
    const compiled = await compileFunction(compiler, tenant, source);
    if ("fault" in compiled) throw new Error(`version ${id}, which did compile, does not`);
    return functionSandbox(compiled.bytecode, storedPairs(pairs, tenant), limits);
  }
}
