import { Failure } from "./failure.js";

/** A third of a gigabyte above what a full install with the guest build takes today. */
const NEEDED_SPACE = "about 1 GB";

/** @type {readonly { pattern: RegExp, what: string, remedy: string }[]} */
const KNOWN = [
  {
    pattern: /ENOSPC|no space left on device|os error 28|EDQUOT|disk quota/i,
    what: "The disk is full",
    remedy: `Free ${NEEDED_SPACE} where the repository and the pnpm store are, and run the command again`,
  },
  {
    pattern: /ERR_PNPM_OUTDATED_LOCKFILE|ERR_PNPM_LOCKFILE_|frozen-lockfile/,
    what: "pnpm-lock.yaml does not fit the manifests (a package.json or pnpm-workspace.yaml changed without it)",
    remedy: "Run `npx pnpm@%pnpm% install`, look at the lock file's change and commit it",
  },
  {
    pattern: /EINTEGRITY|ERR_PNPM_TARBALL_INTEGRITY|integrity check failed/i,
    what: "A package from the registry has another checksum than the lock file (%detail%)",
    remedy: "Do not go on with it: check the registry or proxy in between, and the lock file's history",
  },
  {
    pattern: /\bE404\b|ERR_PNPM_FETCH_404|ERR_PNPM_NO_MATCHING_VERSION|\bETARGET\b/,
    what: "The npm registry in use lacks a package (%detail%)",
    remedy: "Use a registry that has it (`npm config get registry` tells which is set)",
  },
  {
    pattern: /\bE40[13]\b|ERR_PNPM_FETCH_40[13]/,
    what: "The npm registry in use refuses access (%detail%)",
    remedy: "Log in to it, or set another one with `npm config set registry`",
  },
  {
    pattern:
      /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|dns error|client error \(Connect\)|error sending request|ERR_PNPM_TARBALL_FETCH|ERR_PNPM_META_FETCH/,
    what: "The npm registry cannot be reached",
    remedy: "Check the network, the proxy and `npm config get registry`, and run the command again",
  },
  {
    pattern: /\bEACCES\b|\bEPERM\b|\bEROFS\b|permission denied|read-only file system/i,
    what: "A file cannot be written (%detail%)",
    remedy: "Make the repository and the npm and pnpm folders in your home writable for you",
  },
];

/**
 * Says in one line why an install failed. The order above matters: a full disk or a wrong checksum also shows
 * as a failed fetch.
 *
 * @param {string} output everything that npx and pnpm said
 * @param {string} pnpmVersion
 * @param {string} logFile where the output is kept
 * @returns {Failure}
 */
export function installFailure(output, pnpmVersion, logFile) {
  const known = KNOWN.find(({ pattern }) => pattern.test(output));
  const detail = errorLine(output);
  if (known === undefined) {
    return new Failure(`Installing the dependencies failed${detail === "" ? "" : ` (${detail})`}`, `See ${logFile}`);
  }
  return new Failure(known.what.replace("%detail%", detail), known.remedy.replace("%pnpm%", pnpmVersion));
}

/**
 * @param {string} output
 * @returns {string} the first line that names the error, short enough to stand in a sentence
 */
function errorLine(output) {
  const lines = output.split("\n").map((line) => line.replace(/^npm (error|ERR!) /, "").trim());
  const line = lines.find((candidate) => /\b(E[A-Z0-9]{3,}|ERR_\w+|[Ee]rror|[Ff]ailed)\b/.test(candidate)) ?? "";
  return line
    .replace(/^(?:ERR_\w+|pnpm): (?=\S+ \S+: )/, "")
    .replace(/^installing dependencies: /, "")
    .replace(/\. .*$|[.:]$/, "")
    .slice(0, 160);
}
