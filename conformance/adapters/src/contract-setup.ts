import { Sandbox, type SandboxOptions } from "@kobako/host";
import { Runtime } from "@kobako/runtime";
import type { Probe } from "./probe.ts";

/** What the server under test is built from. */
export interface ContractSetup {
  /** Options of the Sandbox behind `/eval` and `/run/adder`. */
  readonly options: SandboxOptions;
  /** Binds the contract's Services and preloads its Snippet; gives the Sandbox back. */
  prepare(sandbox: Sandbox): Sandbox;
  /** The Sandbox of a tenant, for `/tenant/eval`. */
  configure(key: string): Sandbox | undefined;
  /** Whether problems tell about guest errors. */
  readonly exposeGuestErrors: boolean;
}

/** A server on loopback. */
export interface RunningAdapter {
  /** Such as `http://127.0.0.1:40123`, without a slash at the end. */
  readonly address: string;
  close(): Promise<void>;
}

/** Starts a server with the adapter's own means. */
export type StartAdapter = (setup: ContractSetup) => Promise<RunningAdapter>;

const TENANTS: ReadonlyMap<string, () => SandboxOptions> = new Map([
  ["acme", () => ({})],
  ["globex", () => ({})],
  ["hasty", () => ({ timeout: 50 })],
  ["small", () => ({ memoryLimit: 256 * 1024 })],
  ["frugal", () => ({ fuel: 10_000 })],
  ["quiet", () => ({ maxCalls: 2 })],
  ["crowded", () => ({ runtime: new Runtime({ maxConcurrency: 1 }), queueTimeout: 20 })],
]);

/** Everything that adapters are given, around one probe. */
export function contractSetup(probe: Probe, exposeGuestErrors: boolean): ContractSetup {
  const prepare = (sandbox: Sandbox): Sandbox =>
    sandbox
      .bind("Probe::Tick", () => probe.tick())
      .bind("Probe::Hold", () => probe.hold())
      .bind("Vault::Read", () => {
        throw new Error("ENOENT: no such file, open '/srv/vault/keys.pem'");
      })
      .bind("Req::User")
      .preload({ name: "Adder", code: "Adder = ->(a, b) { a + b }" });
  const configure = (key: string): Sandbox | undefined => {
    const options = TENANTS.get(key);
    return options && prepare(new Sandbox(options()).bind("Tenant::Name", () => key));
  };
  return { options: { timeout: null }, prepare, configure, exposeGuestErrors };
}
