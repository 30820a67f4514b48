import { describe, expect, it } from "vitest";
import { ArgumentError } from "../../src/errors/argument-error.ts";
import { SetUp } from "../../src/sandbox/set-up.ts";

const target = (): number => 1;
const open = (): SetUp => new SetUp();

describe("paths of Services", () => {
  it.each(["File", "KV::Lookup", "A::B::C::D", "X1_y::Z"])("%s can be bound", (path) => {
    const setUp = open();
    setUp.bind(path, [target]);
    expect([...setUp.registry.paths]).toEqual([path]);
    expect(setUp.registry.find(path)).toEqual({ kind: "object", object: target });
  });

  it.each([
    "",
    "kv",
    "KV::lookup",
    "KV::",
    "::KV",
    "KV:Lookup",
    "KV::Lookup ",
    "KV.Lookup",
    "Ünder",
    "K-V",
    "KV::Lookup\n",
    "__proto__",
    "constructor",
    "toString",
  ])("%j is an ArgumentError", (path) => {
    expect(() => open().bind(path, [target])).toThrow(ArgumentError);
  });

  it.each([undefined, null, 1, {}, ["KV"]])("%s is a TypeError", (path) => {
    expect(() => open().bind(path, [target])).toThrow(TypeError);
  });

  it("cannot be bound twice, reserved or not", () => {
    const setUp = open();
    setUp.bind("KV::Lookup", [target]);
    setUp.bind("Req", []);
    expect(() => setUp.bind("KV::Lookup", [target])).toThrow("KV::Lookup is bound already");
    expect(() => setUp.bind("Req", [target])).toThrow("Req is bound already");
  });

  it("cannot be a Service and a namespace at once", () => {
    const setUp = open();
    setUp.bind("A::B", [target]);
    expect(() => setUp.bind("A", [target])).toThrow(ArgumentError);
    expect(() => setUp.bind("A::B::C", [target])).toThrow(ArgumentError);
    setUp.define("D");
    expect(() => setUp.bind("D", [target])).toThrow(ArgumentError);
    setUp.bind("E", [target]);
    expect(() => setUp.define("E")).toThrow(ArgumentError);
    expect([...setUp.registry.paths]).toEqual(["A::B", "E"]);
  });

  it("differ by case, and stay apart", () => {
    const setUp = open();
    const other = (): number => 2;
    setUp.bind("KV", [target]);
    setUp.bind("Kv", [other]);
    expect(setUp.registry.find("Kv")).toEqual({ kind: "object", object: other });
  });

  it("cannot be the guest's own", () => {
    expect(() => open().bind("Kobako::ServiceError", [target])).toThrow(ArgumentError);
    expect(() => open().define("Kobako")).toThrow(ArgumentError);
  });

  it.each([undefined, null, 1, "text", Symbol("s"), 1n])("need a target with members: %s is a TypeError", (bad) => {
    expect(() => open().bind("KV", [bad])).toThrow(TypeError);
  });

  it("without a target are reserved", () => {
    const setUp = open();
    setUp.bind("Req::Current", []);
    expect(setUp.registry.find("Req::Current")).toEqual({ kind: "fillable" });
  });
});

describe("define", () => {
  it("gives the same namespace for the same name, and chains", () => {
    const setUp = open();
    const namespace = setUp.define("KV");
    expect(setUp.define("KV")).toBe(namespace);
    expect(namespace.bind("A", target).bind("B", target)).toBe(namespace);
    expect([...setUp.registry.paths]).toEqual(["KV::A", "KV::B"]);
  });

  it("takes one constant name", () => {
    expect(() => open().define("KV::Deep")).toThrow(ArgumentError);
    expect(() => open().define(1)).toThrow(TypeError);
    expect(() => open().define("KV").bind("a", target)).toThrow(ArgumentError);
  });
});

describe("the seal", () => {
  it("closes define, bind and install, the namespaces given out too", () => {
    const setUp = open();
    const namespace = setUp.define("KV");
    setUp.seal();
    expect(() => setUp.define("KV")).toThrow(ArgumentError);
    expect(() => namespace.bind("A", target)).toThrow(ArgumentError);
    expect(() => setUp.bind("X", [target])).toThrow(ArgumentError);
    expect(() => setUp.install({ name: "X", source: "" }, () => {})).toThrow(ArgumentError);
  });

  it("gives one set-up step per Service and Snippet, and always the same ones", () => {
    const setUp = open();
    setUp.bind("A::B", [target]);
    setUp.snippets.add({ kind: "source", name: "S", code: "1" });
    expect(setUp.seal().steps).toHaveLength(2);
    expect(setUp.seal()).toBe(setUp.seal());
  });
});

describe("Extensions", () => {
  const preload = (): void => {};
  it("need their dependencies at the seal, in any order, cycles included", () => {
    const setUp = open();
    setUp.install({ name: "A", source: "", dependsOn: ["B"] }, preload);
    expect(() => setUp.seal()).toThrow("Extension A depends on B, which is not installed");
    expect(setUp.isSealed).toBe(false);
    setUp.install({ name: "B", source: "", dependsOn: ["A"] }, preload);
    setUp.seal();
  });

  it("have a shared object, a provider, or a fillable path behind them", () => {
    const setUp = open();
    const object = {};
    setUp.install({ name: "A", source: "", backend: { path: "Backend::A", object } }, preload);
    setUp.install({ name: "C", source: "", backend: { path: "Backend::C" } }, preload);
    expect(setUp.registry.find("Backend::A")).toEqual({ kind: "object", object });
    expect(setUp.registry.find("Backend::C")).toEqual({ kind: "fillable" });
  });

  it("have their provider called once per invocation, however many paths it stands behind", () => {
    const setUp = open();
    let calls = 0;
    const provider = (): object => ({ call: (calls += 1) });
    setUp.install({ name: "A", source: "", backend: { path: "A::One", provider } }, preload);
    setUp.install({ name: "B", source: "", backend: { path: "B::Two", provider } }, preload);
    const first = setUp.provide();
    expect(first?.get("A::One")).toBe(first?.get("B::Two"));
    expect(setUp.provide()?.get("A::One")).not.toBe(first?.get("A::One"));
    expect(calls).toBe(2);
  });

  it("leave nothing behind when they are refused", () => {
    const setUp = open();
    setUp.bind("Taken", [target]);
    expect(() => setUp.install({ name: "A", source: "", backend: { path: "Taken", object: {} } }, preload)).toThrow(
      ArgumentError,
    );
    const broken = (): never => {
      throw new Error("does not compile");
    };
    expect(() => setUp.install({ name: "A", source: "", backend: { path: "Free", object: {} } }, broken)).toThrow(
      "does not compile",
    );
    expect(setUp.registry.find("Free")).toBeUndefined();
  });

  it.each([
    [null, TypeError],
    [{ name: "lower", source: "" }, ArgumentError],
    [{ name: "A" }, TypeError],
    [{ name: "A", source: "", backend: { path: "P", object: {}, provider: () => ({}) } }, ArgumentError],
    [{ name: "A", source: "", backend: { path: "P", provider: {} } }, TypeError],
    [{ name: "A", source: "", backend: { path: "P", object: 1 } }, TypeError],
    [{ name: "A", source: "", backend: { path: "p" } }, ArgumentError],
    [{ name: "A", source: "", dependsOn: "B" }, TypeError],
  ])("%j is refused", (extension, error) => {
    expect(() => open().install(extension, preload)).toThrow(error);
  });
});
