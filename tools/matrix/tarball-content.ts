import type { PackedPackage } from "./packed.ts";

/** What must not be published: tests, configuration, build state, and anything from outside the package. */
const UNWANTED =
  /(?:^|\/)(?:test|tests|bench|node_modules|\.cache|\.turbo)\/|tsconfig|turbo\.json|\.tsbuildinfo$|\.test\./;

const GUEST_FILES = ["dist/kobako.image", "dist/kobako.wasm", "dist/manifest.json", "THIRD-PARTY-NOTICES.md"];

/** What is wrong with the list of files of a packed package. */
export function contentProblems({ name, files }: Pick<PackedPackage, "name" | "files">): readonly string[] {
  const required = [
    "LICENSE",
    "README.md",
    "package.json",
    ...(name === "@kobako/guest" ? GUEST_FILES : ["dist/index.js", "dist/index.d.ts"]),
  ];
  return [
    ...required.filter((file) => !files.includes(file)).map((file) => `${file} is missing`),
    ...files.filter((file) => UNWANTED.test(file)).map((file) => `${file} does not belong there`),
  ];
}
