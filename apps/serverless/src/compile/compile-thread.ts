// The thread behind `Compiler`: compiling is synchronous, and strangers' sources can be made to take long.
import { parentPort } from "node:worker_threads";
import { KobakoError, Sandbox } from "@kobako/host";
import type { Compiled, CompileRequest } from "./compiled.ts";

const sandbox = new Sandbox({ timeout: 1_000, memoryLimit: 64 * 1_048_576, maxSourceBytes: null });

function compile(source: string, name: string): Compiled {
  try {
    const diagnostics = sandbox.check(source);
    if (diagnostics.some(({ severity }) => severity === "error")) return { diagnostics };
    return { diagnostics, bytecode: sandbox.compile(source, { name }) };
  } catch (error) {
    // It took too much time or memory. Other errors are ours, and end the thread.
    if (error instanceof KobakoError && error.category === "trap") return { diagnostics: [] };
    throw error;
  }
}

parentPort?.on("message", ({ source, name }: CompileRequest) => {
  parentPort?.postMessage(compile(source, name));
});
