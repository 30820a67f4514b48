/** The part of a packed `package.json` that decides whether it may go out. */
export interface PackedManifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly exports?: unknown;
}

/** What keeps a set of packages from being published. */
export function manifestProblems(manifests: readonly PackedManifest[], publish: boolean): readonly string[] {
  const versions = new Set(manifests.map(({ version }) => version));
  const apart = versions.size > 1 ? [`the packages have different versions: ${[...versions].join(", ")}`] : [];
  return [...apart, ...manifests.flatMap((manifest) => [...violations(manifest, manifests, publish)])];
}

function* violations(manifest: PackedManifest, all: readonly PackedManifest[], publish: boolean): Iterable<string> {
  const { name, version, license, exports } = manifest;
  if (manifest.private === true) yield `${name} is private`;
  if (license !== "Apache-2.0") yield `${name} has licence ${license}`;
  if (publish && version === "0.0.0") yield `${name} has no version yet: run pnpm changeset version`;
  if (JSON.stringify(exports ?? {}).includes("kobako:source")) yield `${name} offers its sources under kobako:source`;
  for (const [other, range] of Object.entries({ ...manifest.dependencies, ...manifest.peerDependencies })) {
    if (/^(?:workspace|catalog|file|link):/.test(range))
      yield `${name} depends on ${other} as ${range}, which only this workspace knows`;
    if (other.startsWith("@kobako/") && !all.some((one) => one.name === other))
      yield `${name} depends on ${other}, which is not published`;
  }
}

/** Dependencies before those who need them, so that no published package ever lacks one. */
export function inOrder(manifests: readonly PackedManifest[]): readonly PackedManifest[] {
  const ordered: PackedManifest[] = [];
  const add = (manifest: PackedManifest): void => {
    if (ordered.includes(manifest)) return;
    for (const name of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) {
      const needed = manifests.find((one) => one.name === name);
      if (needed !== undefined && !ordered.includes(needed)) add(needed);
    }
    ordered.push(manifest);
  };
  for (const manifest of manifests) add(manifest);
  return ordered;
}
