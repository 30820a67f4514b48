import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { readFolder } from "./load-sources.ts";
import { toolVersions } from "./tool-versions.ts";

/** Folders of `guest/` whose every file decides what the artifacts are. */
const INPUTS = ["build", "src", "include", "mrblib", "patches", "postlink"] as const;

/** What was built from what: kept beside the intermediate files, compared before anything is built again. */
interface Stamp {
  readonly inputs: string;
  readonly artifacts: Readonly<Record<string, string>>;
}

/** A hash over everything that the artifacts depend on. */
export async function hashInputs(guestFolder: string): Promise<string> {
  const hash = createHash("sha256").update(JSON.stringify(toolVersions()));
  for (const folder of INPUTS) {
    for (const [name, content] of await readFolder(join(guestFolder, folder))) {
      hash.update(`${folder}/${name} ${sha256(content)}\n`);
    }
  }
  return hash.digest("hex");
}

/** The artifacts' own hashes, by file name. */
export async function hashArtifacts(folder: string): Promise<Readonly<Record<string, string>>> {
  return Object.fromEntries((await readFolder(folder)).map(([name, content]) => [name, sha256(content)]));
}

export async function writeStamp(path: string, inputs: string, artifactFolder: string): Promise<void> {
  const stamp: Stamp = { inputs, artifacts: await hashArtifacts(artifactFolder) };
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${JSON.stringify(stamp, null, 2)}\n`);
}

/** Whether the artifacts are there, unaltered, and made from exactly these inputs. */
export async function isUpToDate(path: string, inputs: string, artifactFolder: string): Promise<boolean> {
  const text = await readFile(path, "utf8").catch(() => undefined);
  if (text === undefined) return false;
  const stamp = JSON.parse(text) as Stamp;
  const artifacts = await hashArtifacts(artifactFolder);
  const names = Object.keys(stamp.artifacts);
  return (
    stamp.inputs === inputs && names.length > 0 && names.every((name) => artifacts[name] === stamp.artifacts[name])
  );
}

function sha256(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
