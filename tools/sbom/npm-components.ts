import { existsSync, globSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Component } from "./component.ts";

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly license?: string;
  readonly homepage?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

/** The packages that are published, and everything that they bring to a user's machine. */
export function npmComponents(
  root: string,
  integrityOf: (name: string, version: string) => string | undefined,
): readonly Component[] {
  const found = new Map<string, Component>();
  for (const file of globSync("{packages/*,guest}/package.json", { cwd: root })) {
    const folder = join(root, dirname(file));
    if (readManifest(folder).private !== true) visit(folder, found, integrityOf);
  }
  return [...found.values()].sort((left, right) => (left.name < right.name ? -1 : 1));
}

function visit(
  folder: string,
  found: Map<string, Component>,
  integrityOf: (name: string, version: string) => string | undefined,
): string {
  const manifest = readManifest(folder);
  const { name, version } = manifest;
  const key = `${name}@${version}`;
  if (found.has(key)) return key;
  const integrity = integrityOf(name, version);
  const draft = {
    type: "library" as const,
    name,
    version,
    licence: manifest.license ?? "NOASSERTION",
    ...(manifest.homepage === undefined ? {} : { home: manifest.homepage }),
    hash:
      integrity === undefined
        ? undefined
        : (["SHA-512", Buffer.from(integrity.slice("sha512-".length), "base64").toString("hex")] as const),
    purl: `pkg:npm/${name.replace("@", "%40")}@${version}`,
  };
  found.set(key, { ...draft, parts: [] });
  const parts = Object.keys(manifest.dependencies ?? {}).map((dependency) =>
    visit(folderOf(folder, dependency), found, integrityOf),
  );
  found.set(key, { ...draft, parts });
  return key;
}

/** Where Node would find a dependency of the package in `folder`. */
function folderOf(folder: string, dependency: string): string {
  for (let place = folder; place !== dirname(place); place = dirname(place)) {
    const candidate = join(place, "node_modules", dependency);
    if (existsSync(join(candidate, "package.json"))) return realpathSync(candidate);
  }
  throw new Error(`${dependency}, which ${folder} needs, is not installed`);
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}

/** Checksums of the registry's packages, from the lockfile. */
export function lockedIntegrity(root: string): (name: string, version: string) => string | undefined {
  const lock = readFileSync(join(root, "pnpm-lock.yaml"), "utf8");
  const sums = new Map<string, string>();
  for (const [, key = "", sum = ""] of lock.matchAll(
    /^ {2}'?([^'\n]+?)'?:\n {4}resolution: \{integrity: (sha512-[^},]+)/gm,
  ))
    sums.set(key, sum);
  return (name, version) => sums.get(`${name}@${version}`);
}
