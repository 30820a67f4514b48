import { Worker } from "node:worker_threads";
import { FairQueue } from "./fair-queue.ts";
import type { Compiled, CompileRequest } from "./compiled.ts";

interface Work extends CompileRequest {
  readonly resolve: (compiled: Compiled) => void;
  readonly reject: (error: Error) => void;
}

const THREAD = new URL("./compile-thread.ts", import.meta.url);

/** Compiles on a thread of its own, one source after the other, tenants taking turns. */
export class Compiler implements AsyncDisposable {
  readonly #queue = new FairQueue<Work>();
  #thread: Worker | undefined;
  #current: Work | undefined;

  /** What the compiler says about a source of a tenant, and its bytecode when there is no error. */
  compile(tenant: number, source: string, name: string): Promise<Compiled> {
    return new Promise((resolve, reject) => {
      this.#queue.add(tenant, { source, name, resolve, reject });
      this.#next();
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#thread?.terminate();
  }

  #next(): void {
    if (this.#current !== undefined) return;
    this.#current = this.#queue.take();
    if (this.#current === undefined) return;
    const { source, name } = this.#current;
    this.#thread ??= this.#start();
    this.#thread.postMessage({ source, name } satisfies CompileRequest);
  }

  #start(): Worker {
    // The workspace's packages are read from their sources, whatever started this program.
    const thread = new Worker(THREAD, { execArgv: ["--conditions=kobako:source"] });
    // It keeps no program alive that has nothing else to do.
    thread.unref();
    thread.on("message", (compiled: Compiled) => this.#finish((work) => work.resolve(compiled)));
    thread.on("error", (error: Error) => this.#lose(thread, error));
    thread.on("exit", () => this.#lose(thread, new Error("the compiler's thread has ended")));
    return thread;
  }

  /** Once per thread: after an error comes the exit, when another thread may be at other work. */
  #lose(thread: Worker, error: Error): void {
    if (this.#thread !== thread) return;
    this.#thread = undefined;
    this.#finish((work) => work.reject(error));
  }

  #finish(end: (work: Work) => void): void {
    const work = this.#current;
    this.#current = undefined;
    if (work !== undefined) end(work);
    this.#next();
  }
}
