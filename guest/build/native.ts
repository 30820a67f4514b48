import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { BuildError } from "./build-error.ts";
import { buildNativeMruby } from "./native-mruby.ts";
import { Progress } from "./progress.ts";

/** `node guest/build/native.ts [--patched]`: prints the path of a native mruby to compare the guest with. */
try {
  const guestFolder = dirname(dirname(fileURLToPath(import.meta.url)));
  const patched = process.argv.includes("--patched");
  process.stdout.write(`${await buildNativeMruby({ guestFolder, patched }, new Progress())}\n`);
} catch (error) {
  if (!(error instanceof BuildError)) throw error;
  process.stderr.write(`native mruby: ${error.message}\n`);
  process.exitCode = 1;
}
