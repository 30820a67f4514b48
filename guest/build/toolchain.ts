import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { BuildError } from "./build-error.ts";
import type { SourceTree } from "./source-tree.ts";
import type { ToolReply, ToolRequest } from "./toolchain-worker.ts";

export interface ToolRun {
  readonly args: readonly string[];
  readonly files?: readonly (readonly [path: string, content: Uint8Array])[];
  readonly output?: string;
}

/**
 * LLVM, itself WebAssembly, resident in a few worker threads that see the source tree and nothing of this machine.
 * Threads start with the first run, so a build that finds everything in its cache never loads the compiler.
 */
export class Toolchain {
  readonly #tree: SourceTree;
  readonly #idle: Worker[] = [];
  readonly #workers: Worker[] = [];
  readonly #waiting: ((worker: Worker) => void)[] = [];
  readonly #size = Math.min(4, availableParallelism());
  #runs = 0;

  constructor(tree: SourceTree) {
    this.#tree = tree;
  }

  /** How many runs make progress at once. */
  get size(): number {
    return this.#size;
  }

  /** Adds files that did not exist when the threads started. */
  mount(files: readonly (readonly [path: string, content: Uint8Array])[]): void {
    for (const worker of this.#workers) worker.postMessage({ mount: files });
  }

  /** Runs one tool; `args[0]` is its name. A failing tool is a `BuildError` with the tool's own words. */
  async run({ args, files = [], output }: ToolRun): Promise<ToolReply> {
    const worker = await this.#acquire();
    try {
      const reply = await this.#ask(worker, { id: ++this.#runs, args, files, output });
      if (reply.failed) throw new BuildError(`${args[0]} failed: ${args.at(-1)}\n${reply.stderr.trim()}`);
      return reply;
    } finally {
      this.#release(worker);
    }
  }

  async close(): Promise<void> {
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #ask(worker: Worker, request: ToolRequest): Promise<ToolReply> {
    return new Promise((resolve, reject) => {
      const failed = (error: unknown) => reject(new BuildError(`the compiler's thread ended: ${String(error)}`));
      worker.once("error", failed);
      worker.once("message", (reply: ToolReply) => {
        worker.off("error", failed);
        resolve(reply);
      });
      worker.postMessage(request);
    });
  }

  #acquire(): Promise<Worker> | Worker {
    const idle = this.#idle.pop();
    if (idle) return idle;
    if (this.#workers.length < this.#size) {
      const worker = new Worker(new URL("./toolchain-worker.ts", import.meta.url));
      worker.postMessage({ mount: [...this.#tree.entries()] });
      this.#workers.push(worker);
      return worker;
    }
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #release(worker: Worker): void {
    const next = this.#waiting.shift();
    if (next) next(worker);
    else this.#idle.push(worker);
  }
}
