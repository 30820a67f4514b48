/**
 * Makes the JavaScript of published packages: `node tools/bundle/main.ts [folder …]`, by default in the current folder. One file
 * for each entry that `exports` names, and one for what entries share: Node needs 0.7 ms for each file that it imports, which
 * is what a cold start mostly consists of. Declarations come from `tsc -b tsconfig.build.json`.
 */
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { rolldown } from "rolldown";

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, string | { readonly "kobako:source"?: string; readonly default?: string }>>;
}

/** Source by name of the output, `index` for `./dist/index.js`. */
function entriesOf(manifest: Manifest): Record<string, string> {
  const entries: Record<string, string> = {};
  for (const target of Object.values(manifest.exports)) {
    if (typeof target === "string") continue;
    const name = /^\.\/dist\/([\w-]+)\.js$/.exec(target.default ?? "")?.[1];
    const source = target["kobako:source"];
    if (name !== undefined && source !== undefined) entries[name] = source;
  }
  if (Object.keys(entries).length === 0) throw new Error(`${manifest.name} exports nothing that could be bundled`);
  return entries;
}

/** What an earlier build left: files of other names would be published, too. */
function clean(dist: string): void {
  mkdirSync(dist, { recursive: true });
  for (const entry of readdirSync(dist, { recursive: true, encoding: "utf8" })) {
    if (/\.js(?:\.map)?$/.test(entry)) rmSync(join(dist, entry));
  }
}

async function bundlePackage(folder: string): Promise<void> {
  const manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  const dist = join(folder, "dist");
  clean(dist);
  const bundle = await rolldown({
    cwd: folder,
    input: entriesOf(manifest),
    platform: "neutral",
    // Other packages stay what they are: a class must be one and the same for whoever imports it.
    external: (id) => !id.startsWith(".") && !id.startsWith("/"),
    transform: { target: "es2023" },
  });
  const { output } = await bundle.write({
    dir: dist,
    format: "esm",
    entryFileNames: "[name].js",
    chunkFileNames: "shared.js",
    sourcemap: true,
    // Names stay readable in stack traces and errors; comments and spaces take time to read.
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  });
  const bytes = output.reduce((sum, file) => sum + (file.type === "chunk" ? file.code.length : 0), 0);
  process.stdout.write(
    `${manifest.name}: ${output.filter((file) => file.type === "chunk").length} files, ${bytes} bytes\n`,
  );
}

const folders = process.argv.slice(2);
for (const folder of folders.length === 0 ? ["."] : folders) await bundlePackage(resolve(folder));
