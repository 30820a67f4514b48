import { readFileSync } from "node:fs";
import * as bundled from "@kobako/guest";
import { describe, expect, test } from "vitest";
import { type GuestSource, Runtime } from "../src/index.ts";
import { evaluation } from "./invoke.ts";

const wasm = new Uint8Array(readFileSync(bundled.wasm));
const image = new Uint8Array(readFileSync(bundled.image));
const manifest = JSON.parse(readFileSync(bundled.manifest, "utf8")) as Record<string, unknown>;

const bootImage = manifest.image as Record<string, unknown>;

function json(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

function flipped(bytes: Uint8Array): Uint8Array {
  const copy = bytes.slice();
  copy[copy.length >> 1] = (copy[copy.length >> 1] ?? 0) ^ 1;
  return copy;
}

/** A manifest as a custom build may write it: SHA-256 alone. */
const olderManifest = json(
  JSON.parse(JSON.stringify(manifest, (key, value: unknown) => (key === "crc32" ? undefined : value))),
);

const good: GuestSource = { wasm, image, manifest: json(manifest) };

const REFUSED: readonly [string, GuestSource, RegExp][] = [
  ["a missing file", { ...good, wasm: new URL("file:///nowhere/kobako.wasm") }, /its wasm is missing or unreadable/],
  ["a manifest that is not JSON", { ...good, manifest: Uint8Array.of(0x7b) }, /not JSON/],
  ["a manifest of something else", { ...good, manifest: json([1]) }, /not an object/],
  [
    "another ABI version",
    { ...good, manifest: json({ ...manifest, abiVersion: 2 }) },
    /ABI version 2.*install matching versions/,
  ],
  ["a damaged wasm", { ...good, wasm: flipped(wasm) }, /wasm does not have the checksum/],
  ["a damaged image", { ...good, image: flipped(image) }, /image does not have the checksum/],
  [
    "a damaged wasm, by its SHA-256 where there is no CRC",
    { ...good, wasm: flipped(wasm), manifest: olderManifest },
    /wasm does not have the checksum/,
  ],
  ...[
    { from: 196_608, to: 2 ** 30 },
    { from: 200_000, to: 196_608 },
    { from: -4, to: 8 },
    { from: 0.5, to: 8 },
    { to: 8 },
    7,
  ].map((constants): [string, GuestSource, RegExp] => [
    `constants at ${JSON.stringify(constants)}`,
    { ...good, manifest: json({ ...manifest, image: { ...bootImage, constants } }) },
    /manifest (?:describes an image that cannot be|has no (?:image\.constants|range of constants))/,
  ]),
  ["a truncated wasm", { ...good, wasm: wasm.subarray(0, 1000) }, /has 1000 bytes, the manifest says/],
  ["a guest without metering", { ...good, manifest: json({ ...manifest, metered: 0 }) }, /without metering/],
  [
    "a profile that it does not promise",
    { ...good, manifest: json({ ...manifest, profiles: ["permissive"] }) },
    /weaker than the profile hermetic/,
  ],
];

describe("loading a guest", () => {
  test("from bytes works as from files", async () => {
    const runtime = new Runtime({ guest: good });
    expect(runtime.loaded).toBe(false);
    await runtime.warm();
    expect(runtime.loaded).toBe(true);
    expect(runtime.invokeSync(evaluation("6 * 7")).outcome).toEqual(Uint8Array.of(0x01, 0x2a));
  });

  test("does without a CRC", async () => {
    await expect(new Runtime({ guest: { ...good, manifest: olderManifest } }).warm()).resolves.toBeUndefined();
  });

  test.each(REFUSED)("refuses %s", async (_name, guest, reason) => {
    await expect(new Runtime({ guest }).invoke(evaluation("1"))).rejects.toMatchObject({ code: "Setup" });
    await expect(new Runtime({ guest }).invoke(evaluation("1"))).rejects.toThrow(reason);
    expect(() => new Runtime({ guest }).invokeSync(evaluation("1"))).toThrow(reason);
  });

  test("that does not know what is constant has all of its memory put back", async () => {
    const { constants: _, ...image } = bootImage;
    const runtime = new Runtime({ guest: { ...good, manifest: json({ ...manifest, image }) } });
    for (const code of ["6 * 7", "$g = 1; 6 * 7"]) {
      const { outcome } = await runtime.invoke(evaluation(code));
      expect(outcome).toEqual(Uint8Array.of(0x01, 0x2a));
    }
  });

  test("that failed is tried again", async () => {
    const runtime = new Runtime({ guest: { ...good, image: flipped(image) } });
    await expect(runtime.warm()).rejects.toThrow(/checksum/);
    await expect(runtime.warm()).rejects.toThrow(/checksum/);
    expect(runtime.loaded).toBe(false);
  });
});
