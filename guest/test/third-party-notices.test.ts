import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { sourcePackages } from "../build/source-packages.ts";

const notices = readFileSync(new URL("../THIRD-PARTY-NOTICES.md", import.meta.url), "utf8");
const listed = new Map(
  Array.from(notices.matchAll(/^\| ([\w-]+) +\| ([\d.]+) +\|/gm), ({ 1: work = "", 2: version = "" }) => [
    work,
    version,
  ]),
);

it("what is compiled into the guest is named with its version", () => {
  expect(listed).toEqual(
    new Map(sourcePackages.map(({ name, version }) => [name === "oniguruma" ? "Oniguruma" : name, version])),
  );
});

it.each(["mruby", "Oniguruma", "yyjson", "wasi-libc", "LLVM: compiler-rt"])("%s has its licence", (work) => {
  const section = notices.split(/^## /m).find((text) => text.startsWith(work)) ?? "";
  expect(section).toMatch(/Permission is hereby granted|Redistribution and use|LLVM Exceptions/);
  expect(section).toMatch(/AS IS|WITHOUT WARRANTY|LLVM Exceptions/);
});
