import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { verify } from "../build/fetch-sources.ts";
import { readTar, unpackArchive } from "../build/unpack-archive.ts";
import type { SourcePackage } from "../build/source-packages.ts";

interface Entry {
  readonly path: string;
  readonly content?: string;
  readonly type?: string;
  readonly prefix?: string;
}

/** A ustar archive, written by hand. */
function tar(...entries: readonly Entry[]): Uint8Array {
  const blocks = entries.flatMap(({ path, content = "", type = "0", prefix = "" }) => {
    const header = Buffer.alloc(512);
    header.write(path, 0);
    header.write("0000644\0", 100);
    header.write(`${Buffer.byteLength(content).toString(8).padStart(11, "0")}\0`, 124);
    header.write("        ", 148);
    header.write(type, 156);
    header.write("ustar\0", 257);
    header.write(prefix, 345);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    const body = Buffer.alloc(Math.ceil(Buffer.byteLength(content) / 512) * 512);
    body.write(content);
    return [header, body];
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

function listing(archive: Uint8Array): string[][] {
  return [...readTar(archive)].map(([path, content]) => [path, Buffer.from(content).toString()]);
}

describe("an archive", () => {
  it("gives its files without the folder around them", () => {
    const archive = gzipSync(
      tar({ path: "mruby-3.3.0/", type: "5" }, { path: "mruby-3.3.0/src/vm.c", content: "int x;" }),
    );
    const files = unpackArchive("mruby.tar.gz", archive);
    expect([...files].map(([path, content]) => [path, Buffer.from(content).toString()])).toEqual([
      ["src/vm.c", "int x;"],
    ]);
  });

  it("may split long names in two, as ustar does, or put them in an entry of their own", () => {
    expect(listing(tar({ path: "vm.c", prefix: "a/b", content: "1" }))).toEqual([["a/b/vm.c", "1"]]);
    const long = `${"deep/".repeat(30)}vm.c`;
    expect(
      listing(tar({ path: "././@LongLink", type: "L", content: `${long}\0` }, { path: "x", content: "2" })),
    ).toEqual([[long, "2"]]);
    const pax = `${long.length + 11} path=${long}\n`;
    expect(listing(tar({ path: "pax", type: "x", content: pax }, { path: "x", content: "3" }))).toEqual([[long, "3"]]);
  });

  it("leaves out links and devices", () => {
    expect(
      listing(tar({ path: "link", type: "2" }, { path: "disk", type: "4" }, { path: "file", content: "4" })),
    ).toEqual([["file", "4"]]);
  });

  it.each(["../outside", "a/../../outside", "/etc/passwd", "a//b", "..\\outside"])(
    "is refused when it names %s",
    (path) => {
      expect(() => listing(tar({ path, content: "x" }))).toThrow(/does not stay in its folder/);
    },
  );

  it("is refused when a header is damaged or the end is missing", () => {
    const archive = Buffer.from(tar({ path: "file", content: "x".repeat(600) }));
    expect(() => listing(archive.subarray(0, 1024))).toThrow(/damaged archive at byte 0/);
    archive[0] = 0x21;
    expect(() => listing(archive)).toThrow(/damaged archive at byte 0/);
  });
});

describe("a download", () => {
  const content = Buffer.from("the archive");
  const source: SourcePackage = {
    name: "example",
    version: "1",
    debian: "example",
    archive: "example_1.orig.tar.gz",
    sha256: createHash("sha256").update(content).digest("hex"),
    wanted: /./,
  };

  it("is used when it has the pinned checksum", () => {
    expect(verify(source, content, "here")).toBe(content);
  });

  it("is refused otherwise, naming both checksums", () => {
    expect(() => verify(source, Buffer.from("another"), "here")).toThrow(
      /example_1.orig.tar.gz from here has SHA-256 [0-9a-f]{64}, not the pinned [0-9a-f]{64}/,
    );
  });
});
