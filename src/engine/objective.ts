import type { Kernels, Matrix } from './kernels/kernels';
import type { Loss } from './losses';
import type { Parameter } from './parameter';

/** Numbers that an objective looks at beside a sample's target, one row a training sample: written with every batch. */
export interface Column {
  readonly cols: number;
  /** `[training samples, cols]`; may change between steps. */
  readonly values: Float64Array;
}

/** Something that trains along with the network and is no layer of it: a regressor, a domain classifier. */
export interface OwnParameter {
  readonly rows: number;
  readonly cols: number;
  /** What it starts with, row-major. */
  readonly values: Float64Array;
}

/** What an objective is given for one batch size. */
export interface ObjectiveIO {
  /** The network's outputs `[batch, outputs]`. */
  readonly outputs: Matrix;
  /** `[batch, outputs]`; all zeros for a sample without a label. */
  readonly targets: Matrix;
  /** Where to put ∂loss/∂outputs `[batch, outputs]`. */
  readonly signal: Matrix;
  /** `[1, n]`: the loss goes to `result[slot]`. */
  readonly result: Matrix;
  readonly slot: number;
  /** Each layer's output `[batch, units]`, output layer last, and where to put the objective's own term on it. */
  readonly flows: readonly {
    readonly output: Matrix;
    readonly injection: { readonly gradient: Matrix } | undefined;
  }[];
  /** The batch's rows of the objective's columns, `[batch, cols]`, by name. */
  readonly columns: Readonly<Record<string, Matrix>>;
  /** What the objective's `factors` say for the present step, `[1, n]`; undefined where it has none. */
  readonly factors: Matrix | undefined;
  /** Its own parameters; `run` puts their gradients. */
  readonly parameters: readonly Parameter[];
  /** Rows of the batch that come from each stratum of the training samples, in their order. */
  readonly strata: readonly number[];
}

export interface PreparedObjective {
  /**
   * The calls of one step, after the forward pass. It writes the signal, the loss, the gradients of its own parameters, and
   * for each layer of `injects` what its own terms ask of that layer's output, into `flows[layer].injection.gradient`.
   */
  run(): void;
  readonly scratch: readonly Matrix[];
}

/**
 * What a network is trained to make small: a loss on its outputs, perhaps against more than the targets, perhaps with terms
 * on hidden layers. A loss is the simplest one; distillation and transfer bring others.
 */
export interface Objective {
  readonly columns?: Readonly<Record<string, Column>>;
  /** Hidden layers, counted from 0, on whose outputs it puts a term of its own. */
  readonly injects?: readonly number[];
  readonly parameters?: readonly OwnParameter[];
  /** Numbers that change from step to step, e.g. the share of a term. */
  factors?(step: number): readonly number[];
  prepare(kernels: Kernels, io: ObjectiveIO): PreparedObjective;
}

/** A loss on outputs and targets, and nothing else. */
export const lossObjective = (loss: Loss): Objective => ({
  prepare: (kernels, io) => loss.prepare(kernels, io),
});
