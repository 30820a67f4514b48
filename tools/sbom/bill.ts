import type { Component } from "./component.ts";
import { guestComponents } from "./guest-components.ts";
import { lockedIntegrity, npmComponents } from "./npm-components.ts";

/** Licences under which anything may come that a user of ours gets. */
const ALLOWED = new Set([
  "MIT",
  "Apache-2.0",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "ISC",
  "0BSD",
  "CC0-1.0",
  "Apache-2.0 WITH LLVM-exception",
]);

/** Everything that a user gets: the published packages, what they depend on, and what is inside of the Guest Binary. */
export function billOfMaterials(root: string): readonly Component[] {
  const integrityOf = lockedIntegrity(root);
  return [...npmComponents(root, integrityOf), ...guestComponents(root, integrityOf)];
}

/** Components whose licence, or every alternative of it, nobody has agreed to. */
export function unlicensed(components: readonly Component[]): readonly Component[] {
  return components.filter(({ licence }) => !licence.split(" OR ").some((one) => ALLOWED.has(one)));
}
