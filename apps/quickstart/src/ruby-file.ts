import { readFileSync } from "node:fs";

/** A `.rb` file of this app. Its first comment says what it is about. */
export interface RubyFile {
  readonly name: string;
  readonly source: string;
  readonly about: string;
}

export function readRubyFile(folder: "scripts" | "snippets", name: string): RubyFile {
  const source = readFileSync(new URL(`../${folder}/${name}.rb`, import.meta.url), "utf8");
  return { name, source, about: /^# (.*)$/m.exec(source)?.[1] ?? "" };
}
