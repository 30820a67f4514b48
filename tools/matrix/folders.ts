import { homedir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const root: string = fileURLToPath(new URL("../../", import.meta.url));

/** Nodes, packed packages and their consumer outlive a run here, so that the next one downloads nothing. */
export function cached(...parts: string[]): string {
  const { KOBAKO_CACHE, XDG_CACHE_HOME } = process.env;
  return join(KOBAKO_CACHE ?? join(XDG_CACHE_HOME ?? join(homedir(), ".cache"), "kobako"), ...parts);
}
