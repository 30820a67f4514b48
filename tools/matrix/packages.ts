/**
 * Installs the packed packages into empty projects in every way that people use them, and prints what came of it:
 * `pnpm matrix`. Fails when a case does. The cases for each Node are in nodes.ts, the one for Chromium in browser.ts.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeConsumer } from "./consumer.ts";
import { cached, root } from "./folders.ts";
import { packages } from "./packed.ts";
import { nodeProgram } from "./pinned-nodes.ts";
import { npmInstall, run } from "./run.ts";
import { contentProblems } from "./tarball-content.ts";

const OLDEST = "20.20.2";
const COMPILER = ["typescript@7.0.2", "@types/node@26.6.6", "@types/express@5.0.6"];
const SHAPE = ["publint@0.3.25", "@arethetypeswrong/cli@0.18.5"];

/** Two entry points of the guest's are bytes. */
const NO_TYPES = ["--exclude-entrypoints", "kobako.wasm", "kobako.image"];

/** What a program prints that works; anything else is the result of a failed case. */
const WORKS = "6 [ 3 ] ok";
const PROGRAM = `
const sandbox = new Sandbox().bind("Twice", (n) => n * 2);
const { value } = await sandbox.eval("[1, 2].sum { |n| Twice.call(n) }");
const failure = await sandbox.eval("loop {}", { timeout: 20 }).catch((error) => error);
console.log(value, sandbox.evalSync("[1 + 2]").value, failure instanceof TimeoutError ? "ok" : failure);
`;
const ESM = `import { Sandbox, TimeoutError } from "@kobako/host";${PROGRAM}`;
const CJS = `const { Sandbox, TimeoutError } = require("@kobako/host");(async () => {${PROGRAM}})();`;
const TYPED = `import { Sandbox, type Execution } from "@kobako/host";
import { layer } from "@kobako/host/effect";
import { encodeValue } from "@kobako/codec";
import { Runtime } from "@kobako/runtime";
const sandbox = new Sandbox<Record<string, unknown>, { Add: (a: number, b: number) => number }>({ timeout: "1 second" });
export const sum: Promise<Execution<number>> = sandbox.run("Add", [1, 2]);
export const bytes: Uint8Array = encodeValue(1);
export const all = [Runtime.shared, layer];
// @ts-expect-error a string is no number
sandbox.run("Add", ["1", 2]);
`;

function expectOutput(printed: string): string | undefined {
  return printed.trim() === WORKS ? undefined : `printed ${JSON.stringify(printed)}`;
}

async function runs(name: string, file: string, text: string, type: "module" | "commonjs", node = process.execPath) {
  const folder = await makeConsumer(name, { type });
  writeFileSync(join(folder, file), text);
  return expectOutput(await run(node, [file], folder));
}

async function compiles(
  name: string,
  options: Readonly<Record<string, string | boolean>>,
  text = TYPED,
): Promise<string | undefined> {
  const folder = await makeConsumer(name, { extra: COMPILER });
  writeFileSync(join(folder, "main.ts"), text);
  const compilerOptions = {
    strict: true,
    noEmit: true,
    target: "es2023",
    skipLibCheck: false,
    types: ["node"],
    ...options,
  };
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["main.ts"] }));
  await run(process.execPath, ["node_modules/typescript/bin/tsc", "-p", "."], folder);
  return undefined;
}

async function bundled(args: readonly string[], copyGuest: boolean): Promise<string | undefined> {
  const folder = await makeConsumer("esbuild", { extra: ["esbuild@0.28.2"] });
  writeFileSync(join(folder, "main.mjs"), ESM);
  const out = join(folder, copyGuest ? "alone" : "out");
  const common = ["main.mjs", "--bundle", "--platform=node", "--format=esm", "--log-level=error"];
  await run("node_modules/.bin/esbuild", [...common, ...args, `--outfile=${join(out, "main.mjs")}`], folder);
  if (!copyGuest) return expectOutput(await run(process.execPath, [join(out, "main.mjs")], folder));
  // Nothing but the bundle and the guest's three files, in a folder that no node_modules is above.
  const alone = cached("esbuild-alone");
  mkdirSync(join(alone, "dist"), { recursive: true });
  await run("cp", [join(out, "main.mjs"), alone], folder);
  await run("cp", ["-r", join(folder, "node_modules/@kobako/guest/dist"), alone], folder);
  return expectOutput(await run(process.execPath, [join(alone, "main.mjs")], alone));
}

async function shaped(tool: "publint" | "attw"): Promise<string | undefined> {
  const folder = cached("shape");
  mkdirSync(folder, { recursive: true });
  await npmInstall(folder, SHAPE);
  for (const { tarball } of await packages()) {
    const args = tool === "publint" ? ["run", tarball, "--strict"] : [tarball, "--profile", "esm-only", ...NO_TYPES];
    await run(join(folder, "node_modules/.bin", tool), args, folder);
  }
  return undefined;
}

async function contents(): Promise<string | undefined> {
  const problems = (await packages()).flatMap((one) =>
    contentProblems(one).map((problem) => `${one.name}: ${problem}`),
  );
  return problems.length === 0 ? undefined : problems.join("; ");
}

/** The first example of a package's README. @throws when it has none */
function exampleOf(name: "express" | "nest"): string {
  const readme = readFileSync(join(root, "packages", name, "README.md"), "utf8");
  const example = /```ts[^\n]*\n([\s\S]*?)```/.exec(readme)?.[1];
  if (example === undefined) throw new Error(`the README of ${name} has no example`);
  return example;
}

/** With types and nothing else: what an example does is shown by the package's own test. */
function readmeCompiles(name: "express" | "nest"): Promise<string | undefined> {
  const options = { module: "node16", moduleResolution: "node16", experimentalDecorators: true, skipLibCheck: true };
  return compiles("ts-node16", options, exampleOf(name));
}

function explain(error: unknown): string {
  const { message, stdout, stderr } = error as {
    readonly message: string;
    readonly stdout?: string;
    readonly stderr?: string;
  };
  return [message, stdout, stderr].join("\n");
}

/** Name → what went wrong, or nothing. */
const cases: Readonly<Record<string, () => Promise<string | undefined>>> = {
  "what the packages hold": contents,
  "publint --strict": () => shaped("publint"),
  "are the types wrong? (esm-only)": () => shaped("attw"),
  "npm, ES modules": () => runs("npm-esm", "main.mjs", ESM, "module"),
  "npm, CommonJS through require": () => runs("npm-cjs", "main.cjs", CJS, "commonjs"),
  "Node 20, CommonJS through require": async () =>
    runs("npm-cjs", "main.cjs", CJS, "commonjs", await nodeProgram(OLDEST)),
  "pnpm, ES modules": async () => {
    const folder = await makeConsumer("pnpm", { manager: "pnpm" });
    writeFileSync(join(folder, "main.mjs"), ESM);
    return expectOutput(await run(process.execPath, ["main.mjs"], folder));
  },
  "TypeScript, node16": () => compiles("ts-node16", { module: "node16", moduleResolution: "node16" }),
  "TypeScript, bundler": () => compiles("ts-bundler", { module: "esnext", moduleResolution: "bundler" }),
  "TypeScript, the README of @kobako/express": () => readmeCompiles("express"),
  "TypeScript, the README of @kobako/nest": () => readmeCompiles("nest"),
  "esbuild for Node, @kobako/guest external": () => bundled(["--external:@kobako/guest"], false),
  "esbuild for Node, the guest's files beside the bundle": () => bundled([], true),
};

process.stdout.write("| package | tarball | files |\n| --- | --: | --: |\n");
for (const { name, bytes, files } of await packages())
  process.stdout.write(`| ${name} | ${(bytes / 1024).toFixed(0)} KiB | ${files.length} |\n`);
process.stdout.write("\n| case | result |\n| --- | --- |\n");
let failures = 0;
for (const [name, check] of Object.entries(cases)) {
  const problem = await check().catch(explain);
  if (problem !== undefined) failures += 1;
  process.stdout.write(`| ${name} | ${problem === undefined ? "works" : problem} |\n`);
}
process.exitCode = failures === 0 ? 0 : 1;
