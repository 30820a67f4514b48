/** The API reference, from the doc comments: `pnpm api` writes docs/api; `--check` only tells what has no comment. */
import { fileURLToPath } from "node:url";
import { readApi, undocumented } from "./reference.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const { app, project } = await readApi(root);
const { count, names } = undocumented(project);
for (const name of names) console.log(`${name} has no doc comment`);
console.log(`${count} public symbols, ${names.length} without a comment`);
if (names.length > 0) process.exitCode = 1;
if (!process.argv.includes("--check")) {
  await app.generateDocs(project, `${root}docs/api`);
  console.log("docs/api/index.html is the API reference");
}
