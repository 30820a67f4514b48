import { ArgumentError } from "../errors/argument-error.ts";
import { INTERPRET, type Interpret } from "../invocation/interpret.ts";
import { requireTarget, type ServiceRegistry } from "../services/service-registry.ts";
import { isStandardSchema, type StandardSchema } from "../services/standard-schema.ts";
import type { DurationInput } from "./duration.ts";
import { readDuration, readLimit, requireOptions, type SandboxSettings } from "./sandbox-options.ts";

/** What one invocation can be given. */
export interface InvocationOptions<Bindings = Readonly<Record<string, unknown>>, Value = unknown> {
  /** Ends the invocation in `AbortedError`. */
  readonly signal?: AbortSignal;
  /** Fills reserved paths and shadows bound ones, for this invocation: path → target. */
  readonly bind?: Partial<Bindings>;
  /** Receives standard output as it is written, up to the cap. */
  readonly onStdout?: (text: string) => void;
  /** Receives standard error as it is written. */
  readonly onStderr?: (text: string) => void;
  /** Validates `value`, which then has the schema's type; a mismatch is a `SandboxError`. */
  readonly returns?: StandardSchema<unknown, Value>;
  /** May only be shorter than the Sandbox's. */
  readonly timeout?: DurationInput;
  /** May only be lower than the Sandbox's. */
  readonly memoryLimit?: number;
  /** May only be lower than the Sandbox's. */
  readonly fuel?: number;
}

/** What `run` can be given besides. */
export interface RunOptions<Bindings = Readonly<Record<string, unknown>>, Value = unknown> extends InvocationOptions<
  Bindings,
  Value
> {
  /** Keyword arguments; the keys become Symbols. */
  readonly kwargs?: Readonly<Record<string, unknown>>;
}

/** The options of an invocation as they are in force. */
export interface InvocationSettings {
  readonly signal: AbortSignal | undefined;
  readonly bind: ReadonlyMap<string, object> | undefined;
  readonly onStdout: ((text: string) => void) | undefined;
  readonly onStderr: ((text: string) => void) | undefined;
  readonly returns: StandardSchema | undefined;
  readonly kwargs: Readonly<Record<string, unknown>> | undefined;
  readonly timeout: number | null;
  readonly memoryLimit: number | null;
  readonly fuel: number | null;
  readonly interpret: Interpret | undefined;
}

const KNOWN_TO_BOTH = { signal: 0, bind: 0, onStdout: 0, onStderr: 0, returns: 0, timeout: 0, memoryLimit: 0, fuel: 0 };
const KNOWN_TO_RUN = { ...KNOWN_TO_BOTH, kwargs: 0 };

/** @throws TypeError for a wrong type, ArgumentError for a wrong value, an unknown option, or one that loosens a limit */
export function readInvocationOptions(
  verb: "eval" | "run",
  options: unknown,
  sandbox: SandboxSettings,
  registry: ServiceRegistry,
): InvocationSettings {
  const given = requireOptions(options, verb === "run" ? KNOWN_TO_RUN : KNOWN_TO_BOTH, `an option of ${verb}`);
  return {
    interpret: Reflect.get(given, INTERPRET) as Interpret | undefined,
    signal: readSignal(given["signal"]),
    bind: readBindings(given["bind"], registry),
    onStdout: readCallback(given["onStdout"], "onStdout"),
    onStderr: readCallback(given["onStderr"], "onStderr"),
    returns: readSchema(given["returns"]),
    kwargs: readKeywords(given["kwargs"]),
    timeout: tighten(readDuration(given["timeout"], "timeout", sandbox.timeout), sandbox.timeout, "timeout"),
    memoryLimit: tighten(
      readLimit(given["memoryLimit"], "memoryLimit", sandbox.memoryLimit),
      sandbox.memoryLimit,
      "memoryLimit",
    ),
    fuel: tighten(readLimit(given["fuel"], "fuel", sandbox.fuel), sandbox.fuel, "fuel"),
  };
}

/** By the Sandbox's settings, which those with default options share. */
const plain = new WeakMap<SandboxSettings, InvocationSettings>();

/** The settings of an invocation without options. */
export function plainSettings(sandbox: SandboxSettings): InvocationSettings {
  let settings = plain.get(sandbox);
  if (settings === undefined) {
    const { timeout, memoryLimit, fuel } = sandbox;
    settings = Object.freeze({ ...NO_OPTIONS, timeout, memoryLimit, fuel });
    plain.set(sandbox, settings);
  }
  return settings;
}

const NO_OPTIONS = {
  interpret: undefined,
  signal: undefined,
  bind: undefined,
  onStdout: undefined,
  onStderr: undefined,
  returns: undefined,
  kwargs: undefined,
};

function tighten(value: number | null, limit: number | null, option: string): number | null {
  if (limit !== null && (value === null || value > limit)) {
    throw new ArgumentError(`${option} may only tighten the Sandbox's, which is ${limit}`);
  }
  return value;
}

function readSignal(value: unknown): AbortSignal | undefined {
  if (value === undefined || value instanceof AbortSignal) return value;
  throw new TypeError("signal must be an AbortSignal");
}

function readBindings(value: unknown, registry: ServiceRegistry): ReadonlyMap<string, object> | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== "object" || value === null) throw new TypeError("bind must be an object from paths to targets");
  const bindings = new Map<string, object>();
  for (const [path, target] of Object.entries(value)) {
    if (registry.find(path) === undefined)
      throw new ArgumentError(`bind: ${path} is not a path of this Sandbox; reserve it with sandbox.bind("${path}")`);
    bindings.set(path, requireTarget(target, path));
  }
  return bindings;
}

function readCallback(value: unknown, option: string): ((text: string) => void) | undefined {
  if (value === undefined || typeof value === "function") return value as ((text: string) => void) | undefined;
  throw new TypeError(`${option} must be a function`);
}

function readSchema(value: unknown): StandardSchema | undefined {
  if (value === undefined || isStandardSchema(value)) return value;
  throw new TypeError("returns must be a Standard Schema");
}

function readKeywords(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (value === undefined) return undefined;
  const prototype: unknown = typeof value === "object" && value !== null ? Object.getPrototypeOf(value) : undefined;
  if (prototype === Object.prototype || prototype === null) return value as Readonly<Record<string, unknown>>;
  throw new TypeError("kwargs must be a plain object");
}
