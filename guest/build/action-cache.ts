import { createHash, type Hash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { cacheFolder } from "./cache-folder.ts";

const KEPT_DAYS = 30;

/**
 * Results of build steps, each under a hash of everything that went into it: the tool, its arguments, its inputs.
 * The same step is therefore done once per machine, whatever clone or branch asks for it.
 */
export class ActionCache {
  readonly #folder = cacheFolder("actions");
  readonly #enabled: boolean;

  constructor(options: { readonly enabled: boolean }) {
    this.#enabled = options.enabled;
  }

  /** The remembered result, or what `compute` makes, remembered. */
  async get(key: string, compute: () => Promise<Uint8Array>): Promise<Uint8Array> {
    if (!this.#enabled) return compute();
    const path = join(this.#folder, key.slice(0, 2), key.slice(2));
    const known = await readFile(path).catch(() => undefined);
    if (known) {
      const now = new Date();
      await utimes(path, now, now).catch(() => undefined);
      return known;
    }
    const made = await compute();
    await mkdir(join(path, ".."), { recursive: true });
    await writeFile(`${path}.${process.pid}`, made);
    await rename(`${path}.${process.pid}`, path);
    return made;
  }

  async has(key: string): Promise<boolean> {
    if (!this.#enabled) return false;
    return stat(join(this.#folder, key.slice(0, 2), key.slice(2))).then(
      () => true,
      () => false,
    );
  }

  /** Forgets what no build has asked for in a month. */
  async prune(): Promise<void> {
    const oldest = Date.now() - KEPT_DAYS * 86_400_000;
    for (const entry of await readdir(this.#folder, { recursive: true, withFileTypes: true }).catch(() => [])) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isFile() && (await stat(path)).mtimeMs < oldest) await rm(path, { force: true });
    }
  }
}

/** A key over parts of which none can be mistaken for another: each goes in with its length. */
export function actionKey(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) addPart(hash, part);
  return hash.digest("hex");
}

function addPart(hash: Hash, part: string | Uint8Array): void {
  const bytes = typeof part === "string" ? Buffer.from(part) : part;
  hash.update(`${bytes.length}:`).update(bytes);
}
