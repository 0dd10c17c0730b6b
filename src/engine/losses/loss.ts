import type { Entry } from '../../base/entry';
import type { Kernels, Matrix } from '../kernels/kernels';

/** A loss on a batch. Each one is a file; adding one touches this folder alone. */
export interface Loss extends Entry {
  /** The losses of Keras and of TensorFlow.js that take logits and one-hot classes, or numbers. */
  readonly keras: string;
  readonly tensorflow: string;
  /** The PyTorch module of the loss, and the targets that it takes. */
  readonly pytorch: { readonly module: string; readonly targets: 'classIndices' | 'numbers' };
  /** The tasks that it supports. */
  readonly task: 'classification' | 'any';
  /**
   * Allocates its matrices for a batch, and returns the calls of one step.
   * @param outputs the network's outputs `[batch, units]`
   * @param targets one-hot classes or regression targets `[batch, units]`
   * @param signal receives ∂loss/∂outputs `[batch, units]`; the loss is the mean over the batch
   * @param result `[1, n]` matrix; the loss goes to `result[slot]`
   */
  prepare(
    kernels: Kernels,
    io: { outputs: Matrix; targets: Matrix; signal: Matrix; result: Matrix; slot: number },
  ): { run(): void; readonly scratch: readonly Matrix[] };
  /** The loss of some outputs on the host, in float64, summed over rows. Callers divide by the number of rows. */
  total(outputs: ArrayLike<number>, targets: ArrayLike<number>, rows: number, cols: number): number;
}
