import { mkdirSync, readdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../../", import.meta.url));
const RELATIVE_IMPORT = /(from "\.[^"]*)\.ts"/g;

/** What the written modules import from outside, and where the workspace has it. */
const EXTERNAL = {
  "@kobako/guest": "guest",
  "@msgpack/msgpack": "packages/codec/node_modules/@msgpack/msgpack",
  effect: "packages/host/node_modules/effect",
} as const;

/**
 * Writes our sources and the scenarios' runner below `folder` as plain JavaScript, for a Node that reads no TypeScript.
 * Nothing is compiled: types are blanked out. Returns the number of modules.
 */
export function writePlainJavaScript(folder: string): number {
  const modules = join(folder, "node_modules");
  for (const [name, place] of Object.entries(EXTERNAL)) {
    mkdirSync(dirname(join(modules, name)), { recursive: true });
    symlinkSync(realpathSync(join(root, place)), join(modules, name));
  }
  let count = 0;
  for (const name of ["codec", "runtime"]) count += writePackage(name, join(modules, "@kobako", name));
  count += writePackage("host", join(folder, "host"));
  return count + strip(join(root, "packages/host/test/conformance"), join(folder, "host/test/conformance"));
}

function writePackage(name: string, folder: string): number {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "package.json"), JSON.stringify({ type: "module", exports: "./src/index.js" }));
  return strip(join(root, "packages", name, "src"), join(folder, "src"));
}

function strip(from: string, to: string): number {
  const sources = readdirSync(from, { recursive: true, encoding: "utf8" }).filter(
    (entry) => entry.endsWith(".ts") && !entry.endsWith(".test.ts"),
  );
  for (const source of sources) {
    const target = join(to, source.replace(/\.ts$/, ".js"));
    mkdirSync(dirname(target), { recursive: true });
    const text = stripTypeScriptTypes(readFileSync(join(from, source), "utf8"));
    writeFileSync(target, text.replaceAll(RELATIVE_IMPORT, '$1.js"'));
  }
  return sources.length;
}
