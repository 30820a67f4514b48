import type { Profile } from "./invocation.ts";
import { RuntimeError } from "./runtime-error.ts";

/** The version of SPEC section 8's imports, exports and envelopes that this runtime speaks. */
const ABI_VERSION = 1;

/** Bytes of a page of linear memory. */
export const PAGE = 65536;

/** Linear memory that a guest may start with; a boot image larger than this is no boot image. */
const MAX_PAGES = 1024;

/** What identifies a file of a Guest Binary. */
export interface Artifact {
  readonly bytes: number;
  readonly sha256: string;
  /** Where the manifest has it, Node checks this instead. */
  readonly crc32: number | undefined;
}

/** Addresses that no instruction of the binary writes to, `to` exclusive. */
export interface ConstantRange {
  readonly from: number;
  readonly to: number;
}

/** What a Guest Binary says about itself (guest/postlink/manifest.ts). */
export interface Manifest {
  readonly abiVersion: number;
  readonly profiles: readonly string[];
  readonly wasm: Artifact;
  readonly image: Artifact & {
    readonly pages: number;
    readonly stackPointer: number;
    /** Empty for a binary that does not say. */
    readonly constants: ConstantRange;
  };
  readonly metered: number;
}

function refuse(reason: string): never {
  throw new RuntimeError("Setup", `the Guest Binary is refused: ${reason}`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function naturalNumber(value: unknown, name: string): number {
  if (!Number.isSafeInteger(value) || (value as number) < 0) refuse(`its manifest has no ${name}`);
  return value as number;
}

function artifact(value: unknown, name: string): Artifact {
  if (!isObject(value) || typeof value.sha256 !== "string") refuse(`its manifest has no ${name}`);
  const crc32 = value.crc32 === undefined ? undefined : naturalNumber(value.crc32, `${name}.crc32`);
  return { bytes: naturalNumber(value.bytes, `${name}.bytes`), sha256: value.sha256, crc32 };
}

function constantRange(value: unknown): ConstantRange {
  if (value === undefined) return { from: 0, to: 0 };
  if (!isObject(value)) refuse("its manifest has no range of constants");
  return { from: naturalNumber(value.from, "image.constants.from"), to: naturalNumber(value.to, "image.constants.to") };
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (cause) {
    throw new RuntimeError("Setup", "the Guest Binary is refused: its manifest is not JSON", { cause });
  }
}

/** Reads a manifest and checks everything that the runtime later relies on. */
export function parseManifest(bytes: Uint8Array): Manifest {
  const value = parseJson(bytes);
  if (!isObject(value) || !isObject(value.image)) refuse("its manifest is not an object with an image");
  const abiVersion = naturalNumber(value.abiVersion, "abiVersion");
  if (abiVersion !== ABI_VERSION) {
    refuse(
      `it speaks ABI version ${abiVersion}, this runtime ${ABI_VERSION}; install matching versions of @kobako/guest and @kobako/runtime`,
    );
  }
  const pages = naturalNumber(value.image.pages, "image.pages");
  const stackPointer = naturalNumber(value.image.stackPointer, "image.stackPointer");
  const constants = constantRange(value.image.constants);
  const image = { ...artifact(value.image, "image"), pages, stackPointer, constants };
  const fits = pages > 0 && pages <= MAX_PAGES && image.bytes <= pages * PAGE && stackPointer <= image.bytes;
  if (!fits || constants.from > constants.to || constants.to > image.bytes) {
    refuse("its manifest describes an image that cannot be");
  }
  const profiles = Array.isArray(value.profiles) ? value.profiles.map(String) : [];
  return {
    abiVersion,
    profiles,
    wasm: artifact(value.wasm, "wasm"),
    image,
    metered: naturalNumber(value.metered, "metered"),
  };
}

/** The floor: a guest that promises less than the invocation asks for is not used at all. */
export function requireProfile(manifest: Manifest, profile: Profile): void {
  if (!manifest.profiles.includes(profile)) refuse(`it was built weaker than the profile ${profile}`);
}
