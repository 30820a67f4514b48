import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Gate } from "./gate.ts";
import { type Reflection, reflectionsIn } from "./reflections.ts";

/** Where published code may use a name or an index that is not written there, how often, and why that is safe. */
interface Permission {
  /** `null`: as often as it likes, because no name is at hand there, only bytes and indexes. */
  readonly count: number | null;
  readonly why: string;
}

/**
 * Names from guests must not index objects: `object[name]` outside of the gate module is how sandboxes fall. So every computed
 * member and every reflective call in the published sources is listed in tools/config/reflection.json, with a reason; what makes
 * code of text is never allowed.
 */
export const reflection: Gate = {
  name: "reflect",
  async inspect(root) {
    const permissions = JSON.parse(readFileSync(join(root, "tools/config/reflection.json"), "utf8")) as Readonly<
      Record<string, Permission>
    >;
    const files = globSync("packages/*/src/**/*.ts", { cwd: root }).map((file) => file.replaceAll("\\", "/"));
    const problems = files.flatMap((file) =>
      problemsOf(file, readFileSync(join(root, file), "utf8"), permissionOf(file, permissions)),
    );
    const gone = Object.keys(permissions).filter(
      (path) => !files.some((file) => file === path || (path.endsWith("/") && file.startsWith(path))),
    );
    return {
      inspected: files.length,
      unit: "files",
      problems: [...problems, ...gone.map((file) => `${file}: is permitted reflection, but does not exist`)],
    };
  },
};

/** A permission stands for a file, or for a folder with all that is in it. */
function permissionOf(file: string, permissions: Readonly<Record<string, Permission>>): Permission | undefined {
  return permissions[file] ?? permissions[file.slice(0, file.indexOf("/src/") + 5)];
}

function problemsOf(file: string, text: string, permission: Permission | undefined): string[] {
  const found = reflectionsIn(file, text);
  const code = found.filter(({ kind }) => kind === "code").map((one) => problem(file, one));
  const others = found.filter(({ kind }) => kind !== "code");
  if (permission?.count === null) return code;
  const most = permission?.count ?? 0;
  if (others.length < most)
    code.push(`${file}: is permitted ${most} reflections and has ${others.length}: lower the number`);
  return others.length > most ? [...code, ...others.map((one) => problem(file, one))] : code;
}

function problem(file: string, { line, text }: Reflection): string {
  return `${file}:${line}: \`${text}\` uses a name that is not written here: use a Map or the gate, or list it with a reason in tools/config/reflection.json`;
}
