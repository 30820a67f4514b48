/** A third-party source archive, as Debian carries it, pinned by content. */
export interface SourcePackage {
  /** Where its files appear in the source tree: `<name>/…` */
  readonly name: string;
  readonly version: string;
  /** Debian's name for the source package. */
  readonly debian: string;
  readonly archive: string;
  readonly sha256: string;
  /** Which of its files the build can need; everything else stays packed. */
  readonly wanted: RegExp;
}

export const sourcePackages: readonly SourcePackage[] = [
  {
    name: "mruby",
    version: "3.3.0",
    debian: "mruby",
    archive: "mruby_3.3.0.orig.tar.gz",
    sha256: "53088367e3d7657eb722ddfacb938f74aed1f8538b3717fe0b6eb8f58402af65",
    wanted: /^(include|src|mrblib|mrbgems|LICENSE)/,
  },
  {
    name: "oniguruma",
    version: "6.9.9",
    debian: "libonig",
    archive: "libonig_6.9.9.orig.tar.gz",
    sha256: "001aa1202e78448f4c0bf1a48c76e556876b36f16d92ce3207eccfd61d99f2a0",
    wanted: /^(src\/|COPYING)/,
  },
  {
    name: "yyjson",
    version: "0.10.0",
    debian: "yyjson",
    archive: "yyjson_0.10.0+ds.orig.tar.xz",
    sha256: "ae6fde69a193e10afab426ef13f113d6903446405f9db9ee98bfb572bd6c961a",
    wanted: /^(src\/|LICENSE)/,
  },
];
