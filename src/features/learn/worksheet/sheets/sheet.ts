import type { Text } from '../../../../base/entry';

/** What the teacher's page has for a cell: a number that is computed, or words. */
export type Answer = number | Text;

/** A table to fill in. */
export interface SheetTable {
  /** What is to be done. */
  readonly task: Text;
  /** The columns that are given. */
  readonly given: readonly Text[];
  /** The columns to fill in. */
  readonly asked: readonly Text[];
  /** Whether the student writes down a guess first. */
  readonly guess: boolean;
  /** The given cells of each row. */
  readonly rows: readonly (readonly (string | Text)[])[];
  /** The cells that were asked, row by row. */
  answers(): readonly (readonly Answer[])[];
}

/** What a chapter's worksheet has besides its measured statements. */
export interface Sheet {
  /** The figure whose picture stands on the sheet, by its name in links. */
  readonly figure: string;
  readonly table: SheetTable;
  readonly questions: readonly {
    readonly question: Text;
    /** Lines to write on. */
    readonly lines: number;
    readonly answer: Text;
  }[];
}
