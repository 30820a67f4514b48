import { inspect } from "node:util";
import { type Block, type Execution, KobakoError, Sandbox } from "../../src/index.ts";
import { Finding, type Fuzzer } from "./fuzzer.ts";
import { rubyProgram } from "./ruby-programs.ts";

class Thing {
  name(): string {
    return "thing";
  }
  self(): this {
    return this;
  }
}

const LIMITS = {
  timeout: 20_000,
  fuel: 600_000,
  memoryLimit: 1 << 20,
  stdoutLimit: 4_000,
  stderrLimit: 4_000,
  maxCalls: 2_000,
  maxHandles: 500,
};
const sandbox = new Sandbox(LIMITS)
  .bind("Echo", (...args: unknown[]) => args)
  .bind("Later", async (value: unknown) => value)
  .bind("Each", (list: unknown, block: unknown) =>
    Array.isArray(list) && typeof block === "function" ? list.slice(0, 5).map((x) => (block as Block)(x)) : 0,
  )
  .bind("Give", () => new Thing())
  .bind("Fn", () => (x: unknown) => x)
  .bind("Fail", () => {
    throw new RangeError("no");
  })
  .bind("Facts", { rate: 2, double: (x: unknown) => [x, x] });

/** What a fresh state answers to everything that the programs change. */
const WITNESS =
  "puts 'w'; [$g, [1, 'a', :b, 2.5, nil, {'k' => [1]}].inspect, 'x' + 'y', [3, 1].sort, Object.constants.size, Object.new.methods.size, Echo.call(1), (begin; Facts.nope; rescue Kobako::ServiceError => e; e.message; end), String.instance_methods.size]";

function tell(execution: Execution): string {
  const { calls, handles, fuel, memoryPeak } = execution.usage;
  return inspect([execution.value, execution.stdout, execution.stderr, calls, handles, fuel, memoryPeak], {
    depth: 12,
  });
}

let fresh: string | undefined;

/**
 * Oracle: a program ends in a value or in exactly one typed error, within its limits; twice the same way, in both modes, as far as no
 * clock decides; and the next invocation is as if it had never been.
 */
export const scriptFuzzer: Fuzzer = {
  name: "script",
  generate: rubyProgram,
  async check(parts) {
    fresh ??= tell(await sandbox.eval(WITNESS));
    const source = parts.join("\n");
    const [ending, told] = await run(source, false);
    const [again, toldAgain] = await run(source, true);
    const waits = /Later/.test(source);
    const decided =
      ["TimeoutError", "TrapError"].includes(ending) || ["TimeoutError", "TrapError"].includes(again) || waits;
    if (!decided && (ending !== again || told !== toldAgain))
      throw new Finding(`ended differently: ${ending} ${told}\n${again} ${toldAgain}`);
    const next = tell(await sandbox.eval(WITNESS));
    if (next !== fresh) throw new Finding(`the next invocation is not fresh: ${next}\n${fresh}`);
    return ending;
  },
};

async function run(source: string, synchronous: boolean): Promise<readonly [ending: string, told: string]> {
  try {
    const execution = synchronous ? sandbox.evalSync(source) : await sandbox.eval(source);
    checkLimits(execution);
    return ["value", tell(execution)];
  } catch (error) {
    if (!(error instanceof KobakoError)) throw new Finding(`ended in ${inspect(error)}`);
    checkLimits(error.execution);
    if (error._tag === "TrapError") throw new Finding(`the engine broke down: ${inspect(error)}`);
    const tag = error.klass === "SyntaxError" ? "SyntaxError" : error._tag;
    return [tag, `${error.klass} ${error.message} ${tell(error.execution)}`];
  }
}

function checkLimits({ stdoutBytes, stderrBytes, usage }: Execution): void {
  if (stdoutBytes.length > LIMITS.stdoutLimit || stderrBytes.length > LIMITS.stderrLimit)
    throw new Finding("output over its limit");
  if (usage.memoryPeak > LIMITS.memoryLimit || usage.calls > LIMITS.maxCalls + 1 || usage.handles > LIMITS.maxHandles)
    throw new Finding(`usage over its limit: ${inspect(usage)}`);
  if (usage.fuel > LIMITS.fuel) throw new Finding(`fuel over its limit: ${usage.fuel}`);
}
