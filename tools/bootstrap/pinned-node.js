import { existsSync } from "node:fs";
import { join } from "node:path";

/**
 * The registry package that carries the pinned Node for a platform, by the name under which the root manifest asks for it.
 *
 * @param {string} platform `process.platform`
 * @param {string} arch `process.arch`
 * @param {Readonly<Record<string, string>>} available the root manifest's `optionalDependencies`
 * @returns {string | undefined} undefined where the registry has none
 */
export function pinnedNodePackage(platform, arch, available) {
  const name = `node-${platform === "win32" ? "win" : platform}-${arch}`;
  return name in available ? name : undefined;
}

/**
 * @param {string} root the repository
 * @param {string} packageName
 * @returns {string} where its executable stands once it is installed
 */
export function pinnedNodePath(root, packageName) {
  const executable = packageName.startsWith("node-win-") ? "node.exe" : "node";
  return join(root, "node_modules", packageName, "bin", executable);
}

/**
 * The registry's Node for Linux is built for glibc, and starts only where glibc's loader is.
 *
 * @param {string} platform
 * @param {string} arch
 * @param {(path: string) => boolean} [exists]
 */
export function lacksGlibc(platform, arch, exists = existsSync) {
  if (platform !== "linux") return false;
  return !exists(arch === "arm64" ? "/lib/ld-linux-aarch64.so.1" : "/lib64/ld-linux-x86-64.so.2");
}
