import Papa from 'papaparse';

type Cell = string | number;

/**
 * What a spreadsheet would run as a formula: a text that starts with one of these signs and is not a number (OWASP, "CSV
 * Injection"). Such a cell is written with an apostrophe before it. Apostrophes that stand there already are counted in, so
 * that `unescapedCell` gives every text back as it was.
 */
const formula = /^(?![+-]?(?:(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|Infinity)$)'*[=+\-@\t\r\n＝＋－＠]/i;
const escapedFormula = /^'+[=+\-@\t\r\n＝＋－＠]/;

/** Writes rows as a CSV file (RFC 4180), without formulas. Records need equal keys, which become the header. */
export const csvText = (
  rows: readonly (readonly Cell[])[] | readonly Readonly<Record<string, Cell>>[],
): string => `${Papa.unparse(rows as Cell[][], { newline: '\r\n', escapeFormulae: formula })}\r\n`;

/** One line of a CSV file, without formulas. Lines end with a line feed. */
export const csvLine = (row: readonly Cell[]): string =>
  `${Papa.unparse([[...row]], { escapeFormulae: formula })}\n`;

/** A comment line of a CSV file. A spreadsheet splits it into cells too, so none of them may start a formula. */
export const csvComment = (text: string): string =>
  `# ${text.replaceAll(/[\r\n]+/g, ' ').replaceAll(/([,;\t]\s*)(?=[=+\-@＝＋－＠])/g, "$1'")}`;

/** JSON for a comment line: the sign that would start a formula after a comma is written as its code, which JSON reads back. */
export const csvJson = (value: unknown): string =>
  JSON.stringify(value).replaceAll(
    /([,;]\s*)(?!-\d+(?:\.\d+)?(?:e[+-]?\d+)?[,\]}])([=+\-@＝＋－＠])/gi,
    (_, before: string, sign: string) => `${before}\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

/** The text of a cell that `csvText` wrote. */
export const unescapedCell = (cell: string): string => (escapedFormula.test(cell) ? cell.slice(1) : cell);
