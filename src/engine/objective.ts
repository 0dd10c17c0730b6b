import type { Kernels, Matrix } from './kernels/kernels';
import type { Loss } from './losses';
import type { Parameter } from './parameter';

/**
 * Numbers that an objective uses besides a sample's target. There is one row for each training sample, written with
 * every batch.
 */
export interface Column {
  readonly cols: number;
  /** `[training samples, cols]`; may change between steps. */
  readonly values: Float64Array;
}

/**
 * A parameter that trains along with the network but belongs to no layer, e.g. of a regressor or a domain classifier.
 */
export interface OwnParameter {
  readonly rows: number;
  readonly cols: number;
  /** Its starting values, row-major. */
  readonly values: Float64Array;
}

/** The input of an objective for one batch size. */
export interface ObjectiveIO {
  /** The network's outputs `[batch, outputs]`. */
  readonly outputs: Matrix;
  /** `[batch, outputs]`; all zeros for a sample without a label. */
  readonly targets: Matrix;
  /** Receives ∂loss/∂outputs `[batch, outputs]`. */
  readonly signal: Matrix;
  /** `[1, n]`: the loss goes to `result[slot]`. */
  readonly result: Matrix;
  readonly slot: number;
  /** Each layer's output `[batch, units]`, output layer last, and the matrix for the objective's term on it. */
  readonly flows: readonly {
    readonly output: Matrix;
    readonly injection: { readonly gradient: Matrix } | undefined;
  }[];
  /** The batch's rows of the objective's columns, `[batch, cols]`, by name. */
  readonly columns: Readonly<Record<string, Matrix>>;
  /** The values of the objective's `factors` at the present step, `[1, n]`; undefined if it has none. */
  readonly factors: Matrix | undefined;
  /** Its own parameters. `run` writes their gradients. */
  readonly parameters: readonly Parameter[];
  /** Number of batch rows from each stratum of the training samples, in order. */
  readonly strata: readonly number[];
}

export interface PreparedObjective {
  /**
   * The calls of one step, after the forward pass. They write the signal, the loss and the gradients of its own
   * parameters. For each layer of `injects` they write the gradient of its term to `flows[layer].injection.gradient`.
   */
  run(): void;
  readonly scratch: readonly Matrix[];
}

/**
 * The function that training minimizes: a loss on the outputs, optionally with further targets or terms on hidden
 * layers. A plain loss is the simplest one. Distillation and transfer define others.
 */
export interface Objective {
  /**
   * Whether the loss that it writes is all that training minimizes. A backend with automatic differentiation trains
   * only such objectives: gradient reversal, for one, is the gradient of no loss.
   */
  readonly lossOnly?: boolean;
  readonly columns?: Readonly<Record<string, Column>>;
  /** Hidden layers, counted from 0, whose outputs have a term in the objective. */
  readonly injects?: readonly number[];
  readonly parameters?: readonly OwnParameter[];
  /** Numbers that change from step to step, e.g. the weight of a term. */
  factors?(step: number): readonly number[];
  prepare(kernels: Kernels, io: ObjectiveIO): PreparedObjective;
}

/** An objective that is only a loss on outputs and targets. */
export const lossObjective = (loss: Loss): Objective => ({
  lossOnly: true,
  prepare: (kernels, io) => loss.prepare(kernels, io),
});
