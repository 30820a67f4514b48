import type { Profile } from "./invocation.ts";

/** Error numbers of WASI preview 1 that the guest can see. */
const ERRNO = { success: 0, badFile: 8, fault: 21, invalid: 28 } as const;

/** Parts that one `fd_write` may have; the guest uses two. */
const MAX_PARTS = 16;

/** Most bytes of entropy in one call, as `getRandomValues` has it; the guest asks for a few words. */
const RANDOM_BYTES = 65_536;

/** What the system calls need of the instance that they serve. */
export interface WasiHost {
  /** The guest's memory as it is now. */
  readonly bytes: Uint8Array;
  readonly profile: Profile;
  /** Whether the host may write there when the guest asks it to. */
  isWritable(address: number, length: number): boolean;
  /** Standard output is 1, standard error 2. */
  write(channel: 1 | 2, chunk: Uint8Array): void;
  /** The guest read something that differs from one invocation to the next. */
  readLiveSource(): void;
}

function inside(bytes: Uint8Array, address: number, length: number): boolean {
  return address + length <= bytes.length;
}

function view(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function writeParts(host: WasiHost, channel: 1 | 2, parts: number, count: number, result: number): number {
  const { bytes } = host;
  if (count > MAX_PARTS) return ERRNO.invalid;
  if (!inside(bytes, parts, count * 8) || !host.isWritable(result, 4)) return ERRNO.fault;
  const data = view(bytes);
  let written = 0;
  for (let part = 0; part < count; part++) {
    const address = data.getUint32(parts + part * 8, true);
    const length = data.getUint32(parts + part * 8 + 4, true);
    if (!inside(bytes, address, length)) return ERRNO.fault;
    host.write(channel, bytes.subarray(address, address + length));
    written += length;
  }
  data.setUint32(result, written, true);
  return ERRNO.success;
}

/** Nanoseconds; clock 0 is wall time, the others count from somewhere. */
function liveTime(clock: number): bigint {
  return clock === 0 ? BigInt(Date.now()) * 1_000_000n : BigInt(Math.round(performance.now() * 1e6));
}

/**
 * The system calls of the profiles, and nothing else: output to two channels, and sources of time and entropy that are
 * constant under `hermetic`. Addresses come from the guest and may be anything.
 */
export function wasiImports(host: WasiHost): Record<string, WebAssembly.ImportValue> {
  return {
    fd_write: (file: number, parts: number, count: number, result: number): number => {
      if (file !== 1 && file !== 2) return ERRNO.badFile;
      return writeParts(host, file, parts >>> 0, count >>> 0, result >>> 0);
    },
    clock_time_get: (clock: number, _precision: bigint, result: number): number => {
      const address = result >>> 0;
      if (!host.isWritable(address, 8)) return ERRNO.fault;
      const live = host.profile === "permissive";
      if (live) host.readLiveSource();
      view(host.bytes).setBigUint64(address, live ? liveTime(clock) : 0n, true);
      return ERRNO.success;
    },
    random_get: (buffer: number, length: number): number => {
      const [address, count] = [buffer >>> 0, length >>> 0];
      // No step of the guest counts while the host works for it: what it may ask for at once is bounded.
      if (count > RANDOM_BYTES) return ERRNO.invalid;
      if (!host.isWritable(address, count)) return ERRNO.fault;
      const target = host.bytes.subarray(address, address + count);
      if (host.profile === "permissive") {
        host.readLiveSource();
        // A copy: getRandomValues does not write to resizable memory in every engine.
        target.set(crypto.getRandomValues(new Uint8Array(count)));
      } else {
        target.fill(0);
      }
      return ERRNO.success;
    },
  };
}
