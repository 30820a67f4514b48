import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as host from "../../src/index.ts";
import type { Scenario } from "./scenario.ts";

const root = new URL("../../../../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), "utf8");

/** One line of `conformance/host/errors.json`: what makes an error of this class, and where that is proved. */
interface Trigger {
  readonly class: string;
  readonly parent: string;
  readonly category: string | null;
  readonly trigger: string;
  /** The name of a scenario that ends in this class. */
  readonly scenario?: string;
  /** `file > title` of a test that does. */
  readonly test?: string;
}

const triggers = JSON.parse(read("conformance/host/errors.json")) as readonly Trigger[];
const scenarios = new Map(
  (JSON.parse(read("conformance/host/scenarios.json")) as readonly Scenario[]).map((one) => [one.name, one]),
);
const classes: Readonly<Record<string, unknown>> = { ...host, TypeError, Error };

describe("the table of errors", () => {
  it("lists every error class that the package exports", () => {
    const exported = Object.values(host).filter(
      (one) => typeof one === "function" && one.prototype instanceof host.KobakoError,
    );
    expect(new Set(triggers.map((one) => one.class))).toEqual(
      new Set([...exported.map((one) => (one as { name: string }).name), "ArgumentError", "TypeError"]),
    );
  });

  it.each(triggers.map((one) => [one.class, one.trigger, one] as const))("%s: %s", (name, _, trigger) => {
    const constructor = classes[name] as new (...args: never[]) => Error;
    expect(Object.getPrototypeOf(constructor.prototype)).toBe(
      (classes[trigger.parent] as typeof constructor).prototype,
    );
    if (trigger.scenario !== undefined) expect(scenarios.get(trigger.scenario)?.expect.error).toBe(name);
    else expectTest(trigger.test ?? "");
  });
});

function expectTest(reference: string): void {
  const [file = "", title = ""] = reference.split(" > ");
  expect(read(file).includes(title), `${file} has a test named ${title}`).toBe(true);
}
