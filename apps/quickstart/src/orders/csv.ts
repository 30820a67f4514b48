/** A cell, quoted or not, and what ends it. */
const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;

/**
 * The records of an RFC 4180 text whose first row names the columns.
 *
 * @throws SyntaxError naming the line of a row that is malformed or has another number of cells
 */
export function parseCsv(text: string): Record<string, string>[] {
  const [header = [], ...rows] = parseRows(text);
  return rows.map((row, index) => {
    if (row.length !== header.length)
      throw new SyntaxError(`row ${index + 2} has ${row.length} cells, not ${header.length}`);
    return Object.fromEntries(header.map((name, column) => [name, row[column] ?? ""]));
  });
}

function parseRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  CELL.lastIndex = 0;
  // Behind a comma there is a cell, even at the end of the text.
  while (CELL.lastIndex < text.length || row.length > 0) {
    const match = CELL.exec(text);
    if (match === null) throw new SyntaxError(`row ${rows.length + 1} is malformed`);
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? "");
    if (match[3] === ",") continue;
    rows.push(row);
    row = [];
  }
  return rows;
}
