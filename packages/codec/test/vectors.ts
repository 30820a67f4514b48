import { readdirSync, readFileSync } from "node:fs";

/** The folder of golden vectors; its README.md describes the format. */
const FOLDER = new URL("../../../conformance/wire/", import.meta.url);

/** Which codec a direction is about. */
type Side = "host" | "guest";

/** What kind of message the bytes are. */
export type Envelope =
  | "value"
  | "request"
  | "response"
  | "outcome"
  | "yield"
  | "invocation"
  | "block-call"
  | "setup"
  | "compile";

/** Bytes and what they mean. */
export interface AcceptedVector {
  readonly name: string;
  readonly envelope?: Envelope;
  readonly bytes: string;
  readonly value: unknown;
  readonly encode: readonly Side[];
  readonly decode: readonly Side[];
}

/** Bytes that must be refused, and why. */
export interface RefusedVector {
  readonly name: string;
  readonly envelope: Envelope;
  readonly bytes: string;
  readonly code: string;
  readonly offset: number;
  readonly path?: string;
  readonly reason: string;
  readonly refusedBy: readonly Side[];
}

/** One file of vectors. */
export interface VectorFile<Vector> {
  readonly file: string;
  readonly about: string;
  readonly vectors: readonly Vector[];
}

/** Every file of accepted vectors. */
export const accepted: readonly VectorFile<AcceptedVector>[] = load((file) => !file.startsWith("refused-"));

/** Every file of refused vectors. */
export const refused: readonly VectorFile<RefusedVector>[] = load((file) => file.startsWith("refused-"));

function load<Vector>(wanted: (file: string) => boolean): VectorFile<Vector>[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith(".json") && wanted(file))
    .map((file) => {
      const { about, vectors } = JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")) as VectorFile<Vector>;
      return { file, about, vectors };
    });
}

/** The bytes of a notation such as `92 91*126 90`: hex, and hex that is repeated, between spaces. */
export function bytesOf(notation: string): Uint8Array {
  const groups = notation.split(" ").filter((group) => group !== "");
  const parsed = groups.map((group) => {
    const [hex = "", times = "1"] = group.split("*");
    return { bytes: hexBytes(hex), times: Number(times) };
  });
  const all = new Uint8Array(parsed.reduce((sum, { bytes, times }) => sum + bytes.length * times, 0));
  let pos = 0;
  for (const { bytes, times } of parsed) {
    for (let i = 0; i < times; i++, pos += bytes.length) all.set(bytes, pos);
  }
  return all;
}

/** The bytes of plain hex. */
export function hexBytes(hex: string): Uint8Array {
  if (!/^([0-9a-f]{2})*$/.test(hex)) throw new Error(`not hex: ${hex}`);
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) => Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16));
}

/** Plain hex of bytes; of many, the first. */
export function hexOf(bytes: Uint8Array): string {
  const hex = Array.from(bytes.subarray(0, 400), (byte) => byte.toString(16).padStart(2, "0")).join("");
  return bytes.length > 400 ? `${hex}… (${bytes.length} bytes)` : hex;
}
