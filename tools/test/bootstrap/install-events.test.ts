import { expect, test } from "vitest";
import { InstallEvents } from "../../bootstrap/install-events.js";

function follow(...events: readonly (object | string)[]): InstallEvents {
  const followed = new InstallEvents();
  for (const event of events) followed.accept(typeof event === "string" ? event : JSON.stringify(event));
  return followed;
}

const resolved = { name: "pnpm:progress", status: "resolved" };
const imported = { name: "pnpm:progress", status: "imported" };

test("before pnpm reports, pnpm itself is being fetched", () => {
  expect(follow().detail).toBe("fetching pnpm");
});

test("packages are counted against those that were resolved", () => {
  expect(follow(resolved, resolved, resolved, imported).detail).toBe("1 of 3 packages");
});

test("large downloads show their megabytes", () => {
  const started = { name: "pnpm:fetching-progress", status: "started", packageId: "node@26", size: 57_000_000 };
  const half = { name: "pnpm:fetching-progress", status: "in_progress", packageId: "node@26", downloaded: 28_000_000 };
  expect(follow(resolved, started, half).detail).toBe("0 of 1 packages, 28 of 57 MB");
});

test("a package that is there counts whole, also when it reported no progress", () => {
  const started = { name: "pnpm:fetching-progress", status: "started", packageId: "effect@4", size: 10_000_000 };
  const fetched = { name: "pnpm:progress", status: "fetched", packageId: "effect@4" };
  expect(follow(resolved, started, fetched).detail).toBe("0 of 1 packages, 10 of 10 MB");
});

test("errors and lines that are no events are kept for the diagnosis", () => {
  const error = { name: "pnpm", level: "error", code: "ERR_PNPM_OUTDATED_LOCKFILE", message: "not up to date" };
  expect(follow("npm error code E404", resolved, error, "{broken").output).toBe(
    "npm error code E404\nERR_PNPM_OUTDATED_LOCKFILE: not up to date\n{broken",
  );
});
