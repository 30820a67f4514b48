/** One bar: its length is `value`; the thin line goes from `from` to `to`. */
export interface Bar {
  readonly label: string;
  /** What is written behind the bar. */
  readonly text: string;
  readonly value: number;
  readonly from: number;
  readonly to: number;
  /** Ours, in the accent colour. */
  readonly strong: boolean;
}

const WIDTH = 790;
const LABELS = 250;
const TEXTS = 110;
const ROW = 24;
const TOP = 44;

/** Readable on a light and on a dark page: the viewer's preference chooses, and the page shows through. */
const STYLE = `
  text { font: 12px system-ui, sans-serif; fill: #24292f; }
  .title { font-weight: 600; font-size: 14px; }
  .faint { fill: #57606a; }
  .bar { fill: #8c959f; }
  .strong { fill: #cf222e; }
  .range { stroke: #24292f; stroke-width: 1.5; opacity: 0.6; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; }
    .faint { fill: #9198a1; }
    .bar { fill: #656c76; }
    .strong { fill: #f85149; }
    .range { stroke: #e6edf3; }
  }
`;

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** Positions on a logarithmic axis that begins below the smallest bar and ends at the largest. */
function logScale(bars: readonly Bar[]): (value: number) => number {
  const values = bars.flatMap(({ value, from, to }) => [value, from, to]).filter((value) => value > 0);
  const low = Math.floor(Math.log10(Math.min(...values))) - 0.3;
  const high = Math.max(Math.log10(Math.max(...values)), low + 1);
  const room = WIDTH - LABELS - TEXTS;
  return (value) => (value > 0 ? Math.max(0, ((Math.log10(value) - low) / (high - low)) * room) : 0);
}

function drawBar({ label, text, value, from, to, strong }: Bar, index: number, scale: (v: number) => number): string {
  const y = TOP + index * ROW;
  const middle = y + ROW / 2 - 3;
  const x = (position: number): string => (LABELS + position).toFixed(1);
  return [
    `<text x="${LABELS - 8}" y="${middle + 4}" text-anchor="end">${escape(label)}</text>`,
    `<rect class="bar${strong ? " strong" : ""}" x="${LABELS}" y="${y}" width="${scale(value).toFixed(1)}" height="${ROW - 7}" rx="2"/>`,
    `<line class="range" x1="${x(scale(from))}" x2="${x(scale(to))}" y1="${middle}" y2="${middle}"/>`,
    `<text x="${x(Math.max(scale(value), scale(to)) + 6)}" y="${middle + 4}">${escape(text)}</text>`,
  ].join("");
}

/** Horizontal bars on a logarithmic axis, as a stand-alone SVG. */
export function barChart(title: string, note: string, bars: readonly Bar[]): string {
  const scale = logScale(bars);
  const height = TOP + bars.length * ROW + 8;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escape(title)}">
<style>${STYLE}</style>
<text class="title" x="0" y="16">${escape(title)}</text>
<text class="faint" x="0" y="33">${escape(note)}</text>
${bars.map((bar, index) => drawBar(bar, index, scale)).join("\n")}
</svg>
`;
}
