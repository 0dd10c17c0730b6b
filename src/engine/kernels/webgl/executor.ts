import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Expression, Expressions } from '../../algebra';
import type { Fold, Measure } from '../kernels';

/** How rows or columns are folded: what the kernels offer, and what measures are made of. */
export type AnyFold = Fold | 'norm';

/** Along `rows`, `[r, c]` becomes `[r, 1]`; along `columns` it becomes `[1, c]`. */
export type Along = 'rows' | 'columns';

/**
 * How elementwise expressions and folds of them are run, a program each. Tensors that come out are the caller's to
 * dispose of.
 */
export interface Executor {
  /** expressions(inputs), each repeated to `shape`. */
  map(expressions: Expressions, inputs: readonly Tensor2D[], shape: [number, number]): Tensor2D[];
  /** expression(inputs) folded. */
  fold(along: Along, fold: AnyFold, expression: Expression, inputs: readonly Tensor2D[]): Tensor2D;
  /** First half of a measure: as much of it as is better done at once, a matrix. */
  partial(measure: Measure, expression: Expression, inputs: readonly Tensor2D[]): Tensor2D;
  /** Second half, of `k` first halves of one shape together: the measures `[k, 1]`. */
  finish(measure: Measure, partials: readonly Tensor2D[]): Tensor2D;
  dispose(): void;
}

/** The shape that inputs are repeated to. */
export function commonShape(inputs: readonly Tensor2D[]): [number, number] {
  return [Math.max(...inputs.map(({ shape }) => shape[0])), Math.max(...inputs.map(({ shape }) => shape[1]))];
}
