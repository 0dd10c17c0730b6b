import type { Entry } from '../../base/entry';
import type { Kernels, Matrix } from '../kernels/kernels';

/** A normalization, placed between a layer's affine map and its activation. One file each. */
export interface Normalization extends Entry {
  /**
   * Makes the matrices it needs for one layer and batch size.
   * @param io `input`, `output`, `signal` are `[batch, units]`; `signal` holds ∂loss/∂output before `backward` and
   *   ∂loss/∂input after it; `scale`, `shift` `[1, units]` are learned, their gradients go to `scaleGradient`,
   *   `shiftGradient`; `runningMean`, `runningVariance` `[1, units]` are kept for evaluation.
   */
  prepare(kernels: Kernels, io: NormalizationIO): NormalizationSteps;
}

export interface NormalizationIO {
  readonly input: Matrix;
  readonly output: Matrix;
  readonly signal: Matrix;
  readonly scale: Matrix;
  readonly shift: Matrix;
  readonly scaleGradient: Matrix;
  readonly shiftGradient: Matrix;
  readonly runningMean: Matrix;
  readonly runningVariance: Matrix;
}

export interface NormalizationSteps {
  /** Forward with the batch's own statistics; batch normalization also updates the running ones. */
  forward(): void;
  /** Forward as at test time. */
  infer(): void;
  backward(): void;
  readonly scratch: readonly Matrix[];
}
