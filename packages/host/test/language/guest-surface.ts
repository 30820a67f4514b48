import { readFileSync } from "node:fs";
import { Sandbox } from "../../src/index.ts";

/** A class or module of the guest, as scripts see it. */
interface GuestModule {
  readonly kind: string;
  readonly ancestors: readonly string[];
  readonly constants: readonly string[];
  readonly methods: readonly string[];
  readonly singleton: readonly string[];
}

/** Everything that a booted guest defines. */
export interface GuestSurface {
  readonly globals: readonly string[];
  /** Methods of single objects. */
  readonly objects: Readonly<Record<string, readonly string[]>>;
  readonly modules: Readonly<Record<string, GuestModule>>;
}

export const SURFACE_FILE = new URL("../../../../conformance/language/guest-surface.json", import.meta.url);
const REFLECTION = readFileSync(new URL("surface.rb", import.meta.url), "utf8");

/** What the guest defines now. */
export function readSurface(): GuestSurface {
  return new Sandbox({ memoryLimit: 64 * 1024 * 1024 }).evalSync<GuestSurface>(REFLECTION).value;
}

/** Every name on its own, such as `Array#map`, `Time.now`, `Math::PI`, `$stdout`: what two surfaces are compared by. */
export function namesOf({ globals, objects, modules }: GuestSurface): readonly string[] {
  return [
    ...globals,
    ...Object.entries(objects).flatMap(([name, methods]) => methods.map((method) => `${name}.${method}`)),
    ...Object.entries(modules).flatMap(([name, { kind, ancestors, constants, methods, singleton }]) => [
      `${kind} ${name} < ${ancestors.join(", ")}`,
      ...constants.map((constant) => `${name}::${constant}`),
      ...methods.map((method) => `${name}#${method}`),
      ...singleton.map((method) => `${name}.${method}`),
    ]),
  ].toSorted();
}

/** The list as it is committed: one line for each kind of member, so that a change reads well. */
export function formatSurface({ globals, objects, modules }: GuestSurface): string {
  const lines = (members: Readonly<Record<string, unknown>>, indent: string): string =>
    Object.entries(members)
      .map(([name, value]) => `${indent}${JSON.stringify(name)}: ${JSON.stringify(value)}`)
      .join(",\n");
  const entries = Object.entries(modules).map(
    ([name, members]) => `    ${JSON.stringify(name)}: {\n${lines({ ...members }, "      ")}\n    }`,
  );
  const head = `  "globals": ${JSON.stringify(globals)},\n  "objects": {\n${lines(objects, "    ")}\n  },\n`;
  return `{\n${head}  "modules": {\n${entries.join(",\n")}\n  }\n}\n`;
}
