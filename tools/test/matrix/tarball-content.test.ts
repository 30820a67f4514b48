import { expect, it } from "vitest";
import { contentProblems } from "../../matrix/tarball-content.ts";

const whole = ["LICENSE", "README.md", "package.json", "dist/index.js", "dist/index.d.ts", "src/index.ts"];

it("a whole package has no problem", () => {
  expect(contentProblems({ name: "@kobako/codec", files: whole })).toEqual([]);
});

it.each([
  ["LICENSE", whole.slice(1)],
  ["dist/index.js", whole.filter((file) => file !== "dist/index.js")],
])("a package without %s has one", (missing, files) => {
  expect(contentProblems({ name: "@kobako/codec", files })).toEqual([`${missing} is missing`]);
});

it.each([
  "test/a.test.ts",
  "dist/.tsbuildinfo",
  "tsconfig.json",
  "turbo.json",
  "src/a.test.ts",
  "node_modules/x/index.js",
])("%s does not belong into a package", (file) => {
  expect(contentProblems({ name: "@kobako/codec", files: [...whole, file] })).toEqual([
    `${file} does not belong there`,
  ]);
});

it("the guest has its three files and the notices of what is inside them", () => {
  const missing = contentProblems({ name: "@kobako/guest", files: ["LICENSE", "README.md", "package.json"] });
  expect(missing).toEqual(
    ["dist/kobako.image", "dist/kobako.wasm", "dist/manifest.json", "THIRD-PARTY-NOTICES.md"].map(
      (file) => `${file} is missing`,
    ),
  );
});
