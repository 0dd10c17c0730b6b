import type { TableOverview } from '../data/tables/overview';
import type { TableOptions } from '../data/tables/tableOptions';
import type { Fault } from './protocol';

/** The command from the page to the worker that reads tables. */
export interface TableCommand {
  readonly kind: 'read';
  readonly run: number;
  /** The file's name. */
  readonly file: string;
  readonly content: Blob | string;
  /** A second file, whose rows are for testing. */
  readonly test?: File | undefined;
  /** Further NumPy arrays that belong to the first, e.g. the labels. */
  readonly also?: readonly File[] | undefined;
  readonly options: TableOptions;
  /** Whether the whole text is needed, because the table will be used. */
  readonly take?: boolean;
}

/** The worker's answers: progress, then an overview or an error. */
export type TableReport =
  | {
      readonly kind: 'progress';
      readonly run: number;
      readonly stage: 'opening' | 'reading';
      readonly share?: number;
    }
  | {
      readonly kind: 'done';
      readonly run: number;
      readonly overview: TableOverview;
      readonly whole?: WholeTable;
    }
  | {
      readonly kind: 'failed';
      readonly run: number;
      readonly fault: Fault;
      /** The first rows, if the file could be opened: its choices can be changed. */
      readonly sketch?: TableOverview;
    };

/** The text of a table, and of the second file with its test rows. */
export interface WholeTable {
  readonly text: string;
  readonly test?: { readonly file: string; readonly text: string };
}
