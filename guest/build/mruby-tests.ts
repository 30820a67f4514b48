import { languageGems } from "./gems.ts";
import { fetchSources } from "./fetch-sources.ts";
import { sourcePackages } from "./source-packages.ts";
import { unpackArchive } from "./unpack-archive.ts";

/**
 * Prints mruby's own test suite as JSON, path → source: `test/assert.rb`, the core's tests and those of the gems that
 * the guest's language is made of. They are third-party sources, so they come out of the pinned archive and are never committed.
 */
const mruby = sourcePackages.filter((source) => source.name === "mruby");
const archives = await fetchSources(mruby, (text) => process.stderr.write(`${text}\n`));
const folders = ["test/t/", ...languageGems.map((gem) => `mrbgems/${gem.name}/test/`)];
const tests: Record<string, string> = {};
for (const { archive } of mruby) {
  for (const [path, content] of unpackArchive(archive, archives.get(archive) ?? new Uint8Array())) {
    const wanted =
      path === "test/assert.rb" || (path.endsWith(".rb") && folders.some((folder) => path.startsWith(folder)));
    if (wanted) tests[path] = new TextDecoder().decode(content);
  }
}
process.stdout.write(JSON.stringify(tests));
