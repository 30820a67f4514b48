import { describe, expect, it } from "vitest";
import { RefusedRequestError, TenantSandboxes } from "../../src/http.ts";
import { ArgumentError, Sandbox } from "../../src/index.ts";

describe("TenantSandboxes", () => {
  it("makes a tenant's Sandbox once and keeps it", async () => {
    const made: string[] = [];
    const tenants = new TenantSandboxes({
      configure: async (key) => {
        made.push(key);
        return new Sandbox().preload({ name: "Who", code: `Who = -> { ${JSON.stringify(key)} }` });
      },
    });
    const [first, second] = await Promise.all([tenants.get("a"), tenants.get("a")]);
    expect(first).toBe(second);
    expect(await tenants.get("a")).toBe(first);
    expect((await (await tenants.get("b")).run("Who")).value).toBe("b");
    expect(made).toEqual(["a", "b"]);
  });

  it("keeps the most recently used, up to max", async () => {
    const made: string[] = [];
    const configure = (key: string): Sandbox => {
      made.push(key);
      return new Sandbox();
    };
    const tenants = new TenantSandboxes({ configure, max: 2 });
    for (const key of ["a", "b", "a", "c", "a", "b"]) await tenants.get(key);
    expect(made).toEqual(["a", "b", "c", "b"]);
    expect(tenants.size).toBe(2);
  });

  it("asking for tenants that there are not drives nobody out", async () => {
    const tenants = new TenantSandboxes({ configure: (key) => (key === "a" ? new Sandbox() : undefined), max: 1 });
    const known = await tenants.get("a");
    const strangers = Array.from({ length: 100 }, (_, index) => tenants.get(`x${index}`));
    const results = await Promise.allSettled([...strangers, tenants.get(undefined)]);
    for (const result of results) {
      expect(result).toMatchObject({ status: "rejected", reason: { status: 403, slug: "unknown-tenant" } });
      expect("reason" in result && result.reason).toBeInstanceOf(RefusedRequestError);
    }
    expect(await tenants.get("a")).toBe(known);
  });

  it("takes null for nobody, and no key that is no string", async () => {
    const asked: unknown[] = [];
    const tenants = new TenantSandboxes({
      configure: (key) => {
        asked.push(key);
        return null;
      },
    });
    await expect(tenants.get(null)).rejects.toMatchObject({ status: 403, slug: "unknown-tenant" });
    await expect(tenants.get("a")).rejects.toMatchObject({ status: 403, slug: "unknown-tenant" });
    for (const key of [7, {}, ["a"]]) await expect(tenants.get(key as never)).rejects.toBeInstanceOf(TypeError);
    expect(asked).toEqual(["a"]);
  });

  it("does not remember a failure", async () => {
    let failures = 1;
    const tenants = new TenantSandboxes({
      configure: () => {
        if (failures-- > 0) throw new Error("the database is away");
        return new Sandbox();
      },
    });
    await expect(tenants.get("a")).rejects.toThrow("the database is away");
    await expect(tenants.get("a")).resolves.toBeInstanceOf(Sandbox);
  });

  it("a deleted tenant is made anew, also when it was being made", async () => {
    const waiting: (() => void)[] = [];
    const tenants = new TenantSandboxes({
      configure: async () => {
        await new Promise<void>((resolve) => waiting.push(resolve));
        return new Sandbox();
      },
    });
    const outdated = tenants.get("a");
    tenants.delete("a");
    const current = tenants.get("a");
    for (const resolve of waiting) resolve();
    expect(await current).not.toBe(await outdated);
    expect(await tenants.get("a")).toBe(await current);
  });

  it("takes tenants' names as they come", async () => {
    const tenants = new TenantSandboxes({ configure: () => new Sandbox() });
    const sandboxes = await Promise.all(["__proto__", "constructor", "toString", ""].map((key) => tenants.get(key)));
    expect(new Set(sandboxes).size).toBe(4);
  });

  it("refuses options that are none", () => {
    expect(() => new TenantSandboxes({ configure: () => new Sandbox(), max: 0 })).toThrow(ArgumentError);
    expect(() => Reflect.construct(TenantSandboxes, [{ configure: () => new Sandbox(), size: 3 }])).toThrow(/"size"/);
    expect(() => Reflect.construct(TenantSandboxes, [{}])).toThrow(TypeError);
  });
});
