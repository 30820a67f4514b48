import { ArgumentError, Sandbox, ServiceArgumentError } from "@kobako/host";
import { describe, expect, it } from "vitest";
import { VirtualFileSystem } from "../src/virtual-file-system.ts";
import { virtualPath } from "../src/virtual-path.ts";

const create = () => new VirtualFileSystem({ maxBytes: 100, maxFiles: 3 });

describe("a path", () => {
  it.each([
    ["a", "/a"],
    ["/a//b/./c", "/a/b/c"],
    ["/a/b/../c", "/a/c"],
    ["cafe\u0301", "/caf\u00e9"],
    ["/", "/"],
    ["__proto__", "/__proto__"],
  ])("%j is %j", (given, path) => {
    expect(virtualPath(given)).toBe(path);
  });

  it.each([
    [".."],
    ["/../etc/passwd"],
    ["a/../../b"],
    ["a\0b"],
    ["..\\windows"],
    [""],
    ["x".repeat(256)],
    ["a/".repeat(600)],
    [42],
    [null],
    [["a"]],
    [{ toString: "a" }],
  ])("%j is refused", (given) => {
    expect(() => virtualPath(given)).toThrow(ArgumentError);
  });
});

describe("the file system", () => {
  it("gives back what was written, text and bytes", () => {
    const files = create();
    files.write("a.txt", "é");
    files.write("b.bin", Uint8Array.of(255, 0));
    expect([files.read("/a.txt"), files.read("b.bin")]).toEqual(["é", Uint8Array.of(255, 0)]);
  });

  it("has directories where files are", () => {
    const files = create();
    files.write("/logs/2026/a", "");
    expect([
      files.isDirectory("/logs"),
      files.isDirectory("/log"),
      files.children("/"),
      files.children("/logs"),
    ]).toEqual([true, false, ["logs"], ["2026"]]);
    expect(() => files.write("/logs", "x")).toThrow(/directory/);
  });

  it("counts bytes exactly, also when a file is replaced or deleted", () => {
    const files = create();
    files.write("a", "x".repeat(100));
    expect(() => files.write("b", "y")).toThrow(/no space left/);
    files.write("a", "x".repeat(50));
    files.write("b", "y".repeat(50));
    expect(files.delete("a")).toBe(true);
    expect(files.delete("a")).toBe(false);
    files.write("c", "z".repeat(50));
  });

  it("bounds the number of files", () => {
    const files = create();
    for (const name of ["a", "b", "c"]) files.write(name, "");
    expect(() => files.write("d", "")).toThrow(/3 files/);
  });

  it("reveals nothing of the disk, whatever a script asks for", async () => {
    const sandbox = new Sandbox().bind("Files", create());
    for (const path of ["/etc/passwd", "/proc/self/environ", "package.json"])
      await expect(sandbox.eval(`Files.read("${path}")`)).rejects.toThrow(/no such file/);
    await expect(sandbox.eval(`Files.read("../../etc/passwd")`)).rejects.toThrow(ServiceArgumentError);
  });
});
