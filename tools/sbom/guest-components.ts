import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Component } from "./component.ts";

/** Licences of what the Guest Binary is made of, by the name that its manifest gives it. */
const SOURCES: Readonly<Record<string, { readonly licence: string; readonly home: string }>> = {
  mruby: { licence: "MIT", home: "https://mruby.org" },
  oniguruma: { licence: "BSD-2-Clause", home: "https://github.com/kkos/oniguruma" },
  yyjson: { licence: "MIT", home: "https://github.com/ibireme/yyjson" },
};

/** Libraries that the compiler's package brings along and links into the binary; their version is the package's. */
const COMPILER = "@yowasp/clang";
const LINKED: readonly { readonly name: string; readonly licence: string; readonly home: string }[] = [
  {
    name: "wasi-libc",
    licence: "Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT",
    home: "https://github.com/WebAssembly/wasi-libc",
  },
  { name: "musl", licence: "MIT", home: "https://musl.libc.org" },
  { name: "dlmalloc", licence: "CC0-1.0", home: "https://gee.cs.oswego.edu/dl/html/malloc.html" },
  { name: "compiler-rt", licence: "Apache-2.0 WITH LLVM-exception", home: "https://compiler-rt.llvm.org" },
];

/** The built Guest Binary and everything that is inside of it, from what its manifest says it was built from. */
export function guestComponents(
  root: string,
  integrityOf: (name: string, version: string) => string | undefined,
): readonly Component[] {
  const dist = join(root, "guest/dist");
  const manifest = JSON.parse(readFileSync(join(dist, "manifest.json"), "utf8")) as {
    inputs: Readonly<Record<string, string>>;
  };
  const { version } = JSON.parse(readFileSync(join(root, "guest/package.json"), "utf8")) as { version: string };
  const sources = Object.entries(manifest.inputs).filter(([name]) => name !== COMPILER);
  const compiler = manifest.inputs[COMPILER];
  if (compiler === undefined) throw new Error("the manifest does not say what compiled the guest");
  return [
    {
      type: "file",
      name: "kobako.wasm",
      version,
      licence: "Apache-2.0",
      hash: [
        "SHA-256",
        createHash("sha256")
          .update(readFileSync(join(dist, "kobako.wasm")))
          .digest("hex"),
      ],
      purl: `pkg:npm/%40kobako/guest@${version}#dist/kobako.wasm`,
      parts: [
        ...sources.map(([name]) => `${name}@${sourceVersion(manifest.inputs, name)}`),
        ...LINKED.map(({ name }) => `${name}@${compiler}`),
      ],
    },
    ...sources.map(([name, input]) => source(name, input)),
    ...LINKED.map(({ name, licence, home }) => ({
      type: "library" as const,
      name,
      version: compiler,
      licence,
      home,
      hash: hashOfCompiler(integrityOf(COMPILER, compiler)),
      purl: `pkg:generic/${name}?via=${encodeURIComponent(`pkg:npm/${COMPILER}@${compiler}`)}`,
      parts: [],
    })),
  ];
}

function sourceVersion(inputs: Readonly<Record<string, string>>, name: string): string {
  return inputs[name]?.split(" ", 1)[0] ?? "";
}

/** `3.3.0 sha256:…`, as the manifest has it. */
function source(name: string, input: string): Component {
  const known = SOURCES[name];
  const [, version, sum] = /^(\S+) sha256:([0-9a-f]{64})$/.exec(input) ?? [];
  if (known === undefined || version === undefined || sum === undefined)
    throw new Error(`${name} is in the guest, and nobody said under which licence`);
  return {
    type: "library",
    name,
    version,
    licence: known.licence,
    home: known.home,
    hash: ["SHA-256", sum],
    purl: `pkg:generic/${name}@${version}`,
    parts: [],
  };
}

/** The checksum of the package that the library came in: it has none of its own. */
function hashOfCompiler(integrity: string | undefined): Component["hash"] {
  const [, sum] = /^sha512-(.+)$/.exec(integrity ?? "") ?? [];
  if (sum === undefined) throw new Error("the lockfile has no checksum for the compiler");
  return ["SHA-512", Buffer.from(sum, "base64").toString("hex")];
}
