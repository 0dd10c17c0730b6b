import { csvComment, csvText } from '../../base/csv';
import type { ChartMeta } from '../types';

/** A chart's numbers as a table, for readers and for programs. */
export interface ChartTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** Writes a CSV file: the title and caption as comment lines, a header row, then the numbers in full precision. */
export function csvFile({ title, caption }: ChartMeta, { columns, rows }: ChartTable): string {
  const comments = [title, caption()].map(csvComment);
  return `${comments.join('\r\n')}\r\n${csvText([columns, ...rows])}`;
}
