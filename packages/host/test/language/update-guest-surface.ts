// `pnpm node packages/host/test/language/update-guest-surface.ts`: allows what the guest defines now, and says what is new.
import { readFileSync, writeFileSync } from "node:fs";
import { formatSurface, type GuestSurface, namesOf, readSurface, SURFACE_FILE } from "./guest-surface.ts";

const surface = readSurface();
const after = namesOf(surface);
const before = namesOf(JSON.parse(readFileSync(SURFACE_FILE, "utf8")) as GuestSurface);
writeFileSync(SURFACE_FILE, formatSurface(surface));
for (const name of before.filter((known) => !after.includes(known))) process.stdout.write(`- ${name}\n`);
for (const name of after.filter((known) => !before.includes(known))) process.stdout.write(`+ ${name}\n`);
process.stdout.write(`${after.length} names: read every + before you commit it\n`);
