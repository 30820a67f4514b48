import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { Failure } from "./failure.js";
import { InstallEvents } from "./install-events.js";
import { installFailure } from "./install-failure.js";
import { lacksGlibc, pinnedNodePackage, pinnedNodePath } from "./pinned-node.js";
import { installFingerprint, workspaceFolders } from "./workspace.js";

/** Without these, npm and pnpm try for one to two minutes before they say that the registry is out of reach. */
const FEW_RETRIES = {
  npm_config_fetch_retries: "2",
  npm_config_fetch_retry_mintimeout: "1000",
  npm_config_fetch_retry_maxtimeout: "3000",
  pnpm_config_fetch_retries: "2",
  pnpm_config_fetch_retry_mintimeout: "1000",
  pnpm_config_fetch_retry_maxtimeout: "3000",
};

/**
 * Makes sure that every dependency, the pinned Node included, is installed as the lock file says.
 * Costs a few milliseconds, and no process, when nothing changed since the last success.
 *
 * @param {string} root the repository
 * @param {import("./progress.js").Progress} progress
 * @param {import("./timings.js").Timings} timings
 * @returns {Promise<string>} the pinned Node's executable
 */
export async function ensureInstalled(root, progress, timings) {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const node = requirePinnedNode(root, manifest.optionalDependencies);
  const stampFile = join(root, "node_modules", ".kobako-install");
  const folders = workspaceFolders(root);
  const stamp = installFingerprint(root, folders);
  if (existsSync(node) && isFresh(root, stampFile, stamp)) return node;

  const step = progress.start("Installing dependencies", timings.estimate("install"));
  const events = new InstallEvents();
  const pnpm = manifest.packageManager.replace("pnpm@", "");
  try {
    const code = await runPnpmInstall(root, pnpm, (line) => {
      events.accept(line);
      step.update(events.detail);
    });
    if (code !== 0 || !existsSync(node)) throw installFailure(events.output, pnpm, keepLog(root, events.output));
  } catch (error) {
    step.abandon();
    throw error;
  }
  const installed = folders.filter((folder) => existsSync(join(root, folder, "node_modules")));
  writeFileSync(stampFile, [stamp, ...installed].join("\n"));
  timings.record("install", step.elapsed);
  step.done(events.imported === 0 ? "Dependencies checked" : `${events.imported} packages installed`);
  return node;
}

/**
 * @param {string} root
 * @param {Record<string, string>} available
 */
function requirePinnedNode(root, available) {
  const { platform, arch } = process;
  const packageName = pinnedNodePackage(platform, arch, available);
  if (packageName === undefined || lacksGlibc(platform, arch)) {
    const system = packageName === undefined ? `${platform}-${arch}` : `${platform}-${arch} without glibc`;
    throw new Failure(
      `The npm registry has no Node 26 for this machine (${system})`,
      `Use one of ${Object.keys(available)
        .map((name) => name.slice("node-".length))
        .join(", ")} (Linux with glibc)`,
    );
  }
  return pinnedNodePath(root, packageName);
}

/**
 * @param {string} root
 * @param {string} stampFile the fingerprint of the last success, then the folders that got a node_modules
 * @param {string} stamp
 */
function isFresh(root, stampFile, stamp) {
  if (!existsSync(stampFile)) return false;
  const [last, ...folders] = readFileSync(stampFile, "utf8").split("\n");
  return last === stamp && folders.every((folder) => existsSync(join(root, folder, "node_modules")));
}

/**
 * @param {string} root
 * @param {string} pnpm version
 * @param {(line: string) => void} onLine
 * @returns {Promise<number | null>} exit code
 */
function runPnpmInstall(root, pnpm, onLine) {
  const install = ["--dir", root, "install", "--frozen-lockfile", "--prefer-offline", "--reporter=ndjson"];
  const npx = npxCommand();
  const args = [...npx.args, "--yes", "--prefer-offline", `pnpm@${pnpm}`, ...install];
  // Started elsewhere, npx does not read the repository's own node_modules first. CI=true: pnpm asks nothing.
  const options = { cwd: tmpdir(), env: { ...process.env, ...FEW_RETRIES, CI: "true" }, shell: npx.shell };
  return new Promise((resolve, reject) => {
    const child = spawn(npx.command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    createInterface({ input: child.stdout }).on("line", onLine);
    createInterface({ input: child.stderr }).on("line", onLine);
    child.on("error", () => reject(new Failure("npm was not found", "Install Node together with npm")));
    child.on("close", resolve);
  });
}

/** The npx that belongs to the npm in use, else to this Node, else whatever the shell finds. */
function npxCommand() {
  const folders = [
    ...(process.env["npm_execpath"] ? [dirname(process.env["npm_execpath"])] : []),
    join(dirname(process.execPath), "..", "lib", "node_modules", "npm", "bin"),
    join(dirname(process.execPath), "node_modules", "npm", "bin"),
  ];
  const script = folders.map((folder) => join(folder, "npx-cli.js")).find((path) => existsSync(path));
  return script === undefined
    ? { command: "npx", args: [], shell: process.platform === "win32" }
    : { command: process.execPath, args: [script], shell: false };
}

/**
 * @param {string} root
 * @param {string} output
 * @returns {string} the file, relative to the root
 */
function keepLog(root, output) {
  const file = join(".cache", "bootstrap", "install.log");
  try {
    mkdirSync(join(root, dirname(file)), { recursive: true });
    writeFileSync(join(root, file), `${output}\n`);
  } catch {
    // the disk may be what is full; the message says so without the log
  }
  return file;
}
