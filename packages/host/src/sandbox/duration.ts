import type { Input as DurationInput } from "effect/Duration";
import { ArgumentError } from "../errors/argument-error.ts";
import { display } from "../errors/display.ts";

export type { DurationInput };

// Effect's own syntax. `effect/Duration` is imported for its types only: loading it costs more than the rest of this package.
const TEXT = /^(\d+(?:\.\d+)?)\s+(nano|micro|milli|second|minute|hour|day|week)s?$/;
const UNITS: Readonly<Record<string, number>> = {
  nano: 1e-6,
  micro: 1e-3,
  milli: 1,
  second: 1_000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
};
const FIELDS: Readonly<Record<string, number>> = {
  nanoseconds: 1e-6,
  microseconds: 1e-3,
  milliseconds: 1,
  seconds: 1_000,
  minutes: 60_000,
  hours: 3_600_000,
  days: 86_400_000,
  weeks: 604_800_000,
};

/**
 * Milliseconds of anything that Effect takes for a Duration: `5_000`, `"5 seconds"`, `5_000_000n` (nanoseconds),
 * `[5, 0]` (seconds, nanoseconds), `{ seconds: 5 }`, `Duration.seconds(5)`.
 *
 * @throws TypeError for another type, ArgumentError for what is not finite and positive; both name `option`
 */
export function toMilliseconds(input: unknown, option: string): number {
  const milliseconds = read(input);
  if (milliseconds === undefined) throw new TypeError(`${option} must be a number of milliseconds or a Duration`);
  if (!Number.isFinite(milliseconds) || milliseconds <= 0) {
    throw new ArgumentError(
      `${option} must be finite and positive, not ${typeof input === "string" ? display(JSON.stringify(input)) : milliseconds}`,
    );
  }
  return milliseconds;
}

/** `undefined`: no type that a Duration can be made of. NaN: of such a type, but not well-formed. */
function read(input: unknown): number | undefined {
  switch (typeof input) {
    case "number":
      return input;
    case "bigint":
      return Number(input) / 1e6;
    case "string":
      return readText(input);
    case "object":
      return input === null ? undefined : readObject(input);
    default:
      return undefined;
  }
}

function readText(text: string): number {
  if (text === "Infinity") return Infinity;
  const match = TEXT.exec(text);
  return Number(match?.[1]) * (UNITS[match?.[2] ?? ""] ?? Number.NaN);
}

function readObject(input: object): number | undefined {
  if (Array.isArray(input)) return Number(input[0]) * 1_000 + Number(input[1]) * 1e-6;
  if ("~effect/Duration" in input && "value" in input) return readEffect(input.value as EffectDuration);
  const fields = Object.entries(input);
  if (fields.length === 0) return undefined;
  let sum = 0;
  for (const [name, amount] of fields)
    sum += Number(amount ?? 0) * (Object.hasOwn(FIELDS, name) ? (FIELDS[name] ?? Number.NaN) : Number.NaN);
  return sum;
}

type EffectDuration = { readonly _tag: string; readonly millis?: number; readonly nanos?: bigint };

function readEffect(value: EffectDuration): number {
  if (value._tag === "Millis") return value.millis ?? Number.NaN;
  return value._tag === "Nanos" ? Number(value.nanos) / 1e6 : Infinity;
}
