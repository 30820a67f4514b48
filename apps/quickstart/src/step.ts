import type { Execution, SandboxTag, ServiceTag, TrapTag } from "@kobako/host";
import type { OrderSandbox } from "./order-sandbox.ts";
import { readRubyFile } from "./ruby-file.ts";

/** `"value"`, or the `_tag` of the error that an invocation is expected to end in. */
type Ending = "value" | TrapTag | SandboxTag | ServiceTag;

/** One invocation of the tour. */
export interface Step {
  readonly verb: "eval" | "run";
  readonly title: string;
  readonly about: string;
  readonly ending: Ending;
  readonly enter: (sandbox: OrderSandbox) => Promise<Execution>;
}

/** An untrusted script of `scripts/`, evaluated. `timeout` is in milliseconds. */
export function script(name: string, ending: Ending = "value", options: { readonly timeout?: number } = {}): Step {
  const { source, about } = readRubyFile("scripts", name);
  return { verb: "eval", title: `${name}.rb`, about, ending, enter: (sandbox) => sandbox.eval(source, options) };
}
