import { readFileSync } from "node:fs";
import { Sandbox } from "../../src/index.ts";
import { languageFolder } from "./programs.ts";

/** What a class defines itself: methods of its instances, and of its own. */
interface Members {
  readonly methods: readonly string[];
  readonly singleton: readonly string[];
}

/** The core classes of CRuby 3.1, without gems. */
export type CoreMethods = Readonly<Record<string, Members>>;

/** What the guest does not have of them, each under a reason. */
export interface MissingMethods {
  readonly reasons: Readonly<Record<string, string>>;
  readonly missing: Readonly<Record<string, readonly string[]>>;
}

export const CORE_METHODS_FILE = new URL("core-methods.json", languageFolder);
export const MISSING_METHODS_FILE = new URL("missing-methods.json", languageFolder);

const LOOK = `
has = ->(mod, name) { mod.method_defined?(name) || mod.private_method_defined?(name) }
asked = JSON.parse(text)
asked.each_with_object([]) do |(name, members), missing|
  mod = name.split("::").inject(Object) { |outer, part| outer && outer.const_defined?(part) ? outer.const_get(part) : nil }
  next missing << name unless mod
  members["methods"].each { |method| missing << "#{name}##{method}" unless has.(mod, method) }
  members["singleton"].each { |method| missing << "#{name}.#{method}" unless has.(mod.singleton_class, method) }
end`;

/** What the guest lacks now, inherited methods counted: `Array#map!`, `Time.now`, or a class. */
export function missingNow(core: CoreMethods): readonly string[] {
  const sandbox = new Sandbox({ memoryLimit: 64 * 1024 * 1024 });
  return sandbox.evalSync<string[]>(`text = ${JSON.stringify(JSON.stringify(core)).replaceAll("#", "\\u0023")}${LOOK}`)
    .value;
}

export function readCoreMethods(): CoreMethods {
  return JSON.parse(readFileSync(CORE_METHODS_FILE, "utf8")) as CoreMethods;
}

export function readMissingMethods(): MissingMethods {
  return JSON.parse(readFileSync(MISSING_METHODS_FILE, "utf8")) as MissingMethods;
}
