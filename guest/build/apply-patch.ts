import { BuildError } from "./build-error.ts";

interface Hunk {
  /** Line of the old file where the hunk begins, from 0. */
  readonly start: number;
  readonly old: readonly string[];
  readonly new: readonly string[];
}

/**
 * Applies a unified diff to the files it names and returns the changed ones.
 * Exact or not at all: a hunk whose lines are not found where it says is an error, because a patch that
 * drifted onto other lines is worse than none.
 */
export function applyPatch(name: string, patch: string, read: (path: string) => string): Map<string, string> {
  const changed = new Map<string, string>();
  for (const [path, hunks] of parsePatch(name, patch)) {
    const lines = (changed.get(path) ?? read(path)).split("\n");
    for (const hunk of hunks.toReversed()) {
      const found = lines.slice(hunk.start, hunk.start + hunk.old.length);
      if (found.join("\n") !== hunk.old.join("\n")) {
        throw new BuildError(`${name} does not apply to ${path} at line ${hunk.start + 1}`);
      }
      lines.splice(hunk.start, hunk.old.length, ...hunk.new);
    }
    changed.set(path, lines.join("\n"));
  }
  return changed;
}

function parsePatch(name: string, patch: string): Map<string, Hunk[]> {
  const files = new Map<string, Hunk[]>();
  const lines = patch.split("\n");
  let hunks: Hunk[] | undefined;
  for (let at = 0; at < lines.length;) {
    const line = lines[at++] ?? "";
    const file = /^\+\+\+ b\/(\S+)/.exec(line);
    const range = /^@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(line);
    if (file) {
      hunks = [];
      files.set(file[1] ?? "", hunks);
    } else if (range) {
      if (!hunks) throw new BuildError(`${name} has a hunk before its file name`);
      const counts = { old: Number(range[2] ?? 1), new: Number(range[3] ?? 1) };
      const body: { old: string[]; new: string[] } = { old: [], new: [] };
      while (body.old.length < counts.old || body.new.length < counts.new) {
        const text = lines[at++];
        const mark = text === "" ? " " : text?.[0];
        if (text === undefined || mark === undefined || !" +-".includes(mark))
          throw new BuildError(`${name} ends inside a hunk`);
        if (mark !== "+") body.old.push(text.slice(1));
        if (mark !== "-") body.new.push(text.slice(1));
      }
      // A hunk that only inserts names the line before it.
      hunks.push({ start: Number(range[1]) - (counts.old === 0 ? 0 : 1), old: body.old, new: body.new });
    }
  }
  if (files.size === 0) throw new BuildError(`${name} changes no file`);
  return files;
}
