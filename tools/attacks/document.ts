import { type AttackRow, type AttackTable, splitReference } from "./rows.ts";

/** What became of the cases of one row. */
export interface RowResult {
  readonly cases: number;
  readonly failed: number;
}

const INTRODUCTION = `# How sandboxes of this kind were broken, and the tests that hold it here

Each row is a way in which a sandbox of the field fell: vm2, isolated-vm, quickjs-emscripten, SES, Wasm sandboxes, decoders of
MessagePack. \`conformance/attacks/rows.json\` says which tests hold a row; \`pnpm node tools/attacks/main.ts\` runs them and writes
this page. What kobako promises beyond that, and to whom, is in [the security model](security-model.md).
`;

/** docs/attacks.md */
export function attackDocument(table: AttackTable, results: ReadonlyMap<number, RowResult>): string {
  const lines = table.rows.map((row) => tableLine(row, results.get(row.row) ?? { cases: 0, failed: 0 }));
  const cases = [...results.values()].reduce((sum, result) => sum + result.cases, 0);
  const broken = [...results.values()].filter(({ failed }) => failed > 0).length;
  const awaited = table.awaited.map(({ row, why }) => `- row ${row}: ${why}`);
  return [
    INTRODUCTION,
    `${table.rows.length} rows, ${cases} cases, ${broken} of the rows broken. A case may count in more than one row.\n`,
    "| # | class | advisories | cases | result | tests |",
    "| --: | --- | --- | --: | --- | --- |",
    ...lines,
    ...(awaited.length === 0 ? [] : ["", "Tests that are still being written:", "", ...awaited]),
    "",
  ].join("\n");
}

function tableLine({ row, class: name, advisories, tests }: AttackRow, { cases, failed }: RowResult): string {
  const result = failed === 0 ? "holds" : `**${failed} fail**`;
  return `| ${[row, cell(name), advisories.join(", "), cases, result, tests.map(link).join("<br>")].join(" | ")} |`;
}

function link(reference: string): string {
  const [file, title] = splitReference(reference);
  const name = file.split("/").at(-1) ?? file;
  return `[${name}](../${file})${title === "" ? "" : `: ${cell(title.replace(/:$/, ""))}`}`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|");
}

/** Without what the formatter adds to make columns. */
export function unpadded(document: string): string {
  return document.replace(/ {2,}/g, " ").replace(/-{2,}/g, "--");
}

/** The rows of a document without what a run decides: for telling whether it is current. */
export function withoutResults(document: string): string {
  return unpadded(document)
    .replace(/^\d+ rows, .*$/m, "")
    .replace(/ \| \d+ \| (?:holds|\*\*\d+ fail\*\*) \| /g, " | ");
}
