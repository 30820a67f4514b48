/**
 * Follows what pnpm reports with `--reporter=ndjson`: how many packages are there, and what went wrong.
 * Lines that are not JSON come from npx, or from pnpm before its reporter runs, and are kept as they are.
 */
export class InstallEvents {
  #resolved = 0;
  #imported = 0;
  /** @type {Map<string, { size: number, downloaded: number }>} packages large enough to report their size */
  #downloads = new Map();
  /** @type {string[]} */
  #said = [];

  /** @param {string} line */
  accept(line) {
    if (line.trim() === "") return;
    const event = parse(line);
    if (event === undefined) {
      this.#said.push(line);
      return;
    }
    const { name, status, packageId, size, downloaded, level, code, message } = event;
    if (level === "error") this.#said.push(`${code ?? "pnpm"}: ${message ?? ""}`);
    if (name === "pnpm:progress" && status === "resolved") this.#resolved++;
    if (name === "pnpm:progress" && status === "imported") this.#imported++;
    if (packageId === undefined) return;
    const download = this.#downloads.get(packageId);
    if (name === "pnpm:fetching-progress") {
      this.#downloads.set(packageId, {
        size: size ?? download?.size ?? 0,
        downloaded: downloaded ?? download?.downloaded ?? 0,
      });
    } else if (status === "fetched" && download !== undefined) {
      download.downloaded = download.size; // small packages report no progress on the way
    }
  }

  /** @returns {string} how far it is, for a reader */
  get detail() {
    if (this.#resolved === 0) return "fetching pnpm";
    let size = 0;
    let downloaded = 0;
    for (const download of this.#downloads.values()) {
      size += download.size;
      downloaded += download.downloaded;
    }
    const packages = `${this.#imported} of ${this.#resolved} packages`;
    return size < 1e6 ? packages : `${packages}, ${megabytes(downloaded)} of ${megabytes(size)} MB`;
  }

  /** @returns {number} packages in place */
  get imported() {
    return this.#imported;
  }

  /** @returns {string} errors and everything that was no event */
  get output() {
    return this.#said.join("\n");
  }
}

/**
 * @param {string} line
 * @returns {{ name?: string, status?: string, packageId?: string, size?: number, downloaded?: number, level?: string, code?: string, message?: string } | undefined}
 */
function parse(line) {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** @param {number} bytes */
function megabytes(bytes) {
  return Math.round(bytes / 1e6);
}
