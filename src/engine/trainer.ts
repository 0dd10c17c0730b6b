import type { ExperimentSpec } from '../schema/experiment';
import type { LayerValues } from './initialize';
import type { Backend } from './kernels/kernels';
import type { Ablation } from './network';
import type { Score } from './numeric/score';
import type { TelemetryFrame } from './telemetry';

/** What may be the first number that is not finite, in the order of computation. */
export const divergedQuantities = [
  'preActivation',
  'activation',
  'loss',
  'signal',
  'weightGradient',
  'biasGradient',
  'update',
] as const;

/** Where numbers stopped being finite. */
export interface Divergence {
  /** The step in which it happened, whether or not steps were recorded then. */
  readonly step: number;
  /** Counts from 1; the output layer is the last, and the loss's. */
  readonly layer: number;
  /** The first quantity in the order of computation: forward, the loss, backward, the update. */
  readonly quantity: (typeof divergedQuantities)[number];
}

/** The network measured on a set of samples. */
export interface Evaluation {
  readonly loss: number;
  /** Share of right answers. */
  readonly accuracy: Score;
  /** `[classes, classes]`, rows the true class, columns the predicted; empty for regression. Rows not finite count nowhere. */
  readonly confusion: Int32Array;
}

/** What may change while a network trains. */
export interface LiveSettings {
  readonly learningRate: number;
  readonly weightDecay: number;
  readonly clipNorm: number | null;
  readonly batchSize: number | 'full';
  /** The step after which the run pauses. */
  readonly steps: number;
}

/** Everything needed to go on from a step: parameters, running statistics and optimizer state, by layer. */
export interface Checkpoint {
  readonly step: number;
  /** Training samples drawn so far. */
  readonly position: number;
  readonly arrays: readonly Float64Array[];
}

/** The numbers of one layer at a step: parameters after its update, the rest as the last batch left it. */
export interface LayerNumbers {
  /** `[fanIn, units]` */
  readonly weights: ArrayLike<number>;
  /** ∂L/∂W, `[fanIn, units]` */
  readonly weightGradients: Float64Array;
  /** `[batch, units]`; of the output layer its logits. */
  readonly preActivations: ArrayLike<number>;
  /** `[batch, units]` */
  readonly activations: ArrayLike<number>;
  /** δ = ∂L/∂z, `[batch, units]` */
  readonly signals: Float64Array;
}

/** A network in training. Created by `createTrainer(spec, kernels)`. */
export interface Trainer {
  readonly spec: ExperimentSpec;
  readonly backend: Backend;
  /** Updates done so far. */
  readonly step: number;
  /** Updates that make one pass over the training samples. */
  readonly stepsPerEpoch: number;
  /** Set once a number is found not finite; `advance` then gives the frame of the step in which it began, and does nothing more. */
  readonly divergence: Divergence | undefined;
  /**
   * Does one update. Gives the frame if `telemetry.every` divides the step or `record` is true: at once where its numbers are
   * at hand, as to await them would take longer than a small network's layer. The next recorded step overwrites it: who keeps
   * it takes a copy (`slice`).
   */
  advance(record?: boolean): TelemetryFrame | undefined | Promise<TelemetryFrame | undefined>;
  /**
   * The frame that the next update would record, without the update: nothing a later step depends on has changed. Then the
   * network's layers, inputs and held signals can be asked for as after a step, with the weights that it has now.
   */
  measure(): Promise<TelemetryFrame>;
  /** The training samples of the next batch, by their place. */
  upcoming(): Int32Array;
  change(settings: LiveSettings): void;
  evaluate(on: 'train' | 'test'): Promise<Evaluation>;
  /** Outputs `[rows, outputs]` for inputs `[rows, features]`; or, of a layer counted from 0, its outputs `[rows, units]`. */
  predict(inputs: ArrayLike<number>, layer?: number): Promise<Float64Array>;
  /** The present weights and biases of every layer, output layer included. */
  parameters(): Promise<LayerValues[]>;
  /**
   * The gradients of the last update, before clipping and decay, in the order of a checkpoint's parameters; then those of the
   * objective's own, which stand at a checkpoint's end.
   */
  gradients(): Promise<Float64Array[]>;
  /**
   * ‖δ‖ of every layer, output layer last, on the last batch, with one cause of its shrinking held still in the backward
   * pass; undefined before the first step. Weights are those after the last update.
   */
  signalsWithAblation(ablation: Ablation): Promise<Float64Array | undefined>;
  /** What every layer holds after the last step, output layer last; undefined before the first. */
  layers(): Promise<LayerNumbers[] | undefined>;
  /** The batch that this was of, `[batch, features]`; undefined before the first step. */
  inputs(): Promise<ArrayLike<number> | undefined>;
  /**
   * Starts another experiment, where it asks for the very same computation: only its seed, its initializer, what its data
   * hold, its learning rate, schedule and steps may differ. Spares what it costs to write and compile a network.
   * @returns false, and nothing is changed, where it does not
   */
  become(spec: ExperimentSpec): Promise<boolean>;
  checkpoint(): Promise<Checkpoint>;
  restore(checkpoint: Checkpoint): void;
  dispose(): void;
}
