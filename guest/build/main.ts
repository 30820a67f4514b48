import { access, mkdir, readdir, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { BuildError } from "./build-error.ts";
import { buildGuest, type Variant } from "./build-guest.ts";
import { Progress } from "./progress.ts";
import { hashArtifacts, hashInputs, isUpToDate, writeStamp } from "./stamp.ts";
import { toolVersions } from "./tool-versions.ts";

const USAGE = `Builds the Guest Binary from source.

node guest/build/main.ts                        build what is not up to date
  --check                                       only say by the exit code whether it is (0) or not (1)
  --stress                                      a variant that collects garbage at every allocation
  --unmetered                                   a variant that counts no steps, for benchmarks
  --verify-reproducible                         build twice from nothing and compare
  --force                                       build even when it is up to date
`;

/** The post-link step, once there is one: metering, the allow-list of imports and exports, the boot image. */
interface Postlink {
  postlink(options: {
    readonly linked: string;
    readonly outputDirectory: string;
    readonly inputs: Record<string, string>;
    readonly progress: (text: string) => void;
    readonly metered?: boolean;
  }): Promise<void>;
}

interface Folders {
  readonly guest: string;
  /** Intermediate files. */
  readonly work: string;
  readonly artifacts: string;
}

function foldersOf(variant: Variant): Folders {
  const guest = dirname(dirname(fileURLToPath(import.meta.url)));
  const work = join(guest, ".cache", variant);
  return { guest, work, artifacts: variant === "release" ? join(guest, "dist") : join(work, "dist") };
}

/** From sources to artifacts in `folders.artifacts`. */
async function build(variant: Variant, folders: Folders, cached: boolean): Promise<void> {
  const progress = new Progress();
  const linked = await buildGuest(
    { guestFolder: folders.guest, outputFolder: folders.work, variant, cached },
    progress,
  );
  const entry = join(folders.guest, "postlink", "main.ts");
  await access(entry).catch(() => {
    throw new BuildError(`${linked} is linked, but guest/postlink/main.ts is missing`);
  });
  const { postlink } = (await import(pathToFileURL(entry).href)) as Postlink;
  const fresh = join(folders.work, `artifacts-${process.pid}`);
  await postlink({
    linked,
    outputDirectory: fresh,
    inputs: toolVersions(),
    progress: (text) => progress.say(text),
    ...(variant === "unmetered" ? { metered: false } : {}),
  });
  await replaceFiles(fresh, folders.artifacts);
  progress.say(`the Guest Binary is in ${folders.artifacts}`);
}

/** Moves files into a folder, one rename each: whoever reads the folder meanwhile finds whole files. */
async function replaceFiles(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  const names = await readdir(from);
  for (const name of names) await rename(join(from, name), join(to, name));
  for (const name of await readdir(to)) if (!names.includes(name)) await rm(join(to, name), { recursive: true });
  await rm(from, { recursive: true });
}

/** Two builds that share nothing, not even a folder's name, must give the same bytes. */
async function verifyReproducible(variant: Variant): Promise<void> {
  const { guest, work } = foldersOf(variant);
  const inputs = await hashInputs(guest);
  const results: Readonly<Record<string, string>>[] = [];
  for (const name of ["first", "second-build"]) {
    const folder = join(work, "reproducible", name);
    const folders: Folders = { guest, work: folder, artifacts: join(folder, "dist") };
    await build(variant, folders, false);
    results.push(await hashArtifacts(folders.artifacts));
  }
  if ((await hashInputs(guest)) !== inputs) throw new BuildError("sources changed between the two builds: run again");
  const [first = {}, second = {}] = results;
  const different = Object.keys({ ...first, ...second }).filter((name) => first[name] !== second[name]);
  if (different.length > 0) throw new BuildError(`two builds differ in ${different.join(", ")}`);
  for (const [name, hash] of Object.entries(first)) process.stdout.write(`${hash}  ${name}\n`);
  process.stdout.write(`two builds from nothing gave the same ${Object.keys(first).length} files\n`);
}

async function main(): Promise<number> {
  const flags = ["check", "force", "stress", "unmetered", "verify-reproducible", "help"] as const;
  const options = Object.fromEntries(flags.map((name) => [name, { type: "boolean", default: false }] as const));
  const { values } = parseArgs({ options });
  if (values.help) {
    process.stdout.write(USAGE);
    return 0;
  }
  const variant: Variant = values.stress ? "stress" : values.unmetered ? "unmetered" : "release";
  if (values["verify-reproducible"]) {
    await verifyReproducible(variant);
    return 0;
  }
  const folders = foldersOf(variant);
  const stamp = join(folders.work, "stamp.json");
  const inputs = await hashInputs(folders.guest);
  const upToDate = await isUpToDate(stamp, inputs, folders.artifacts);
  if (values.check) return upToDate ? 0 : 1;
  if (upToDate && !values.force) return 0;
  await build(variant, folders, true);
  await writeStamp(stamp, inputs, folders.artifacts);
  return 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  const { code } = error as NodeJS.ErrnoException;
  if (error instanceof BuildError) process.stderr.write(`guest: ${error.message}\n`);
  else if (code === "ENOSPC")
    process.stderr.write("guest: no space is left on the device: free about 200 MB and run again\n");
  else throw error;
  process.exitCode = 1;
}
