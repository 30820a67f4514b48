export interface TrackedFile {
  /** Relative to the root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

const MAX_SOURCE_LINES = 500;
const MAX_ROOT_ENTRIES = 20;

const SOURCE = /\.(?:[cm]?[jt]s|c|h|rb)$/;
const FIXTURE = /(?:^|\/)(?:test|fixtures|testdata|generated|conformance)\//;
const BINARY = /\.(?:wasm|mrb|o|a|so|dylib|tgz|gz|xz|zip|node|exe)$/;
const UNFINISHED_TEST = /\b(?:it|test|describe)\.(?:only|skip|todo)\b(?!.*\/\/)/;
const SUPPRESSION = /(?:ox|es)lint-disable|@ts-(?:ignore|expect-error|nocheck)/;
/** "-- reason" after a linter's directive, or words after TypeScript's. */
const REASON = /(?:lint-disable.* -- \S|@ts-expect-error\s+\S)/;

/** Every violation of the repository's own rules, as "path: what is wrong". */
export function tidyProblems(files: readonly TrackedFile[], machineNames: readonly string[]): string[] {
  return [
    ...tooManyRootEntries(files),
    ...files.flatMap((file) => [...violations(file, machineNames)].map((what) => `${file.path}: ${what}`)),
  ];
}

function* violations({ path, text }: TrackedFile, machineNames: readonly string[]): Iterable<string> {
  if (BINARY.test(path) && !FIXTURE.test(path)) yield "a built or third-party binary is committed";
  if (text.includes("\0") && !FIXTURE.test(path)) yield "binary content is committed";
  for (const name of machineNames) {
    if (text.includes(name)) yield `names ${JSON.stringify(name)}, which is this machine's`;
  }
  if (path === "pnpm-lock.yaml" && /(?:tarball|registry): *["']?https?:/.test(text)) yield "records download addresses";
  if (path === "package.json" || path.endsWith("/package.json")) yield* manifestViolations(path, text);
  if (!SOURCE.test(path)) return;
  const lines = text.split("\n");
  if (lines.length - 1 > MAX_SOURCE_LINES && !FIXTURE.test(path)) {
    yield `has ${lines.length - 1} lines, over ${MAX_SOURCE_LINES}: it wants to be two files`;
  }
  for (const [index, line] of lines.entries()) {
    if (SUPPRESSION.test(line) && !REASON.test(line) && !line.includes("/(?:"))
      yield `line ${index + 1} suppresses a check without a reason`;
    if (UNFINISHED_TEST.test(line) && path.endsWith(".test.ts"))
      yield `line ${index + 1} focuses or skips a test without a reason`;
  }
}

/** One version per dependency, in the catalog; no runtime dependency at the root, where it would hide phantom imports. */
function* manifestViolations(path: string, text: string): Iterable<string> {
  const manifest = JSON.parse(text) as Partial<Record<string, Record<string, string>>>;
  if (path === "package.json" && manifest["dependencies"] !== undefined) yield "the root has runtime dependencies";
  for (const field of ["dependencies", "devDependencies", "optionalDependencies"]) {
    for (const [name, range] of Object.entries(manifest[field] ?? {})) {
      if (!/^(?:catalog|workspace):/.test(range))
        yield `${name} has a version of its own (${range}), not the catalog's`;
    }
  }
}

function tooManyRootEntries(files: readonly TrackedFile[]): string[] {
  const entries = new Set(files.map(({ path }) => path.split("/", 1)[0]));
  return entries.size > MAX_ROOT_ENTRIES ? [`the root holds ${entries.size} entries, over ${MAX_ROOT_ENTRIES}`] : [];
}
