import { describe, expect, it } from "vitest";
import { ArgumentError, Sandbox, service } from "../../src/index.ts";

const INHERITED = ["constructor", "__proto__", "toString", "valueOf", "hasOwnProperty", "prototype", "then"];

describe("attack 3: names that plain objects inherit", () => {
  it.each(INHERITED)("%s is no path, entrypoint, Snippet, namespace or Extension", async (name) => {
    const sandbox = new Sandbox().bind("A", () => 1);
    expect(() => sandbox.bind(name, () => 1)).toThrow(ArgumentError);
    expect(() => sandbox.define(name)).toThrow(ArgumentError);
    expect(() => sandbox.preload({ name, code: "1" })).toThrow(ArgumentError);
    expect(() => sandbox.install({ name, source: "1" })).toThrow(ArgumentError);
    await expect(sandbox.run(name)).rejects.toThrow(ArgumentError);
    await expect(sandbox.eval("1", { bind: JSON.parse(`{"${name}": {}}`) as object })).rejects.toThrow(ArgumentError);
    await expect(sandbox.eval(`A.method_missing(:${name})`)).rejects.toMatchObject({ _tag: "NoServiceError" });
  });

  it("is no member that service(…) would declare", () => {
    for (const name of ["constructor", "__proto__", "prototype", "_x", "#x", ""])
      expect(() => service(JSON.parse(`{"${name}": {"call": 1}}`) as Parameters<typeof service>[0])).toThrow(
        ArgumentError,
      );
  });

  it("is no option", () => {
    for (const name of INHERITED)
      expect(() => new Sandbox(JSON.parse(`{"${name}": 1}`) as object)).toThrow(/is not an option/);
  });

  it("is found nowhere when a prototype is polluted by other code of the process", async () => {
    const polluted = Object.prototype as { [name: string]: unknown };
    polluted["timeout"] = null;
    polluted["Evil"] = () => "reached";
    polluted["evil"] = () => "reached";
    polluted["call"] = () => "reached";
    try {
      const sandbox = new Sandbox().bind("A", { ok: () => 1 });
      expect(sandbox.timeout).toBe(60_000);
      for (const script of ["A.evil", "A.Evil", "A.call", "Evil.call"])
        await expect(sandbox.eval(script)).rejects.toMatchObject({
          name: expect.stringMatching(/NoServiceError|SandboxError/),
        });
    } finally {
      for (const name of ["timeout", "Evil", "evil", "call"]) delete polluted[name];
    }
  });
});

describe("attack 10: Services that answer to everything", () => {
  it("have nothing, and the traps that would tell do not run", async () => {
    const traps: string[] = [];
    const everything = new Proxy(
      {},
      {
        get: (_, key) => {
          traps.push(`get ${String(key)}`);
          return () => "reached";
        },
        has: (_, key) => {
          traps.push(`has ${String(key)}`);
          return true;
        },
      },
    );
    const sandbox = new Sandbox().bind("P", everything).bind("Give", () => [everything, { inner: everything }]);
    for (const name of ["anything", "then", "toJSON", "constructor", "inspect", "to_s", "call", "[]"]) {
      const error: unknown = await sandbox.eval(`P.method_missing(:"${name}")`).catch((reason: unknown) => reason);
      expect(error).toMatchObject({ _tag: "NoServiceError" });
    }
    // An answer that holds it: what its prototype is, is asked; nothing is read from it.
    await sandbox.eval("Give.call").catch(() => undefined);
    expect(traps).toEqual([]);
  });
});

describe("attack 35: options that contradict each other, and ways out", () => {
  it("an invocation may tighten what the Sandbox limits, and nothing else", async () => {
    const sandbox = new Sandbox({ timeout: 1_000, memoryLimit: 1 << 20, fuel: 1_000_000 });
    const loosening = [
      { timeout: 1_001 },
      { timeout: null },
      { memoryLimit: 1 << 21 },
      { memoryLimit: null },
      { fuel: 1_000_001 },
      { fuel: null },
    ];
    for (const options of loosening) await expect(sandbox.eval("1", options as object)).rejects.toThrow(ArgumentError);
    const unknown = ["maxCalls", "maxHandles", "stdoutLimit", "profile", "runtime", "handles", "interpret", "unsafe"];
    for (const name of unknown) await expect(sandbox.eval("1", { [name]: 1 })).rejects.toThrow(ArgumentError);
    expect((await sandbox.eval("1", { timeout: 500, memoryLimit: 1 << 19, fuel: 999_999 })).value).toBe(1);
  });

  it("every pair of options in force is the same as both alone", () => {
    const options = {
      timeout: 5,
      memoryLimit: 1,
      stdoutLimit: 2,
      fuel: 3,
      maxCalls: 4,
      handles: "declared",
      profile: "permissive",
    } as const;
    const names = Object.keys(options) as (keyof typeof options)[];
    for (const first of names) {
      for (const second of names) {
        const pair = { [first]: options[first], [second]: options[second] };
        expect(new Sandbox(pair).options).toMatchObject(pair);
      }
    }
  });

  it("no option is read from a prototype, and none changes after construction", () => {
    const inherited: object = Object.create({ timeout: null, profile: "permissive" }) as object;
    expect(new Sandbox(inherited).options).toMatchObject({ timeout: 60_000, profile: "hermetic" });
    const given = { timeout: 1_000 };
    const sandbox = new Sandbox(given);
    given.timeout = 9_000;
    expect(sandbox.timeout).toBe(1_000);
    expect(Object.isFrozen(sandbox.options)).toBe(true);
  });
});

describe("attack 37: names that fall together when they are made safe", () => {
  it("no name is made safe: what is no constant is refused, and what differs stays apart", async () => {
    const sandbox = new Sandbox();
    for (const name of ["K-V", "K V", "K.V", "kV", "Ｋv", "K\u0301v", "K\u200dV", "KV!", "KV\0"])
      expect(() => sandbox.bind(name, () => 1)).toThrow(ArgumentError);
    sandbox
      .bind("KV", () => "upper")
      .bind("Kv", () => "mixed")
      .bind("K_V", () => "underscore");
    expect((await sandbox.eval("[KV.call, Kv.call, K_V.call]")).value).toEqual(["upper", "mixed", "underscore"]);
  });

  it("of members that a Ruby spelling could mean, the exact one answers", async () => {
    const sandbox = new Sandbox().bind("P", {
      user_name: () => "exact",
      userName: () => "camel",
      ready: () => 1,
      isReady: () => 2,
    });
    expect((await sandbox.eval("[P.user_name, P.userName, P.ready?]")).value).toEqual(["exact", "camel", 1]);
  });
});
