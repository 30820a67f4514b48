import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Application, type ProjectReflection, ReflectionKind } from "typedoc";

/** What users read a comment of: every export, and every member of one. */
const DOCUMENTED =
  ReflectionKind.Class |
  ReflectionKind.Enum |
  ReflectionKind.Interface |
  ReflectionKind.Function |
  ReflectionKind.TypeAlias |
  ReflectionKind.Variable |
  ReflectionKind.Method |
  ReflectionKind.Property |
  ReflectionKind.Accessor;

interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
}

/** The source of every entry point of every published package. */
export function entryPoints(root: string): readonly string[] {
  return globSync("packages/*/package.json", { cwd: root })
    .sort()
    .flatMap((path) => {
      const manifest = JSON.parse(readFileSync(join(root, path), "utf8")) as Manifest;
      if (manifest.private === true) return [];
      return Object.values(manifest.exports).flatMap((target) => {
        const source = typeof target === "string" ? undefined : target["kobako:source"];
        return source === undefined ? [] : [join(root, path, "..", source)];
      });
    });
}

/** The public API as typedoc reads it from the sources. */
export async function readApi(root: string): Promise<{ app: Application; project: ProjectReflection }> {
  const app = await Application.bootstrap({
    name: "kobako",
    entryPoints: [...entryPoints(root)],
    tsconfig: join(root, "tools/config/tsconfig.api.json"),
    basePath: root,
    readme: join(root, "README.md"),
    excludePrivate: true,
    excludeInternal: true,
    disableSources: true,
    hideGenerator: true,
    logLevel: "Error",
  });
  const project = await app.convert();
  if (project === undefined) throw new Error("typedoc could not read the sources");
  return { app, project };
}

/** How many symbols users can see, and the names of those without a comment. */
export function undocumented(project: ProjectReflection): {
  readonly count: number;
  readonly names: readonly string[];
} {
  const seen = project
    .getReflectionsByKind(DOCUMENTED)
    // Members of nested literal types are told of by the comment of what holds them.
    .filter((one) => !one.getFullName().includes("__type") && !isInherited(one));
  const bare = seen.filter((one) => !one.hasComment() && !hasDocumentedSignature(one));
  return { count: seen.length, names: bare.map((one) => one.getFullName()).sort() };
}

type Reflection = ReturnType<ProjectReflection["getReflectionsByKind"]>[number];

function isInherited(one: Reflection): boolean {
  return one.isDeclaration() && (one.inheritedFrom ?? one.overwrites) !== undefined;
}

function hasDocumentedSignature(one: Reflection): boolean {
  if (!one.isDeclaration()) return false;
  const signatures = [...(one.signatures ?? []), one.getSignature, one.setSignature];
  const { type } = one;
  if (type?.type === "reflection") signatures.push(...(type.declaration.signatures ?? []));
  return signatures.some((signature) => signature?.hasComment() === true);
}
