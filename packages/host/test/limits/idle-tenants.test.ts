import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

/** Bytes of JavaScript heap and of array buffers that each of some thousand Sandboxes takes, after a collection, once it was used. */
function bytesOfEach(setUp: string): number {
  const program = `
    const { Sandbox } = await import("@kobako/host");
    const bytes = () => {
      for (let round = 0; round < 3; round++) globalThis.gc();
      const { heapUsed, arrayBuffers } = process.memoryUsage();
      return heapUsed + arrayBuffers;
    };
    const tenants = [];
    const open = async (count) => {
      for (const end = tenants.length + count; tenants.length < end;) {
        const index = tenants.length;
        const sandbox = new Sandbox({ timeout: 1000 })${setUp};
        await sandbox.eval("Tenant::Id.call");
        tenants.push(sandbox);
      }
    };
    // Until tables have grown and code is compiled; what is compiled or let go later is in one of the rounds, and not in the middle one.
    await open(1000);
    const rounds = [];
    for (let round = 0; round < 7; round++) {
      const before = bytes();
      await open(500);
      rounds.push((bytes() - before) / 500);
    }
    process.stdout.write(String(rounds.toSorted((left, right) => left - right)[3]));
  `;
  const flags = ["--expose-gc", "--conditions=kobako:source", "--input-type=module", "--eval", program];
  return Number(
    execFileSync(process.execPath, flags, { encoding: "utf8", cwd: fileURLToPath(new URL(".", import.meta.url)) }),
  );
}

it("an idle tenant with a Service takes about a kilobyte", () => {
  const bytes = bytesOfEach(`.bind("Tenant::Id", () => index)`);
  expect(bytes).toBeGreaterThan(300);
  expect(bytes).toBeLessThan(1000);
}, 60_000);

it("with a small Snippet of its own besides it takes less than five", () => {
  const snippet = "{ code: `Price = ->(amount) { amount * ${index} }`, name: 'Price' }";
  const bytes = bytesOfEach(`.bind("Tenant::Id", () => index).preload(${snippet})`);
  expect(bytes).toBeGreaterThan(1000);
  expect(bytes).toBeLessThan(4200);
}, 60_000);
