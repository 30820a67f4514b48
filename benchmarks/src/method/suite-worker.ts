import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Suite } from "./case.ts";
import type { Budget } from "./measurement.ts";
import type { RoundAnswer, RoundRequest } from "./protocol.ts";

const ENTRY = fileURLToPath(new URL("suite-process.ts", import.meta.url));

/** A fresh Node process that measures the cases of one suite, one round at a time. */
export class SuiteWorker implements Disposable {
  readonly suite: Suite;
  readonly #child: ChildProcess;

  constructor(suite: Suite) {
    this.suite = suite;
    this.#child = fork(ENTRY, [suite.name], {
      execArgv: ["--conditions=kobako:source", "--expose-gc", ...(suite.flags ?? [])],
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
  }

  /** One round of the case `id`. @throws when the case fails or the process dies */
  async round(id: string, budget: Budget): Promise<Exclude<RoundAnswer, { error: string }>> {
    const over = new AbortController();
    try {
      const exited = once(this.#child, "exit", { signal: over.signal }).then(([code, signal]) => {
        throw new Error(`the process of ${this.suite.name} ended with ${code ?? signal} while it measured ${id}`);
      });
      const answered = once(this.#child, "message", { signal: over.signal });
      const request: RoundRequest = { id, budget };
      this.#child.send(request);
      const [answer] = (await Promise.race([answered, exited])) as [RoundAnswer];
      if ("error" in answer) throw new Error(`${this.suite.name}/${id}: ${answer.error}`);
      return answer;
    } finally {
      over.abort();
    }
  }

  [Symbol.dispose](): void {
    if (this.#child.connected) this.#child.disconnect();
  }
}
