import { KobakoError, Sandbox } from "../../src/index.ts";
import { hostileServices, slowly } from "./hostile-services.ts";
import type { Mode } from "./modes.ts";
import { sourceOf, type Work, type WorkFile } from "./work.ts";

export interface Ending {
  /** The error's tag and the Ruby class behind it, or "value". */
  readonly names: readonly string[];
  readonly message: string;
  /** Milliseconds from the call to its end. */
  readonly elapsed: number;
}

/** Whether the guest has what the work needs. */
export function isPossible({ needs }: Work): boolean {
  if (needs === undefined) return true;
  return new Sandbox().evalSync(`Object.const_defined?(:${needs})`).value === true;
}

function sandboxFor(work: Work, { deadline, memory }: WorkFile): Sandbox {
  const uncapped = work.output === "uncapped" ? { stdoutLimit: null } : {};
  const sandbox = new Sandbox({ timeout: deadline, memoryLimit: memory, ...uncapped });
  if (work.service !== undefined) sandbox.bind("S", hostileServices[work.service]);
  if (work.snippet !== undefined) sandbox.preload({ name: "Hostile", code: work.snippet });
  return sandbox;
}

/** Runs the work under the file's deadline until something ends it. */
export async function runWork(work: Work, file: WorkFile, mode: Mode): Promise<Ending> {
  const sandbox = sandboxFor(work, file);
  const source = sourceOf(work);
  const started = performance.now();
  const elapsed = (): number => performance.now() - started;
  try {
    const options = work.output === "slow" ? { onStdout: slowly } : {};
    const { value } = mode === "async" ? await sandbox.eval(source, options) : sandbox.evalSync(source, options);
    return { elapsed: elapsed(), names: ["value"], message: typeof value };
  } catch (error) {
    if (!(error instanceof KobakoError)) throw error;
    return { elapsed: elapsed(), names: [error._tag, error.klass ?? ""], message: error.message };
  }
}

/** Whether the deadline ended it, or what may come before the deadline. */
export function isRight({ mayEndAs }: Work, { names }: Ending): boolean {
  return names.includes("TimeoutError") || mayEndAs?.some((name) => names.includes(name)) === true;
}
