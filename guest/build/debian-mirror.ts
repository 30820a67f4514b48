import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BuildError } from "./build-error.ts";
import type { SourcePackage } from "./source-packages.ts";

const RELEASE = "trixie";
const ELSEWHERE = "set KOBAKO_SOURCES to a folder that holds the source archives and run again";

/**
 * Downloads source archives with this machine's own apt: from its mirror, through its proxy, as any user.
 * The lists and caches are private and temporary; the system's are neither read nor written.
 * Nothing that comes back is trusted: the caller checks it against the pinned SHA-256.
 */
export async function downloadFromDebian(packages: readonly SourcePackage[]): Promise<Map<string, Uint8Array>> {
  const mirrors = debianMirrors();
  let reason = "";
  for (const mirror of mirrors) {
    const folder = await mkdtemp(join(tmpdir(), "kobako-apt-"));
    try {
      reason = await download(mirror, packages, folder);
      if (reason === "") return await readArchives(packages, folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  throw new BuildError(
    `apt could not fetch ${packages.map((each) => each.archive).join(", ")}: ${reason}; ${ELSEWHERE}`,
  );
}

/** The mirrors in apt's configuration that carry Debian itself, most likely first. */
function debianMirrors(): readonly string[] {
  const listing = spawnSync("apt-get", ["indextargets", "--format", "$(REPO_URI) $(COMPONENT)"], { encoding: "utf8" });
  if (listing.error || listing.status !== 0) throw new BuildError(`there is no apt on this system; ${ELSEWHERE}`);
  const uris = listing.stdout.split("\n").filter((line) => line.endsWith(" main"));
  const mirrors = new Set(
    uris.map((line) => line.slice(0, line.lastIndexOf(" "))).filter((uri) => /\/debian\/?$/.test(uri)),
  );
  if (mirrors.size === 0) throw new BuildError(`apt is not configured with a Debian mirror; ${ELSEWHERE}`);
  return [...mirrors];
}

/** Returns "" or the reason of the failure. */
async function download(mirror: string, packages: readonly SourcePackage[], folder: string): Promise<string> {
  for (const path of ["lists/partial", "cache/archives/partial", "archives"]) {
    await mkdir(join(folder, path), { recursive: true });
  }
  // trusted=yes: an old system's keyring may not know the newer release's key, and the pinned checksum is the stronger check.
  await writeFile(join(folder, "sources.list"), `deb-src [trusted=yes] ${mirror} ${RELEASE} main\n`);
  const options = [
    `Dir::Etc::sourcelist=${folder}/sources.list`,
    "Dir::Etc::sourceparts=-",
    `Dir::State::lists=${folder}/lists`,
    `Dir::Cache=${folder}/cache`,
    "APT::Sandbox::User=",
    "Acquire::Languages=none",
    "Acquire::Retries=3",
    "APT::Update::Error-Mode=any",
  ].flatMap((option) => ["-o", option]);
  const names = packages.map((each) => each.debian);
  // Only the upstream archives: Debian's own patches and descriptions are not part of the build.
  for (const command of [["update"], ["source", "--download-only", "--tar-only", ...names]]) {
    const run = spawnSync("apt-get", ["-qq", ...options, ...command], {
      cwd: join(folder, "archives"),
      encoding: "utf8",
    });
    if (run.status !== 0) return lastError(run.stderr);
  }
  return "";
}

/** apt's own words without the addresses in them. */
function lastError(stderr: string): string {
  const line = stderr.split("\n").findLast((each) => each.startsWith("E:")) ?? "apt-get failed";
  return line
    .slice(2)
    .trim()
    .replaceAll(/\b\w+:\/\/\S+/g, "the archive");
}

async function readArchives(packages: readonly SourcePackage[], folder: string): Promise<Map<string, Uint8Array>> {
  const entries = packages.map(async ({ archive }): Promise<[string, Uint8Array]> => {
    return [archive, await readFile(join(folder, "archives", archive))];
  });
  return new Map(await Promise.all(entries));
}
