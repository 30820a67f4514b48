import { type Dispatch, EMPTY_SETUP, type Invocation, type Limits, type Report, Runtime } from "../src/index.ts";
import { source } from "./messages.ts";

export const MODES = ["sync", "async"] as const;
export type Mode = (typeof MODES)[number];

const LIMITS: Limits = { timeout: 10_000, memory: 1 << 20, fuel: null, stdout: 1 << 20, stderr: 1 << 20 };

export type Overrides = Partial<Omit<Invocation, "limits">> & { readonly limits?: Partial<Limits> };

const refuseCalls: Dispatch = () => {
  throw new Error("this test expects no Service call");
};

export function evaluation(code: string, overrides: Overrides = {}): Invocation {
  return {
    entry: "eval",
    payload: source(code),
    setup: EMPTY_SETUP,
    profile: "hermetic",
    dispatch: refuseCalls,
    ...overrides,
    limits: { ...LIMITS, ...overrides.limits },
  };
}

/** Runs a script in either mode, on the thread's shared guests unless another runtime is given. */
export async function evaluate(
  mode: Mode,
  code: string,
  overrides: Overrides = {},
  runtime: Runtime = Runtime.shared,
): Promise<Report> {
  const invocation = evaluation(code, overrides);
  return mode === "sync" ? runtime.invokeSync(invocation) : await runtime.invoke(invocation);
}
