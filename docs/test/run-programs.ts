// A process of its own: runs the programs named as arguments, one after the other, and writes what each printed as JSON.
import { writeSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { format } from "node:util";

let printed: string[] = [];
console.log = (...values: readonly unknown[]): void => {
  printed.push(...format(...values).split("\n"));
};

const outcomes: { printed: readonly string[]; error: string | null }[] = [];
for (const file of process.argv.slice(2)) {
  printed = [];
  let error: string | null = null;
  try {
    await import(pathToFileURL(file).href);
  } catch (caught) {
    error = format(caught);
  }
  outcomes.push({ printed, error });
}
writeSync(1, JSON.stringify(outcomes));
// An example may leave a server listening.
process.exit(0);
