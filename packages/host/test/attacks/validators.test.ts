import { describe, expect, it } from "vitest";
import { display, KobakoError, Sandbox, SandboxError } from "../../src/index.ts";
import { faultMessage } from "../../src/invocation/fault-message.ts";
import { requireConstantPath } from "../../src/services/constant-path.ts";
import { isReservedName, otherSpellings } from "../../src/services/member-names.ts";
import { nearestName } from "../../src/errors/nearest-name.ts";
import { toMilliseconds } from "../../src/sandbox/duration.ts";

const MILLION = 1_000_000;

/** Texts at which backtracking expressions of the kinds that are in use would explode. */
const HOSTILE: readonly (readonly [string, (length: number) => string])[] = [
  ["path separators", (n) => "A::".repeat(n / 3)],
  ["one word", (n) => "A".repeat(n)],
  ["underscores", (n) => "a_".repeat(n / 2)],
  ["slashes", (n) => "/usr".repeat(n / 4)],
  ["stack lines", (n) => "\n    at ".repeat(n / 8)],
  ["blank lines", (n) => "\n".repeat(n)],
  ["spaces after a line end", (n) => `\n${" ".repeat(n)}`],
  ["dots and slashes", (n) => "/a.b".repeat(n / 4)],
  ["file addresses", (n) => "file://".repeat(n / 7)],
  ["control characters", (n) => "\u0001".repeat(n)],
  ["lone surrogates", (n) => "\uD800".repeat(n)],
  ["digits", (n) => "1".repeat(n)],
  ["numbers with dots", (n) => `${"1.".repeat(n / 2)} x`],
];

const VALIDATORS: readonly (readonly [string, (text: string) => unknown])[] = [
  ["the path of a Service", (text) => attempt(() => requireConstantPath(text, "path"))],
  ["a reserved name", isReservedName],
  ["Ruby spellings", otherSpellings],
  ["the message of a Service's error", (text) => faultMessage(new Error(text))],
  ["a message that is shown", (text) => new SandboxError(text)],
  ["display", (text) => display(text)],
  ["the nearest name", (text) => nearestName("Adder", [text])],
  ["a duration", (text) => attempt(() => toMilliseconds(text, "timeout"))],
];

function attempt(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

describe("attack 31: expressions that backtrack on the host", () => {
  // The bound is the test's own: a million characters take a million steps, or, where it backtracks, a million times that.
  it.each(VALIDATORS)("%s comes to an end with a million hostile characters", (_, validate) => {
    for (const [, make] of HOSTILE) expect(() => validate(make(MILLION))).not.toThrow();
  });

  // Until the Guest Binary has regular expressions there is nothing to try.
  const hasRegexp = new Sandbox().evalSync("Object.const_defined?(:Regexp)").value;
  it.skipIf(hasRegexp !== true).each([
    ["nested repetition", "/(a+)+$/ =~ 'a' * 40 + 'b'"],
    ["alternatives that overlap", "/(a|aa)+$/ =~ 'a' * 60 + 'b'"],
    ["nested look-ahead", "/(?=(a+)+b)(?=(a*)*c)x/ =~ 'a' * 50"],
    ["look-behind in a repetition", "/(?:(?<=a)a*)*b/ =~ 'a' * 60"],
    ["back references", "/(a*)*\\\\1b/ =~ 'a' * 60"],
  ])("in the guest ends in a typed error: %s", { timeout: 60_000 }, async (_, code) => {
    const error: unknown = await new Sandbox({ timeout: 3_000 })
      .eval(`${code}; :done`)
      .catch((reason: unknown) => reason);
    const ended = error instanceof KobakoError ? (error.klass ?? error._tag) : "a value";
    expect(["RegexpError", "TimeoutError", "a value"]).toContain(ended);
  });
});
