import { type GuestSource, Runtime } from "@kobako/runtime";
import { ArgumentError } from "../errors/argument-error.ts";
import { display } from "../errors/display.ts";
import { type DurationInput, toMilliseconds } from "./duration.ts";

/** Where the guest's time and entropy come from: `hermetic` is constant, `permissive` is live. */
export type Profile = "hermetic" | "permissive";

/** What a Sandbox can be given. Every option has a default; `null` takes a limit away. */
export interface SandboxOptions {
  /** Wall clock of one invocation, Services included: milliseconds or an Effect Duration. Default 60 seconds. */
  readonly timeout?: DurationInput | null;
  /** Bytes by which one invocation may grow guest memory. Default 1 MiB. */
  readonly memoryLimit?: number | null;
  /** Bytes of standard output that are kept; the rest is clipped and flagged. Default 1 MiB; `null` keeps up to 256 MiB. */
  readonly stdoutLimit?: number | null;
  /** Bytes of standard error that are kept. Default 1 MiB. */
  readonly stderrLimit?: number | null;
  /** Default `"hermetic"`. */
  readonly profile?: Profile;
  /** Guest steps of one invocation. Default none. */
  readonly fuel?: number | null;
  /** Service calls of one invocation. Default 1 000 000. */
  readonly maxCalls?: number | null;
  /** Live Handles of one invocation. Default 100 000. */
  readonly maxHandles?: number | null;
  /**
   * `"any"` (default) makes a Handle of whatever a Service answers with that is no data. `"declared"` does so only for what
   * `service` made and what has `respondToGuest`; anything else is a `ServiceError`, in place of a Handle of more than was meant.
   */
  readonly handles?: "any" | "declared";
  /** Bytes of one script or Snippet. Default 1 MiB. */
  readonly maxSourceBytes?: number | null;
  /** `"map"` makes every Hash a `Map`; `"auto"` (default) makes plain objects of those with String or Symbol keys. */
  readonly hashes?: "auto" | "map";
  /** Milliseconds that a guest runs before the event loop gets a turn, in `eval` and `run`. Default 5. */
  readonly slice?: number;
  /** How long an invocation waits for a free instance: milliseconds or an Effect Duration. Default none. */
  readonly queueTimeout?: DurationInput | null;
  /** How deep invocations may nest that Services start. Default 8. */
  readonly maxDepth?: number;
  /** Where guests run. Default `Runtime.shared`: the bundled Guest Binary on this thread. */
  readonly runtime?: Runtime;
  /**
   * A Guest Binary of one's own, or one that another thread compiled. Sandboxes that name the same object share its compiled module and
   * its instances.
   */
  readonly guest?: GuestSource;
}

/** The options of a Sandbox as they are in force. */
export interface SandboxSettings {
  /** Milliseconds; `null` means none. */
  readonly timeout: number | null;
  /** Bytes; `null` means none. */
  readonly memoryLimit: number | null;
  /** Bytes that are kept; `null` means all. */
  readonly stdoutLimit: number | null;
  /** Bytes that are kept; `null` means all. */
  readonly stderrLimit: number | null;
  /** Where time and entropy come from. */
  readonly profile: Profile;
  /** Guest steps; `null` means no budget. */
  readonly fuel: number | null;
  /** Service calls; `null` means no budget. */
  readonly maxCalls: number | null;
  /** Live Handles; `null` means no budget. */
  readonly maxHandles: number | null;
  /** What of host objects may become a Handle. */
  readonly handles: "any" | "declared";
  /** Bytes of one script or Snippet; `null` means no budget. */
  readonly maxSourceBytes: number | null;
  /** What a Hash becomes. */
  readonly hashes: "auto" | "map";
  /** Milliseconds between turns of the event loop. */
  readonly slice: number;
  /** Milliseconds; `null` means no bound. */
  readonly queueTimeout: number | null;
  /** Invocations that may nest. */
  readonly maxDepth: number;
  /** Where guests run. */
  readonly runtime: Runtime;
}

const MEBIBYTE = 1_048_576;

const READERS: { readonly [Key in keyof SandboxSettings]: (value: unknown, option: string) => SandboxSettings[Key] } = {
  timeout: (value, option) => readDuration(value, option, 60_000),
  memoryLimit: (value, option) => readLimit(value, option, MEBIBYTE),
  stdoutLimit: (value, option) => readLimit(value, option, MEBIBYTE),
  stderrLimit: (value, option) => readLimit(value, option, MEBIBYTE),
  profile: (value, option) => readOneOf(value, option, ["hermetic", "permissive"]),
  fuel: (value, option) => readLimit(value, option, null),
  maxCalls: (value, option) => readLimit(value, option, 1_000_000),
  maxHandles: (value, option) => readLimit(value, option, 100_000),
  handles: (value, option) => readOneOf(value, option, ["any", "declared"]),
  maxSourceBytes: (value, option) => readLimit(value, option, MEBIBYTE),
  hashes: (value, option) => readOneOf(value, option, ["auto", "map"]),
  slice: (value, option) => readDuration(value, option, 5) ?? 5,
  queueTimeout: (value, option) => readDuration(value, option, null),
  maxDepth: (value, option) => readLimit(value, option, 8) ?? 8,
  runtime: readRuntime,
};

const KNOWN = { ...READERS, guest: readGuest };

/** What all Sandboxes without options share. */
let defaults: SandboxSettings | undefined;

/** The settings that were read last, by where their guests run: thousands of tenants mostly have the same. */
const latest = new WeakMap<Runtime, SandboxSettings>();

function shared(settings: SandboxSettings): SandboxSettings {
  const known = latest.get(settings.runtime);
  // In the order of READERS, both of them.
  const values: unknown[] = Object.values(settings);
  if (known !== undefined && Object.values(known).every((value, index) => value === values.at(index))) return known;
  latest.set(settings.runtime, Object.freeze(settings));
  return settings;
}

/** @throws TypeError for a wrong type, ArgumentError for a wrong value or an unknown option; both name the option */
export function readSandboxOptions(options: unknown): SandboxSettings {
  if (options === undefined) return (defaults ??= readSandboxOptions({}));
  const given = requireOptions(options, KNOWN, "an option of Sandbox");
  const settings: Partial<Record<keyof SandboxSettings, unknown>> = {};
  for (const name of Object.keys(READERS) as (keyof SandboxSettings)[])
    settings[name] = READERS[name](given[name], name);
  const guest = readGuest(given["guest"]);
  if (guest !== undefined) {
    if (given["runtime"] !== undefined) throw new ArgumentError("guest and runtime exclude each other");
    settings.runtime = Runtime.of(guest);
  }
  return shared(settings as unknown as SandboxSettings);
}

/**
 * The options as a record of known names. A misspelt limit must not pass for no limit, and neither may one that polluted
 * prototypes lend: only own options count.
 */
export function requireOptions(options: unknown, known: object, what: string): Readonly<Record<string, unknown>> {
  const own: Record<PropertyKey, unknown> = Object.create(null) as Record<PropertyKey, unknown>;
  if (options === undefined) return own;
  if (typeof options !== "object" || options === null || Array.isArray(options))
    throw new TypeError("options must be an object");
  for (const name of Object.keys(options)) {
    if (!Object.hasOwn(known, name)) throw new ArgumentError(`${display(JSON.stringify(name))} is not ${what}`);
  }
  return Object.assign(own, options);
}

/** A positive whole number, or `null` for none. @throws TypeError, ArgumentError */
export function readLimit<Default extends number | null>(
  value: unknown,
  option: string,
  fallback: Default,
): number | null {
  if (value === undefined) return fallback;
  if (value === null) return null;
  if (typeof value !== "number") throw new TypeError(`${option} must be a number or null`);
  if (!Number.isSafeInteger(value) || value <= 0)
    throw new ArgumentError(`${option} must be a positive whole number, not ${value}`);
  return value;
}

/** Milliseconds, or `null` for none. @throws TypeError, ArgumentError */
export function readDuration(value: unknown, option: string, fallback: number | null): number | null {
  if (value === undefined) return fallback;
  return value === null ? null : toMilliseconds(value, option);
}

function readOneOf<Value extends string>(value: unknown, option: string, values: readonly [Value, ...Value[]]): Value {
  if (value === undefined) return values[0];
  if (typeof value !== "string") throw new TypeError(`${option} must be a string`);
  const found = values.find((one) => one === value);
  if (found === undefined)
    throw new ArgumentError(
      `${option} must be ${values.map((one) => `"${one}"`).join(" or ")}, not ${display(JSON.stringify(value.slice(0, 100)))}`,
    );
  return found;
}

function readGuest(value: unknown): GuestSource | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== "object" || value === null) throw new TypeError("guest must be { wasm, image, manifest }");
  for (const part of ["wasm", "image", "manifest"] as const) {
    const place: unknown = Reflect.get(value, part);
    const known = place instanceof URL || place instanceof Uint8Array;
    if (!known && !(part === "wasm" && place instanceof WebAssembly.Module))
      throw new TypeError(`guest.${part} must be a URL or a Uint8Array`);
  }
  return value as GuestSource;
}

function readRuntime(value: unknown, option: string): Runtime {
  if (value === undefined) return Runtime.shared;
  if (!(value instanceof Runtime)) throw new TypeError(`${option} must be a Runtime`);
  return value;
}
