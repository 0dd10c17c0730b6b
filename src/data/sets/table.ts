/** The name of the spec's field that holds a table's text. */
export const tableField = 'data.text';

/** A table of cells with named columns; every row has the same number of cells. */
export interface Table {
  readonly columns: readonly string[];
  /** `number` counts from 1: the header is row 1, and blank rows count too. */
  readonly rows: readonly { readonly number: number; readonly cells: readonly string[] }[];
}

/** A cell as a finite number, or `undefined`. */
export function numberIn(cell: string): number | undefined {
  const value = Number(cell);
  return cell.trim() !== '' && Number.isFinite(value) ? value : undefined;
}
