import { createHash } from "node:crypto";
import { crc32 } from "node:zlib";

/** The version of SPEC section 8's imports, exports and envelopes; `KOBAKO_ABI_VERSION` in guest/include/kobako/abi.h. */
export const ABI_VERSION = 1;

/** What identifies a file. */
interface Artifact {
  readonly bytes: number;
  readonly sha256: string;
  /** What Node checks at run time: loading its SHA-256 takes longer than loading the guest. */
  readonly crc32: number;
}

/** What `@kobako/guest` says about its binary. The runtime refuses a binary or image that does not fit it. */
export interface Manifest {
  readonly abiVersion: number;
  /** What the binary is able to promise: the profiles that a Sandbox may ask for. */
  readonly profiles: readonly string[];
  readonly wasm: Artifact;
  readonly image: Artifact & {
    /** Pages of linear memory that an instance starts with. */
    readonly pages: number;
    /** The value of `__stack_pointer` before every entry; below it lies the C stack. */
    readonly stackPointer: number;
    /** Addresses that no instruction of the binary writes to: what lies there is the same for ever. */
    readonly constants: { readonly from: number; readonly to: number };
  };
  /** Loop headers, ticks and bulk instructions that count as steps; 0 in a build without metering, which no Sandbox accepts. */
  readonly metered: number;
  /** Versions and checksums of what the binary was built from. */
  readonly inputs: Readonly<Record<string, string>>;
}

export function describeArtifact(bytes: Uint8Array): Artifact {
  return {
    bytes: bytes.length,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    crc32: crc32(bytes),
  };
}
