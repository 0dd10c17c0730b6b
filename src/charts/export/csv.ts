import { csvComment, csvText } from '../../base/csv';
import type { ChartMeta } from '../types';

/** A column that is named in one way in a file and in another on the page. */
export interface TableColumn {
  /** The head in a file, which stays as it is for programs that read it. */
  readonly id: string;
  /** The head on the page, in the page's language. */
  readonly label: string;
  /** Whether the numbers are shares: the page shows percentages, a file holds the shares. */
  readonly percent?: boolean | undefined;
  /** What the page says for each word or number of a file, e.g. for `train`. */
  readonly words?: Readonly<Record<string, string>>;
}

/** A chart's numbers as a table, for readers and for programs. A column that is a text has the same head in both. */
export interface ChartTable {
  readonly columns: readonly (string | TableColumn)[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** Writes a CSV file: the title and caption as comment lines, a header row, then the numbers in full precision. */
export function csvFile({ title, caption }: ChartMeta, { columns, rows }: ChartTable): string {
  const comments = [title, caption()].map(csvComment);
  const heads = columns.map((column) => (typeof column === 'string' ? column : column.id));
  return `${comments.join('\r\n')}\r\n${csvText([heads, ...rows])}`;
}
