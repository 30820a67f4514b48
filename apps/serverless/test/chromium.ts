import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const CANDIDATES = [process.env["KOBAKO_CHROMIUM"], "/usr/bin/chromium", "/usr/bin/google-chrome"];

/** The browser of this machine, if it has one; `KOBAKO_CHROMIUM` names another. */
export const chromiumPath = CANDIDATES.find((path) => path !== undefined && existsSync(path));

/** Without its own background traffic. */
export function launchChromium(): Promise<Browser> {
  const args = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ];
  return chromium.launch({ ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }), args });
}
