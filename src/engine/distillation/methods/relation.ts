import type { Matrix } from '../../kernels/kernels';

/** What the last hidden layers give for the same samples, `[rows, units]` each; their widths may differ. */
export interface Ends {
  readonly student: Matrix;
  readonly teacher: Matrix;
}

/** A term on how samples lie to each other. */
export interface Relation {
  /** With respect to the student's outputs, weighted `[rows, units]`. */
  readonly gradient: Matrix;
  readonly scratch: readonly Matrix[];
  /** The loss, weighted, and the gradient. */
  run(): void;
}
