/** C that gems of ours build on. A library takes part as soon as one of our own sources includes its header. */
export interface Library {
  readonly name: string;
  /** The header that says "I use it". */
  readonly header: string;
  readonly sources: readonly string[];
  readonly includes: readonly string[];
  readonly defines: readonly string[];
  /** Headers of the tree that are included before everything else. */
  readonly preludes: readonly string[];
}

const onigurumaModules = [
  "regerror",
  "regparse",
  "regext",
  "regcomp",
  "regexec",
  "reggnu",
  "regenc",
  "regsyntax",
  "regtrav",
  "st",
  "unicode",
  "unicode_unfold_key",
  "unicode_fold1_key",
  "unicode_fold2_key",
  "unicode_fold3_key",
  "onig_init",
  "ascii",
  "utf8",
];

export const libraries: readonly Library[] = [
  {
    name: "oniguruma",
    header: "oniguruma.h",
    // Strings are UTF-8 or bytes; none of the other encodings is linked.
    sources: onigurumaModules.map((module) => `oniguruma/src/${module}.c`),
    includes: ["oniguruma/src", "build/config/oniguruma", "guest/include"],
    defines: ["HAVE_CONFIG_H", "ONIG_STATIC", "ONIG_EXTERN=extern"],
    preludes: [],
  },
  {
    name: "yyjson",
    header: "yyjson.h",
    sources: ["yyjson/src/yyjson.c"],
    includes: ["yyjson/src"],
    // Its authors have every function copied into its callers; here that would make a tenth of the binary.
    defines: ["yyjson_inline=inline"],
    preludes: ["build/config/yyjson/adjust.h"],
  },
];
