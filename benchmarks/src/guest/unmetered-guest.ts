import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Unavailable } from "../method/case.ts";

const GUEST = new URL("../../../guest/", import.meta.url);

/** The folder of the guest that the workspace built. */
export const meteredFolder: string = fileURLToPath(new URL("dist", GUEST));

/** Builds the guest that counts no steps, unless it is up to date, and returns its folder. @throws Unavailable */
export async function buildUnmetered(): Promise<string> {
  const build = fileURLToPath(new URL("build/main.ts", GUEST));
  try {
    await promisify(execFile)(process.execPath, [build, "--unmetered"]);
  } catch (error) {
    const reason = (error as { stderr?: string }).stderr?.trim().split("\n").at(-1) ?? String(error);
    throw new Unavailable(`no unmetered guest: ${reason}`);
  }
  return fileURLToPath(new URL(".cache/unmetered/dist", GUEST));
}
