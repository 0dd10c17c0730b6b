import type { Matrix } from '../../kernels/kernels';

/** The outputs of the last hidden layers for the same samples, `[rows, units]` each. Their widths may differ. */
export interface Ends {
  readonly student: Matrix;
  readonly teacher: Matrix;
}

/** A loss term on the geometry between samples. */
export interface Relation {
  /** Weighted gradient with respect to the student's outputs `[rows, units]`. */
  readonly gradient: Matrix;
  readonly scratch: readonly Matrix[];
  /** Computes the weighted loss and its gradient. */
  run(): void;
}
