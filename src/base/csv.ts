import Papa from 'papaparse';

type Cell = string | number;

/** Writes rows as a CSV file (RFC 4180). Records need equal keys, which become the header. */
export const csvText = (
  rows: readonly (readonly Cell[])[] | readonly Readonly<Record<string, Cell>>[],
): string => `${Papa.unparse(rows as Cell[][], { newline: '\r\n' })}\r\n`;

/** One line of a CSV file. Lines end with a line feed. */
export const csvLine = (row: readonly Cell[]): string => `${Papa.unparse([[...row]])}\n`;
