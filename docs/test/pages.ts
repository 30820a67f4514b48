import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type CodeBlock, codeBlocks } from "./code-blocks.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A Markdown file that a user reads. */
export interface Page {
  /** Relative to the root of the repository. */
  readonly path: string;
  readonly text: string;
  readonly blocks: readonly CodeBlock[];
}

/** The README of everything that has one, and the guides. */
const PATTERNS = ["*.md", "docs/*.md", "{apps,packages,examples}/*/README.md", "{benchmarks,guest}/README.md"];

export const pages: readonly Page[] = PATTERNS.flatMap((pattern) => globSync(pattern, { cwd: root }))
  .sort()
  .map((path) => {
    const text = readFileSync(`${root}${path}`, "utf8");
    return { path: path.replaceAll("\\", "/"), text, blocks: codeBlocks(text) };
  });
