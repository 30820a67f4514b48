import { homedir } from "node:os";
import { join } from "node:path";

/**
 * Where downloads and compiled objects outlive a clone, so that the next one on this machine starts warm.
 * `KOBAKO_CACHE` names another folder; otherwise the XDG convention holds.
 */
export function cacheFolder(kind: "sources" | "actions" | "native"): string {
  const { KOBAKO_CACHE, XDG_CACHE_HOME } = process.env;
  const root = KOBAKO_CACHE ?? join(XDG_CACHE_HOME ?? join(homedir(), ".cache"), "kobako");
  return join(root, kind);
}
