import { expect, test } from "vitest";
import { installFailure } from "../../bootstrap/install-failure.js";

/** What npx 11 and pnpm 12 really said when each prerequisite was taken away, shortened. */
const cases: readonly [cause: string, output: string, expected: RegExp][] = [
  [
    "no name resolution, pnpm not there yet",
    "npm error code EAI_AGAIN\nnpm error syscall getaddrinfo\nnpm error request to https://registry.example/pnpm failed, reason: getaddrinfo EAI_AGAIN registry.example",
    /^The npm registry cannot be reached\. Check the network/,
  ],
  [
    "a refused connection while pnpm installs",
    "ERR_PNPM_TARBALL_FETCH_TARBALL: installing dependencies: Failed to fetch http://127.0.0.1:9/knip.tgz: error sending request: client error (Connect): tcp connect error: Connection refused (os error 111)",
    /^The npm registry cannot be reached\. /,
  ],
  [
    "a package with other bytes than the lock file says",
    "ERR_PNPM_TARBALL_INTEGRITY: installing dependencies: Failed to verify the integrity of https://registry.example/effect-4.1.0.tgz: Integrity check failed.",
    /another checksum than the lock file \(.*effect-4\.1\.0\.tgz.*\)\. Do not go on/,
  ],
  [
    "a full disk",
    'pnpm: installing dependencies: Failed to write cafs: Failed to write to file at "/store/ab": No space left on device (os error 28)',
    /^The disk is full\. Free about 1 GB/,
  ],
  [
    "a manifest that changed without its lock file",
    'ERR_PNPM_OUTDATED_LOCKFILE: installing dependencies: Cannot install with "frozen-lockfile" because pnpm-lock.yaml is not up to date with package.json.',
    /^pnpm-lock\.yaml does not fit the manifests.*Run `npx pnpm@12\.21\.0 install`/,
  ],
  [
    "a version that the registry lacks",
    "npm error code E404\nnpm error 404 Not Found - GET pnpm",
    /lacks a package \(code E404\)/,
  ],
  ["a registry that wants a login", "npm error code E401\nnpm error Unable to authenticate", /refuses access/],
  ["a folder that cannot be written", "npm error code EACCES\nnpm error syscall mkdir", /cannot be written/],
  [
    "anything else",
    "something odd\nError: the sky fell",
    /^Installing the dependencies failed \(Error: the sky fell\)\. See .cache\/install\.log\.$/,
  ],
];

test.each(cases)("%s is told in one line", (_cause, output, expected) => {
  const { message, exitCode } = installFailure(output, "12.21.0", ".cache/install.log");
  expect(message).toMatch(expected);
  expect(message).not.toContain("\n");
  expect(exitCode).toBe(1);
});
