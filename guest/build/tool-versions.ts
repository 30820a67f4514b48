import { readFileSync } from "node:fs";
import { sourcePackages } from "./source-packages.ts";

/** The version of an installed npm package. */
function installedVersion(name: string, toRoot: string): string {
  const manifest = new URL(toRoot, import.meta.resolve(name));
  return (JSON.parse(readFileSync(manifest, "utf8")) as { version: string }).version;
}

/** The compiler's version; it is part of every cache key, because another compiler makes other objects. */
export const compilerVersion: string = installedVersion("@yowasp/clang", "../package.json");

/** Everything third-party that goes into the Guest Binary, for the manifest: name → version and, where pinned, checksum. */
export function toolVersions(): Record<string, string> {
  const sources = sourcePackages.map(({ name, version, sha256 }) => [name, `${version} sha256:${sha256}`] as const);
  return { "@yowasp/clang": compilerVersion, ...Object.fromEntries(sources) };
}
