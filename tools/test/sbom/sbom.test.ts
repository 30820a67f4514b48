import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { billOfMaterials, unlicensed } from "../../sbom/bill.ts";
import { type Component, cycloneDx, keyOf } from "../../sbom/component.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const components = billOfMaterials(root);
const names = new Set(components.map(({ name }) => name));

describe("the bill of materials", () => {
  it("names every published package and everything that their manifests depend on", () => {
    for (const name of ["codec", "runtime", "host", "express", "nest"]) {
      const file = join(root, "packages", name, "package.json");
      if (!existsSync(file)) continue;
      const manifest = JSON.parse(readFileSync(file, "utf8")) as {
        name: string;
        dependencies?: Record<string, string>;
      };
      expect(names).toContain(manifest.name);
      for (const dependency of Object.keys(manifest.dependencies ?? {})) expect(names).toContain(dependency);
    }
  });

  it("names everything that the manifest of the Guest Binary was built from, and what the compiler links in", () => {
    const { inputs, wasm } = JSON.parse(readFileSync(join(root, "guest/dist/manifest.json"), "utf8")) as {
      inputs: Record<string, string>;
      wasm: { sha256: string };
    };
    for (const [name, input] of Object.entries(inputs)) {
      if (name.startsWith("@")) continue;
      const component = components.find((one) => one.name === name);
      expect(input).toBe(`${component?.version} sha256:${component?.hash?.[1]}`);
    }
    for (const name of ["mruby", "oniguruma", "yyjson", "wasi-libc", "compiler-rt"]) expect(names).toContain(name);
    const binary = components.find(({ name }) => name === "kobako.wasm");
    expect(binary?.hash).toEqual(["SHA-256", wasm.sha256]);
    expect(binary?.parts).toHaveLength(Object.keys(inputs).length - 1 + 4);
  });

  it("has a version, a licence that we agreed to, and a checksum for whatever is not ours", () => {
    for (const component of components) {
      expect(component.version, component.name).toMatch(/\d/);
      if (!component.name.startsWith("@kobako/"))
        expect(component.hash?.[1], component.name).toMatch(/^[0-9a-f]{64,128}$/);
    }
    expect(unlicensed(components)).toEqual([]);
  });

  it("refuses a licence that nobody agreed to", () => {
    const [first] = components;
    const planted = { ...(first as Component), licence: "GPL-3.0-only" };
    expect(unlicensed([...components, planted])).toEqual([planted]);
    expect(unlicensed([{ ...planted, licence: "GPL-3.0-only OR MIT" }])).toEqual([]);
  });

  it("is CycloneDX in which every part is a component", () => {
    const bill = cycloneDx(components) as {
      components: { "bom-ref": string }[];
      dependencies: { dependsOn: string[] }[];
    };
    const references = new Set(bill.components.map((one) => one["bom-ref"]));
    expect(references.size).toBe(components.length);
    for (const { dependsOn } of bill.dependencies) for (const part of dependsOn) expect(references).toContain(part);
    expect(components.map(keyOf)).toContain(`mruby@3.3.0`);
  });
});
