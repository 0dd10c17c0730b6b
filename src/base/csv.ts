import Papa from 'papaparse';

type Cell = string | number;

/** Rows, or records of equal keys under a head of these, as a CSV file (RFC 4180). */
export const csvText = (
  rows: readonly (readonly Cell[])[] | readonly Readonly<Record<string, Cell>>[],
): string => `${Papa.unparse(rows as Cell[][], { newline: '\r\n' })}\r\n`;

/** One line of a CSV file whose lines end with a line feed. */
export const csvLine = (row: readonly Cell[]): string => `${Papa.unparse([[...row]])}\n`;
