import type { Entry } from '../../base/entry';
import type { Algebra } from '../algebra';
import type { Kernels, Matrix } from '../kernels/kernels';

/** A normalization between a layer's affine map and its activation. Each one is a file. */
export interface Normalization extends Entry {
  /** The PyTorch class; it takes the number of units. */
  readonly pytorch: string;
  /** The layer of Keras that does the same. */
  readonly keras: string;
  /** Over what its statistics are: the samples of a batch (and running ones at inference), or the units of a sample. */
  readonly over: 'samples' | 'units';
  /** The gradient of its input, as TeX. */
  readonly derivativeFormula: string;
  /** x̂ of a pre-activation. */
  standardize<V>(m: Algebra<V>, z: V, mean: V, variance: V): V;
  /** What the backward pass sums over what the statistics are over. */
  summand<V>(m: Algebra<V>, signal: V, scale: V): V;
  /**
   * ∂L/∂z of a pre-activation.
   * @param count how many numbers the statistics are over
   * @param from ∂L/∂ẑ, x̂, the variance, the scale, and the sums of `summand` and of `summand` · x̂
   */
  returned<V>(m: Algebra<V>, count: number, from: readonly V[]): V;
  /**
   * Allocates its matrices for one layer and batch size, and returns its steps.
   * @param io `input`, `output` and `signal` are `[batch, units]`. `signal` holds ∂loss/∂output before `backward` and
   *   ∂loss/∂input after it. `scale` and `shift`, `[1, units]`, are learned. `backward` writes their gradients to
   *   `scaleGradient` and `shiftGradient`. `runningMean` and `runningVariance`, `[1, units]`, are used by `infer`.
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
  /** Runs the forward pass with the batch's own statistics. Batch normalization also updates the running statistics. */
  forward(): void;
  /** Runs the forward pass for inference. Batch normalization uses the running statistics. */
  infer(): void;
  backward(): void;
  readonly scratch: readonly Matrix[];
}
