/**
 * Runs the language suites on a guest that collects garbage at every allocation, which finds values that nothing protects:
 *
 *   node packages/host/test/language/gc-stress.ts [part of a name…]
 *
 * Every program of conformance/language, every case of conformance/regexp, and mruby's own suite. It takes minutes, after the
 * build of that guest.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isDeepStrictEqual } from "node:util";
import { KobakoError, Sandbox } from "../../src/index.ts";
import { pairs, probeSnippet, programs as methods, readCases } from "../conformance/regexp-questions.ts";
import { programAreas, readDifferences, readExpected, readPrograms } from "./programs.ts";
import { runProgram } from "./run-program.ts";

const root = new URL("../../../../", import.meta.url);
const path = (name: string) => fileURLToPath(new URL(name, root));
const read = (name: string) => readFileSync(path(name), "utf8");
const artifact = (name: string) => readFileSync(path(`guest/.cache/stress/dist/${name}`));

const MIB = 1024 * 1024;
const wanted = process.argv.slice(2);
const isWanted = (name: string) => wanted.length === 0 || wanted.some((part) => name.includes(part));

execFileSync(process.execPath, [path("guest/build/main.ts"), "--stress"], { stdio: "inherit" });
const guest = { wasm: artifact("kobako.wasm"), image: artifact("kobako.image"), manifest: artifact("manifest.json") };
const stressed = (): Sandbox => new Sandbox({ guest, timeout: null, memoryLimit: 256 * MIB });

let inspected = 0;
let failed = 0;

function report(name: string, problem: string | undefined): void {
  inspected += 1;
  if (problem !== undefined) failed += 1;
  process.stdout.write(`${problem === undefined ? "✓" : "✗"} ${name}${problem === undefined ? "" : `\n${problem}`}\n`);
}

/** The programs that are compared with CRuby. A trap is a finding of its own, and the next program gets a fresh instance. */
function programs(): void {
  const differing = new Set(readDifferences().programs.map(({ program }) => program));
  for (const area of programAreas()) {
    const expected = readExpected(area);
    for (const program of readPrograms(area)) {
      if (!isWanted(program.id) || differing.has(program.id)) continue;
      report(
        program.id,
        attempt(() => {
          const shown = JSON.stringify(runProgram(stressed(), program));
          const wantedText = JSON.stringify(expected[program.id]);
          return shown === wantedText ? undefined : `  expected ${wantedText}\n  got      ${shown}`;
        }),
      );
    }
  }
}

/** Patterns with subjects, and programs about Regexp's methods. */
function patterns(): void {
  const listed = readCases<readonly { readonly case: string }[]>("differences");
  const differing = new Set(listed.map((one) => one.case));
  const probing = stressed().preload(probeSnippet);
  for (const { name, target, args, source, expected } of [...pairs, ...methods]) {
    if (!isWanted(`regexp ${name}`) || differing.has(name)) continue;
    report(
      `regexp ${name}`,
      attempt(() => {
        const run = target === "Probe" ? probing.runSync("Probe", args) : stressed().evalSync(source);
        const answer: unknown = (JSON.parse(String(run.value)) as unknown[])[0];
        return isDeepStrictEqual(answer, expected) ? undefined : `  ${JSON.stringify(answer)}`;
      }),
    );
  }
}

interface Exception {
  readonly file: string;
  readonly failed: number;
}

function mrubySuite(): void {
  const output = execFileSync(process.execPath, [path("guest/build/mruby-tests.ts")], {
    encoding: "utf8",
    maxBuffer: 64 * MIB,
  });
  const tests = JSON.parse(output) as Record<string, string>;
  const exceptions = JSON.parse(read("conformance/language/mruby-suite-exceptions.json")) as readonly Exception[];
  for (const file of Object.keys(tests)) {
    if (file === "test/assert.rb" || !isWanted(file)) continue;
    report(
      file,
      attempt(() => {
        const sandbox = stressed()
          .preload({ name: "Assert", code: tests["test/assert.rb"] ?? "" })
          .preload({ name: "Suite", code: read("packages/host/test/language/mruby-suite.rb") });
        const [, failures, names] = sandbox.evalSync(`${tests[file] ?? ""}\nsuite_report\n`).value as [
          number,
          number,
          string[],
        ];
        const allowed = exceptions.find((one) => one.file === file)?.failed ?? 0;
        return failures === allowed ? undefined : `  ${failures} failed, not ${allowed}: ${names.join("; ")}`;
      }),
    );
  }
}

/** What is wrong, in a form to print. */
function attempt(run: () => string | undefined): string | undefined {
  try {
    return run();
  } catch (error) {
    if (error instanceof KobakoError) return `  ${error.name}: ${error.message}`;
    return `  ${String(error)}`;
  }
}

programs();
patterns();
mrubySuite();
process.stdout.write(`${inspected} inspected, ${failed} failed\n`);
process.exitCode = inspected === 0 || failed > 0 ? 1 : 0;
