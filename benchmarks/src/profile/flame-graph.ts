import type { Call } from "./call-tree.ts";

const WIDTH = 1200;
const ROW = 18;
const TOP = 30;
/** Narrower boxes say nothing. */
const LEAST_WIDTH = 0.6;
const CHARACTER = 6.6;

const STYLE = `
  text { font: 11px ui-monospace, monospace; fill: #1f2328; pointer-events: none; }
  .title { font: 600 13px system-ui, sans-serif; }
  .guest { fill: #ffab91; } .kobako { fill: #90caf9; } .other { fill: #cfd8dc; }
  rect { stroke: #ffffff; stroke-width: 0.5; }
  @media (prefers-color-scheme: dark) {
    .title { fill: #e6edf3; }
    rect { stroke: #0d1117; }
  }
`;

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function* boxes(call: Call, x: number, depth: number, scale: number, whole: number): Iterable<string> {
  const width = call.total * scale;
  if (width < LEAST_WIDTH) return;
  const y = TOP + depth * ROW;
  const share = ((call.total / whole) * 100).toFixed(1);
  const room = Math.floor((width - 6) / CHARACTER);
  const label = call.name.length <= room ? call.name : room > 3 ? `${call.name.slice(0, room - 1)}…` : "";
  yield `<g><title>${escape(call.name)}: ${share} %</title><rect class="${call.origin}" x="${x.toFixed(1)}" y="${y}" width="${width.toFixed(1)}" height="${ROW - 1}"/>`;
  yield label === "" ? "</g>" : `<text x="${(x + 3).toFixed(1)}" y="${y + 12}">${escape(label)}</text></g>`;
  let at = x;
  for (const inner of [...call.calls.values()].toSorted((left, right) => right.total - left.total)) {
    yield* boxes(inner, at, depth + 1, scale, whole);
    at += inner.total * scale;
  }
}

function depthOf(call: Call, scale: number): number {
  if (call.total * scale < LEAST_WIDTH) return 0;
  return 1 + Math.max(0, ...[...call.calls.values()].map((inner) => depthOf(inner, scale)));
}

/** Callers above, what they call below; a box is as wide as the time in it. Guest functions are red, ours are blue. */
export function flameGraph(title: string, root: Call): string {
  const scale = WIDTH / Math.max(root.total, 1);
  const height = TOP + depthOf(root, scale) * ROW + 4;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}">
<style>${STYLE}</style>
<text class="title" x="4" y="18">${escape(title)}</text>
${[...boxes(root, 0, 0, scale, root.total)].join("\n")}
</svg>
`;
}
