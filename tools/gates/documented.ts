import { join } from "node:path";
import { readApi, undocumented } from "../api/reference.ts";
import type { Gate } from "./gate.ts";

/** Every public symbol has a doc comment: `pnpm api` makes the reference of them. */
export const documented: Gate = {
  name: "documented",
  async inspect(root) {
    const { project } = await readApi(join(root, "/"));
    const { count, names } = undocumented(project);
    return { inspected: count, unit: "public symbols", problems: names.map((name) => `${name} has no doc comment`) };
  },
};
