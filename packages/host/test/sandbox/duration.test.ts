import * as Duration from "effect/Duration";
import { describe, expect, it } from "vitest";
import { ArgumentError } from "../../src/errors/argument-error.ts";
import { toMilliseconds } from "../../src/sandbox/duration.ts";

const INPUTS: readonly Duration.Input[] = [
  5_000,
  0.5,
  5_000_000n,
  "5 seconds",
  "1 second",
  "250 millis",
  "1.5 minutes",
  "2 hours",
  "1 day",
  "1 week",
  "100 micros",
  "500 nanos",
  [2, 500_000_000],
  { seconds: 5 },
  { minutes: 1, milliseconds: 5 },
  Duration.seconds(3),
  Duration.nanos(1_500_000n),
];

describe("a timeout", () => {
  it.each(INPUTS.map((input) => [input]))("of %s means what Effect means by it", (input) => {
    expect(toMilliseconds(input, "timeout")).toBeCloseTo(Duration.toMillis(input), 9);
  });

  it.each([
    0,
    -1,
    Number.NaN,
    Infinity,
    -Infinity,
    "0 seconds",
    "Infinity",
    "soon",
    "5",
    "5 parsecs",
    "",
    -5n,
    [1],
    { parsecs: 1 },
    Duration.infinity,
    Duration.zero,
  ])("of %s is an ArgumentError that names the option", (input) => {
    expect(() => toMilliseconds(input, "timeout")).toThrow(ArgumentError);
    expect(() => toMilliseconds(input, "timeout")).toThrow(/^timeout must be finite and positive/);
  });

  it.each([true, null, undefined, () => 5, Symbol("s"), {}])(
    "of type %s is a TypeError that names the option",
    (input) => {
      expect(() => toMilliseconds(input, "timeout")).toThrow(TypeError);
      expect(() => toMilliseconds(input, "timeout")).toThrow(/^timeout must be/);
    },
  );
});
