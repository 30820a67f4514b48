/** A real browser for tests: what the machine has is started, nothing is downloaded. */
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const CANDIDATES = [process.env["KOBAKO_CHROMIUM"], "/usr/bin/chromium", "/usr/bin/google-chrome"];

/** Where the browser of this machine is; `undefined` when there is none. `KOBAKO_CHROMIUM` names another. */
export const chromiumPath: string | undefined = CANDIDATES.find((path) => path !== undefined && existsSync(path));

/** What to say of tests that cannot be run without one. */
export const NO_CHROMIUM = "no Chromium here; install Debian's package chromium, or set KOBAKO_CHROMIUM";

/** Without its own background traffic, and with a profile that is gone when it is closed. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts it, headless. @throws where there is none */
export function launchChromium(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error(NO_CHROMIUM);
  return chromium.launch({ executablePath: chromiumPath, args: FLAGS });
}
