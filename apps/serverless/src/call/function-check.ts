import { type Diagnostic, KobakoError, Sandbox } from "@kobako/host";
import { MemoryPairs } from "../services/memory-pairs.ts";
import { type CallLimits, ENTRYPOINT, functionSandbox } from "./function-sandbox.ts";

/** What is wrong with a source, in the order in which it would show. */
export type Fault =
  | { readonly kind: "syntax"; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: "load"; readonly error: KobakoError }
  | { readonly kind: "entrypoint" };

/** What the compiler says about a source: errors and warnings. */
export function diagnose(source: string): readonly Diagnostic[] {
  return new Sandbox().check(source);
}

/** Loads a source as a call would; `undefined` when it can be called. */
export async function findFault(source: string, limits: CallLimits): Promise<Fault | undefined> {
  const diagnostics = diagnose(source);
  if (diagnostics.some(({ severity }) => severity === "error")) return { kind: "syntax", diagnostics };
  try {
    const sandbox = functionSandbox(source, new MemoryPairs(), limits);
    const callable = `Object.const_defined?(:${ENTRYPOINT}) && ${ENTRYPOINT}.respond_to?(:call)`;
    const { value } = await sandbox.eval(callable);
    return value === true ? undefined : { kind: "entrypoint" };
  } catch (error) {
    if (error instanceof KobakoError) return { kind: "load", error };
    throw error;
  }
}
