import { deepStrictEqual, ok } from "node:assert/strict";
import { type Execution, KobakoError, Sandbox } from "../../src/index.ts";
import { createFixtures } from "./fixtures.ts";
import { readValue, type Written } from "./notation.ts";
import type { Expectation, Mode, Scenario } from "./scenario.ts";

type Fixture = (name: string) => unknown;

/** Runs a scenario in one mode; throws when it does not end as it says. */
export async function runScenario(scenario: Scenario, mode: Mode): Promise<void> {
  const made: { sandbox?: Sandbox } = {};
  const fixture = createFixtures(() => made.sandbox ?? new Sandbox());
  const expected = mode === "sync" ? (scenario.sync ?? scenario.expect) : scenario.expect;
  let execution: Execution;
  try {
    const sandbox = setUp(scenario, fixture);
    made.sandbox = sandbox;
    for (const source of scenario.before ?? []) await sandbox.eval(source).catch(() => undefined);
    execution = mode === "sync" ? invokeSync(sandbox, scenario, fixture) : await invoke(sandbox, scenario, fixture);
  } catch (error) {
    checkError(error, expected);
    return;
  }
  ok(
    expected.error === undefined,
    `ended in a value instead of ${String(expected.error)}: ${JSON.stringify(execution)}`,
  );
  if (expected.value !== undefined) deepStrictEqual(execution.value, readValue(expected.value, fixture));
  checkExecution(execution, expected);
}

function setUp(scenario: Scenario, fixture: Fixture): Sandbox {
  const sandbox = new Sandbox(scenario.options);
  for (const path of scenario.reserve ?? []) sandbox.bind(path);
  for (const [path, name] of Object.entries(scenario.services ?? {})) sandbox.bind(path, fixture(name));
  for (const snippet of scenario.snippets ?? []) sandbox.preload(snippet);
  for (const { backend, ...extension } of scenario.extensions ?? []) {
    if (backend === undefined) sandbox.install(extension);
    else if (backend.object !== undefined)
      sandbox.install({ ...extension, backend: { path: backend.path, object: fixture(backend.object) as object } });
    else if (backend.provider !== undefined)
      sandbox.install({
        ...extension,
        backend: { path: backend.path, provider: fixture(backend.provider) as () => object },
      });
    else sandbox.install({ ...extension, backend: { path: backend.path } });
  }
  return sandbox;
}

function optionsOf({ bind, invocation, kwargs }: Scenario, fixture: Fixture): object | undefined {
  if (bind === undefined && invocation === undefined && kwargs === undefined) return undefined;
  return {
    ...invocation,
    ...(bind === undefined
      ? {}
      : { bind: Object.fromEntries(Object.entries(bind).map(([path, name]) => [path, fixture(name)])) }),
    ...(kwargs === undefined ? {} : { kwargs: readValue(kwargs, fixture) }),
  };
}

function invoke(sandbox: Sandbox, scenario: Scenario, fixture: Fixture): Promise<Execution> {
  const options = optionsOf(scenario, fixture);
  if (scenario.source !== undefined) return sandbox.eval(scenario.source, options);
  return sandbox.run(scenario.target ?? "", argsOf(scenario, fixture), options);
}

function invokeSync(sandbox: Sandbox, scenario: Scenario, fixture: Fixture): Execution {
  const options = optionsOf(scenario, fixture);
  if (scenario.source !== undefined) return sandbox.evalSync(scenario.source, options);
  return sandbox.runSync(scenario.target ?? "", argsOf(scenario, fixture), options);
}

function argsOf({ args = [] }: Scenario, fixture: Fixture): unknown[] {
  return args.map((arg: Written) => readValue(arg, fixture));
}

function checkError(error: unknown, expected: Expectation): void {
  if (expected.error === undefined || !(error instanceof Error)) throw error;
  const name = error instanceof KobakoError ? error._tag : error.name;
  if (![expected.error].flat().includes(name))
    throw new Error(`ended in ${name} instead of ${String(expected.error)}: ${error.message}`, { cause: error });
  if (expected.message !== undefined) deepStrictEqual(error.message, expected.message);
  if (expected.includes !== undefined)
    ok(error.message.includes(expected.includes), `${error.message} lacks ${expected.includes}`);
  if (expected.cause !== undefined)
    ok(error.cause instanceof Error && error.cause.message.includes(expected.cause), `cause is ${String(error.cause)}`);
  if (!(error instanceof KobakoError)) return;
  if (expected.klass !== undefined) deepStrictEqual(error.klass, expected.klass);
  if (expected.frames !== undefined)
    deepStrictEqual(error.backtraceLines.slice(0, expected.frames.length), expected.frames);
  checkExecution(error.execution, expected);
}

function checkExecution(execution: Execution, expected: Expectation): void {
  for (const key of ["stdout", "stderr", "stdoutTruncated", "stderrTruncated"] as const) {
    if (expected[key] !== undefined) deepStrictEqual(execution[key], expected[key], key);
  }
  for (const key of ["calls", "handles"] as const) {
    if (expected[key] !== undefined) deepStrictEqual(execution.usage[key], expected[key], key);
  }
}
