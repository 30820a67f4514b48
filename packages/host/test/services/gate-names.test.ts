import { describe, expect, it } from "vitest";
import { respondToGuest } from "../../src/services/respond-to-guest.ts";
import { ask } from "./ask.ts";

describe("respondToGuest", () => {
  class Narrowed {
    read(): string {
      return "read";
    }
    write(): string {
      return "write";
    }
    displayName(): string {
      return "name";
    }
    [respondToGuest](name: string): boolean {
      return name === "read" || name === "displayName";
    }
  }

  it("narrows an object to the names that it allows, by their JavaScript names", () => {
    expect(ask(new Narrowed(), "read")).toBe("read");
    expect(ask(new Narrowed(), "write")).toBe("refused");
    expect(ask(new Narrowed(), "display_name")).toBe("name");
  });

  it("can make objects and functions opaque", () => {
    const token = { secret: "x", [respondToGuest]: () => false };
    const opaque = Object.assign(() => 1, { [respondToGuest]: () => false });
    expect(ask(token, "secret")).toBe("refused");
    expect(ask(opaque, "call")).toBe("refused");
  });

  it("never widens", () => {
    const target = Object.assign(
      new (class {
        _internal(): number {
          return 1;
        }
      })(),
      { secret: 1, [respondToGuest]: () => true },
    );
    for (const name of ["constructor", "_internal", "secret", "hasOwnProperty"])
      expect(ask(target, name)).toBe("refused");
  });

  it("takes effect at once", () => {
    const target: Record<PropertyKey, unknown> = { a: () => 1 };
    expect(ask(target, "a")).toBe(1);
    target[respondToGuest] = () => false;
    expect(ask(target, "a")).toBe("refused");
  });

  it.each([
    [
      "throws",
      () => {
        throw new Error("no");
      },
    ],
    ["answers with a truthy value", () => 1],
    ["answers with a Promise", async () => true],
    ["is no function", true],
  ])("refuses when it %s", (_, respond) => {
    expect(ask({ a: () => 1, [respondToGuest]: respond }, "a")).toBe("refused");
  });

  it("is not asked about names that the gate refuses", () => {
    const asked: string[] = [];
    const target = {
      a: 1,
      [respondToGuest]: (name: string) => {
        asked.push(name);
        return true;
      },
    };
    for (const name of ["a", "b", "constructor", "_x"]) ask(target, name);
    expect(asked).toEqual(["a"]);
  });
});

describe("Ruby spellings", () => {
  const target = {
    displayName: () => "camel",
    exact_name: () => "snake",
    exactName: () => "camel",
    ready: () => "ready",
    isOpen: () => "isOpen",
    isUserActive: () => "active",
    "sure?": () => "sure",
    sure: () => "not me",
    html2: () => "html",
  };
  it.each([
    ["display_name", "camel"],
    ["displayName", "camel"],
    ["exact_name", "snake"],
    ["exactName", "camel"],
    ["ready?", "ready"],
    ["open?", "isOpen"],
    ["user_active?", "active"],
    ["sure?", "sure"],
    ["html_2", "html"],
    ["display__name", "refused"],
    ["display_name=", "refused"],
    ["Display_name", "refused"],
    ["ready!", "refused"],
    ["?", "refused"],
    ["proto_type", "refused"],
  ])("%s finds %s", (name, found) => {
    expect(ask(target, name)).toBe(found);
  });

  it("do not lead around the gate", () => {
    const sneaky = { constructor: () => "own", prototype: () => "own", _x: () => "own", "constructor?": () => "own" };
    expect(ask(sneaky, "constructor")).toBe("refused");
    expect(ask({ constructor: () => "own" }, "constructor?")).toBe("refused");
    expect(ask(sneaky, "prototype?")).toBe("refused");
    expect(ask(sneaky, "_x?")).toBe("refused");
  });
});

it("symbols are no names: their text finds nothing", () => {
  const target = {
    [Symbol.iterator]: () => "iterator",
    [Symbol.toPrimitive]: () => "primitive",
    [respondToGuest]: () => true,
  };
  for (const name of [
    "Symbol(Symbol.iterator)",
    "Symbol.iterator",
    "@@iterator",
    "kobako.respondToGuest",
    "respondToGuest",
  ]) {
    expect(ask(target, name)).toBe("refused");
  }
});
