import { type Diagnostic, KobakoError } from "@kobako/host";
import { RefusedRequestError } from "@kobako/host/http";
import type { Compiler } from "../compile/compiler.ts";
import { MemoryPairs } from "../services/memory-pairs.ts";
import { type CallLimits, ENTRYPOINT, functionSandbox } from "./function-sandbox.ts";

/** What is wrong with a source, in the order in which it would show. */
export type Fault =
  | { readonly kind: "syntax"; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: "load"; readonly error: KobakoError }
  | { readonly kind: "entrypoint" };

/** A source that compiles, or what it lacks for that. */
export type CompiledFunction = { readonly bytecode: Uint8Array } | { readonly fault: Fault };

const FILE = `(snippet:${ENTRYPOINT})`;

/** Compiles a function of a tenant. @throws RefusedRequestError (422) when that takes too long */
export async function compileFunction(compiler: Compiler, tenant: number, source: string): Promise<CompiledFunction> {
  const { diagnostics, bytecode } = await compiler.compile(tenant, source, FILE);
  if (bytecode !== undefined) return { bytecode };
  if (diagnostics.length === 0) throw tooHard();
  return { fault: { kind: "syntax", diagnostics } };
}

/** What the compiler says about a source, warnings too. @throws RefusedRequestError (422) when that takes too long */
export async function diagnose(compiler: Compiler, tenant: number, source: string): Promise<readonly Diagnostic[]> {
  const { diagnostics, bytecode } = await compiler.compile(tenant, source, FILE);
  if (bytecode === undefined && diagnostics.length === 0) throw tooHard();
  return diagnostics;
}

/** Compiles and loads a function as a call would. @throws RefusedRequestError (422) when compiling takes too long */
export async function prepareFunction(
  compiler: Compiler,
  tenant: number,
  source: string,
  limits: CallLimits,
): Promise<CompiledFunction> {
  const compiled = await compileFunction(compiler, tenant, source);
  if ("fault" in compiled) return compiled;
  const fault = await findLoadFault(compiled.bytecode, limits);
  return fault === undefined ? compiled : { fault };
}

async function findLoadFault(bytecode: Uint8Array, limits: CallLimits): Promise<Fault | undefined> {
  try {
    const sandbox = functionSandbox(bytecode, new MemoryPairs(), limits);
    const callable = `Object.const_defined?(:${ENTRYPOINT}) && ${ENTRYPOINT}.respond_to?(:call)`;
    const { value } = await sandbox.eval(callable);
    return value === true ? undefined : { kind: "entrypoint" };
  } catch (error) {
    if (error instanceof KobakoError) return { kind: "load", error };
    throw error;
  }
}

function tooHard(): RefusedRequestError {
  const title = "The function takes too long to compile";
  return new RefusedRequestError(422, { slug: "too-hard-to-compile", title });
}
