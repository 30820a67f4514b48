import { Inject } from "@nestjs/common";
import { getInvokerToken, getSandboxToken } from "./sandbox-token.ts";

/** Injects a `Sandbox`: the default one, or the one of a name that `KobakoModule.forFeature` declared. */
export function InjectSandbox(name?: string): PropertyDecorator & ParameterDecorator {
  return Inject(getSandboxToken(name));
}

/**
 * Injects the request's `RequestInvoker` of a Sandbox: its invocations end when the client goes away, and reach
 * request-scoped guest services. It makes the class that injects it request-scoped.
 */
export function InjectInvoker(name?: string): PropertyDecorator & ParameterDecorator {
  return Inject(getInvokerToken(name));
}
