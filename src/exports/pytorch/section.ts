import type { PackedArray } from './numbers';

/** A part of a script; a notebook has a cell for each. */
export interface Section {
  readonly title: string;
  readonly code: string;
  /** Long numbers, which nobody reads. */
  readonly numbers?: boolean;
  /** Numbers that are too many for the script: it reads them from `numbers.npz` beside it. */
  readonly beside?: readonly PackedArray[];
}
