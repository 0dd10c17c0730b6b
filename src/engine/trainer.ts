import type { ExperimentSpec } from '../schema/experiment';
import type { LayerValues } from './initialize';
import type { Backend } from './kernels/kernels';
import type { Ablation } from './network';
import type { Score } from './numeric/score';
import type { TelemetryFrame } from './telemetry';

/** The quantities that may be the first non-finite one, in the order of computation. */
export const divergedQuantities = [
  'preActivation',
  'activation',
  'loss',
  'signal',
  'weightGradient',
  'biasGradient',
  'update',
] as const;

/** The place where numbers stopped being finite. */
export interface Divergence {
  /** The step at which it happened. It does not depend on which steps were recorded. */
  readonly step: number;
  /** Counts from 1. The output layer is the last; the loss belongs to it. */
  readonly layer: number;
  /** The first quantity in the order of computation: forward, the loss, backward, the update. */
  readonly quantity: (typeof divergedQuantities)[number];
}

/** The network measured on a set of samples. */
export interface Evaluation {
  readonly loss: number;
  /** The share of right answers. */
  readonly accuracy: Score;
  /** The area under the ROC curve, for two classes. */
  readonly auc: Score;
  /** The root mean square error in the target's own unit, and R², for regression. */
  readonly rmse: Score;
  readonly rSquared: Score;
  /**
   * `[classes, classes]`: rows are the true class, columns the predicted one; empty for regression. Rows with
   * non-finite outputs are not counted.
   */
  readonly confusion: Int32Array;
}

/** The settings that may change while a network trains. */
export interface LiveSettings {
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly clipNorm: number | null;
  readonly batchSize: number | 'full';
  /** The step after which the run pauses. */
  readonly steps: number;
}

/** The full state for resuming at a step: parameters, running statistics and optimizer state, by layer. */
export interface Checkpoint {
  readonly step: number;
  /** Number of training samples drawn so far. */
  readonly position: number;
  readonly arrays: readonly Float64Array[];
}

/** The numbers of one layer at a step. Parameters are those after its update; the rest is from the last batch. */
export interface LayerNumbers {
  /** `[fanIn, units]` */
  readonly weights: ArrayLike<number>;
  /** ∂L/∂W, `[fanIn, units]` */
  readonly weightGradients: Float64Array;
  /** `[batch, units]`; for the output layer these are the logits. */
  readonly preActivations: ArrayLike<number>;
  /** `[batch, units]` */
  readonly activations: ArrayLike<number>;
  /** δ = ∂L/∂z, `[batch, units]` */
  readonly signals: Float64Array;
}

/** The numbers of a layer's first units at a step, for one sample of the last batch. */
export interface DrawnLayer {
  /** Between the first units of the layer below and the first units of this one, `[units drawn below, units drawn]`. */
  readonly weights: Float64Array;
  /** `[units drawn]` */
  readonly activations: Float64Array;
  /** δ = ∂L/∂z, `[units drawn]` */
  readonly signals: Float64Array;
}

/** A network in training. Created by `createTrainer(spec, kernels)`. */
export interface Trainer {
  readonly spec: ExperimentSpec;
  readonly backend: Backend;
  /** The number of updates done so far. */
  readonly step: number;
  /** Number of updates in one pass over the training samples. */
  readonly stepsPerEpoch: number;
  /**
   * Set once a non-finite number is found. `advance` then returns the frame of the step in which it began, and does
   * nothing more.
   */
  readonly divergence: Divergence | undefined;
  /**
   * Does one update. It returns the frame if `telemetry.every` divides the step or `record` is true. The frame is
   * returned without a promise if its numbers are in host memory, because an await takes longer than a small network's
   * layer. The next recorded step overwrites the frame; copy it with `slice` to keep it.
   */
  advance(record?: boolean): TelemetryFrame | undefined | Promise<TelemetryFrame | undefined>;
  /**
   * Computes the frame that the next update would record, without the update. The state that later steps depend on does
   * not change. The layers, inputs and ablated signals are then available as after a step, for the present weights.
   * @param present the present state, if it was read already: to read it takes long for a large network
   */
  measure(present?: Checkpoint): Promise<TelemetryFrame>;
  /** Indices of the training samples of the next batch. */
  upcoming(): Int32Array;
  change(settings: LiveSettings): void;
  evaluate(on: 'train' | 'test'): Promise<Evaluation>;
  /**
   * Outputs `[rows, outputs]` for inputs `[rows, features]`. With a layer given, counted from 0, that layer's outputs
   * `[rows, units]`.
   */
  predict(inputs: ArrayLike<number>, layer?: number): Promise<Float64Array>;
  /** The outputs `[rows, units]` of some layers, counted from 0, all from one pass through the network. */
  predictLayers(inputs: ArrayLike<number>, layers: readonly number[]): Promise<Float64Array[]>;
  /** The present weights and biases of every layer, output layer included. */
  parameters(): Promise<LayerValues[]>;
  /**
   * The gradients of the last update, before clipping and decay, in the order of a checkpoint's parameters. The
   * objective's own parameters come at the end.
   */
  gradients(): Promise<Float64Array[]>;
  /**
   * ‖δ‖ of every layer, output layer last, on the last batch, with one cause of shrinking held fixed in the backward
   * pass. Undefined before the first step. Weights are those after the last update.
   */
  signalsWithAblation(ablation: Ablation): Promise<Float64Array | undefined>;
  /** The numbers of every layer after the last step, output layer last; undefined before the first. */
  layers(): Promise<LayerNumbers[] | undefined>;
  /**
   * The first units of every layer after the last step, output layer last; undefined before the first.
   * @param sample the row of the last batch; the last row if it has fewer
   * @param most the largest number of units of a layer
   */
  drawnLayers(sample: number, most: number): Promise<DrawnLayer[] | undefined>;
  /** The last batch's inputs, `[batch, features]`; undefined before the first step. */
  inputs(): Promise<ArrayLike<number> | undefined>;
  /**
   * Starts another experiment if it needs the same computation. Only the seed, initializer, data values, learning rate,
   * schedule and number of steps may differ. This saves building and compiling a network.
   * @returns false, without any change, if the computation differs
   */
  become(spec: ExperimentSpec): Promise<boolean>;
  checkpoint(): Promise<Checkpoint>;
  /** @throws Problem, before anything is changed, if the state is of a network of other shapes */
  restore(checkpoint: Checkpoint): void;
  dispose(): void;
}
