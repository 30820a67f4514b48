import { writeFileSync } from "node:fs";
import { condense, type Expected, languageFolder, programAreas, readPrograms } from "./programs.ts";
import { runInCruby } from "./cruby.ts";

/** `pnpm node packages/host/test/language/expect.ts [area …]`: writes what CRuby 3.1 makes of the programs. */
const areas = process.argv.length > 2 ? process.argv.slice(2) : programAreas();
let count = 0;
for (const area of areas) {
  const shown = runInCruby(readPrograms(area));
  const expected: Record<string, Expected> = {};
  for (const [id, one] of Object.entries(shown)) {
    const condensed = condense(one);
    if (/0x[0-9a-f]{6,}/.test(JSON.stringify(condensed))) throw new Error(`${id} shows an address`);
    expected[id] = condensed;
    count += 1;
  }
  writeFileSync(new URL(`expected/${area}.json`, languageFolder), `${JSON.stringify(expected, null, 2)}\n`);
}
process.stdout.write(`${count} programs of ${areas.length} areas\n`);
