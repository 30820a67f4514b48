// `pnpm node packages/host/test/language/update-core-methods.ts`: writes down the core methods of the machine's CRuby 3.1, if it
// has one, and what the guest lacks of them; what is new there has to be given a reason by hand.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  CORE_METHODS_FILE,
  type CoreMethods,
  MISSING_METHODS_FILE,
  missingNow,
  readCoreMethods,
  readMissingMethods,
} from "./core-methods.ts";
import { crubyVersion } from "./cruby.ts";

const script = fileURLToPath(new URL("core-methods.rb", import.meta.url));
const core = crubyVersion()?.startsWith("3.1.")
  ? (JSON.parse(execFileSync("ruby", ["--disable=gems", script], { encoding: "utf8" })) as CoreMethods)
  : readCoreMethods();
const lines = Object.entries(core).map(([name, members]) => `  ${JSON.stringify(name)}: ${JSON.stringify(members)}`);
writeFileSync(CORE_METHODS_FILE, `{\n${lines.join(",\n")}\n}\n`);

const { reasons, missing } = readMissingMethods();
const now = new Set(missingNow(core));
const kept = Object.fromEntries(
  Object.entries(missing).map(([reason, names]) => [reason, names.filter((name) => now.delete(name))]),
);
for (const name of now) process.stdout.write(`without a reason: ${name}\n`);
const groups = Object.entries(kept).map(([reason, names]) => `    ${JSON.stringify(reason)}: ${JSON.stringify(names)}`);
const said = Object.entries(reasons).map(([reason, text]) => `    ${JSON.stringify(reason)}: ${JSON.stringify(text)}`);
writeFileSync(
  MISSING_METHODS_FILE,
  `{\n  "reasons": {\n${said.join(",\n")}\n  },\n  "missing": {\n${groups.join(",\n")}\n  }\n}\n`,
);
