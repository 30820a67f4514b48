/**
 * Publishes the packages: `pnpm release --dry-run` shows what would go out, `pnpm release --publish` sends it. Versions come
 * from changesets: `pnpm changeset version`, reviewed and committed, goes before.
 */
import { parseArgs } from "node:util";
import { packages } from "../matrix/packed.ts";
import { run } from "../matrix/run.ts";
import { contentProblems } from "../matrix/tarball-content.ts";
import { cached, root } from "../matrix/folders.ts";
import { publishArguments } from "./publish-arguments.ts";
import { inOrder, manifestProblems, type PackedManifest } from "./release-plan.ts";

const USAGE = `Publishes the packages of this workspace.

pnpm release --dry-run     build, pack, check, and show what would be published
pnpm release --publish     the same, and publish it
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { "dry-run": { type: "boolean" }, publish: { type: "boolean" }, help: { type: "boolean", short: "h" } },
  });
  const publish = values.publish === true;
  if (values.help === true || publish === (values["dry-run"] === true)) {
    process.stdout.write(USAGE);
    return values.help === true ? 0 : 2;
  }
  const changed = (await run("git", ["status", "--porcelain"], root)).trim();
  if (publish && changed !== "") {
    process.stderr.write(
      "There are changes that are not committed. Commit them first: what is published must be what is tagged.\n",
    );
    return 1;
  }
  const packed = await packages();
  const manifests = await Promise.all(
    packed.map(
      async ({ tarball }) =>
        JSON.parse(await run("tar", ["xzOf", tarball, "package/package.json"], root)) as PackedManifest,
    ),
  );
  const problems = [
    ...packed.flatMap((one) => contentProblems(one).map((problem) => `${one.name}: ${problem}`)),
    ...manifestProblems(manifests, publish),
  ];
  for (const problem of problems) process.stderr.write(`✗ ${problem}\n`);
  if (problems.length > 0) return 1;
  for (const { name, version } of inOrder(manifests)) {
    const one = packed.find((candidate) => candidate.name === name);
    if (one === undefined) continue;
    const printed = await run("npm", publishArguments(one.tarball, { publish, env: process.env }), cached());
    process.stdout.write(
      `✓ ${name} ${version}, ${(one.bytes / 1024).toFixed(0)} KiB, ${one.files.length} files ${publish ? "published" : "would be published"}\n${printed}`,
    );
  }
  return 0;
}

process.exitCode = await main();
