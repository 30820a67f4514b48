/**
 * The node-* packages write `os` and `cpu` as strings, which pnpm 12 ignores: it would install other platforms' Node too.
 * They do not say that their Linux binaries need glibc.
 */
/** @param {string | string[]} value */
const list = (value) => (typeof value === "string" ? [value] : value);

export const hooks = {
  /** @param {{ name?: string, os: string | string[], cpu: string | string[], libc?: string[], peerDependencies?: object, dependencies?: Record<string, string> }} manifest */
  readPackage(manifest) {
    if (/^node-(bin-)?(linux|darwin|win)-/.test(manifest.name ?? "")) {
      manifest.os = list(manifest.os);
      manifest.cpu = list(manifest.cpu);
      if (manifest.os.includes("linux")) manifest.libc = ["glibc"];
    }
    // typedoc reads sources through the compiler's JavaScript API, which TypeScript 7 does not have.
    if (manifest.name === "typedoc") {
      manifest.peerDependencies = {};
      manifest.dependencies = { ...manifest.dependencies, typescript: "6.0.3" };
    }
    // Reports every installation to its vendor, by a script that pnpm would have to be allowed to run.
    delete manifest.dependencies?.["@scarf/scarf"];
    return manifest;
  },
};
