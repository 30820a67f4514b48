import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { BuildError } from "./build-error.ts";
import { cacheFolder } from "./cache-folder.ts";
import { downloadFromDebian } from "./debian-mirror.ts";
import type { SourcePackage } from "./source-packages.ts";

/**
 * The archives' bytes, by archive name: from `KOBAKO_SOURCES`, the user's cache, or a Debian mirror, in that order.
 * Each one has its pinned SHA-256 when it is returned.
 */
export async function fetchSources(
  packages: readonly SourcePackage[],
  progress: (text: string) => void,
): Promise<Map<string, Uint8Array>> {
  const archives = new Map<string, Uint8Array>();
  const missing: SourcePackage[] = [];
  const given = process.env.KOBAKO_SOURCES;
  for (const source of packages) {
    const content = given === undefined ? await readCached(source) : await readGiven(given, source);
    if (content) archives.set(source.archive, content);
    else missing.push(source);
  }
  if (missing.length > 0) {
    progress(`downloading ${missing.map((each) => `${each.name} ${each.version}`).join(", ")} from the Debian mirror`);
    const downloads = await downloadFromDebian(missing);
    for (const source of missing) {
      const content = verify(source, downloads.get(source.archive) ?? new Uint8Array(), "the Debian mirror");
      await writeCached(source, content);
      archives.set(source.archive, content);
    }
  }
  return archives;
}

async function readGiven(folder: string, source: SourcePackage): Promise<Uint8Array> {
  const content = await readFile(join(folder, source.archive)).catch(() => undefined);
  if (!content) throw new BuildError(`KOBAKO_SOURCES names ${folder}, which has no readable ${source.archive}`);
  return verify(source, content, folder);
}

/** A cached archive that no longer matches is as good as none: it is fetched again. */
async function readCached(source: SourcePackage): Promise<Uint8Array | undefined> {
  const content = await readFile(join(cacheFolder("sources"), source.archive)).catch(() => undefined);
  return content && sha256(content) === source.sha256 ? content : undefined;
}

async function writeCached(source: SourcePackage, content: Uint8Array): Promise<void> {
  const folder = cacheFolder("sources");
  const path = join(folder, source.archive);
  await mkdir(folder, { recursive: true });
  await writeFile(`${path}.${process.pid}`, content);
  await rename(`${path}.${process.pid}`, path);
}

/** Returns the content when it is what was pinned. */
export function verify(source: SourcePackage, content: Uint8Array, origin: string): Uint8Array {
  const actual = sha256(content);
  if (actual === source.sha256) return content;
  throw new BuildError(
    `${source.archive} from ${origin} has SHA-256 ${actual}, not the pinned ${source.sha256}: it was not used`,
  );
}

function sha256(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
