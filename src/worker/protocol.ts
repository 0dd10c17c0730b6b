import type { ProblemCode, ProblemValues } from '../base/problem';
import type { Baseline } from '../data/baseline';
import type { Calibration } from '../engine/calibrate';
import type { Histogram } from '../engine/histogram';
import type { Jacobians, NoJacobianReason } from '../engine/jacobian';
import type { Backend } from '../engine/kernels/kernels';
import type { Ablation } from '../engine/network';
import type { Score } from '../engine/numeric/score';
import type { Checkpoint, Divergence, LiveSettings } from '../engine/trainer';
import type { ExperimentSpec } from '../schema/experiment';

export type { Calibration, Timing } from '../engine/calibrate';
export type { Histogram } from '../engine/histogram';
export { type Backend, backends } from '../engine/kernels/kernels';
export { shapeClass } from '../engine/kernels/shapeClass';
export { type Ablation, ablations } from '../engine/network';
export type { Checkpoint, Divergence, Evaluation, LiveSettings } from '../engine/trainer';

/** Commands from the page to the training worker. */
export type Command =
  /**
   * Builds the run from its spec, starting at `checkpoint` if given. The answer is `ready` or `failed`. Replaces any previous
   * run.
   */
  | {
      readonly kind: 'load';
      readonly run: number;
      readonly spec: ExperimentSpec;
      readonly backend: Backend | 'auto';
      readonly checkpoint?: Checkpoint;
      /** A step after the checkpoint. The run repeats the steps up to it, unrecorded, before it is ready. */
      readonly replayTo?: number;
      /** For `auto`: the result of an earlier calibration of this shape class, so that none is needed. */
      readonly known?: Calibration;
    }
  /** Trains until paused, or for `steps` more updates. */
  | { readonly kind: 'play'; readonly steps?: number }
  | { readonly kind: 'pause' }
  /** Changes settings that can change during training; effective from the next update. */
  | { readonly kind: 'change'; readonly settings: LiveSettings; readonly stop: ExperimentSpec['stop'] }
  /** The largest number of updates per second; null: no limit. */
  | { readonly kind: 'speed'; readonly stepsPerSecond: number | null }
  /** The pictures that the page shows. A `snapshot` follows now and, during training, as often as its cost allows. */
  | { readonly kind: 'observe'; readonly request: PictureRequest }
  /** The page has drawn the last `frames` and can receive more. */
  | { readonly kind: 'acknowledge' };

/** Messages from the worker to the page. */
export type Report =
  | {
      readonly kind: 'ready';
      readonly run: number;
      readonly backend: Backend;
      /** For `auto`: the reason for that backend. */
      readonly calibration?: Calibration;
      readonly stepsPerEpoch: number;
      readonly data: DataSummary;
      /** What the next step would record, measured without doing the step. */
      readonly measured: Float64Array;
    }
  /** The same measurement again, after a change of settings during training. */
  | { readonly kind: 'measured'; readonly run: number; readonly measured: Float64Array }
  /**
   * Recorded steps, `count` frames one after another; the buffer is transferred. One message is sent per acknowledgement at
   * most.
   */
  | {
      readonly kind: 'frames';
      readonly run: number;
      readonly count: number;
      readonly frames: Float64Array;
      readonly step: number;
      readonly stepsPerSecond: number;
    }
  | {
      readonly kind: 'stopped';
      readonly run: number;
      readonly step: number;
      readonly reason: StopReason;
      readonly divergence?: Divergence;
    }
  /** At rest the parts that are ready before the surface come first, marked as partial; the surface of the same step follows. */
  | ({ readonly kind: 'snapshot'; readonly run: number; readonly partial?: true } & Snapshot)
  | { readonly kind: 'surface'; readonly run: number; readonly step: number; readonly surface: OutputSurface }
  /**
   * The page keeps the checkpoint, so that a run survives its worker and can continue from there. Sent at first, every two
   * seconds and on every stop.
   */
  | { readonly kind: 'checkpoint'; readonly run: number; readonly checkpoint: Checkpoint }
  | { readonly kind: 'failed'; readonly run: number; readonly fault: Fault };

/** The reason why training stopped. */
export type StopReason = 'paused' | 'steps' | 'loss' | 'accuracy' | 'plateau' | 'diverged';

/** A problem with the user's input, or a crash of the engine (e.g. a lost WebGL context). */
export type Fault =
  | {
      readonly kind: 'problem';
      readonly code: ProblemCode;
      readonly values: ProblemValues;
    }
  | { readonly kind: 'crash'; readonly message: string };

/** The data for the page's pictures. */
export interface DataSummary {
  readonly task: 'classification' | 'regression';
  readonly plane: 0 | 1 | 2;
  /** The number of network inputs. */
  readonly features: number;
  /** The mean square of the input features, averaged over the training samples. */
  readonly inputSquare: number;
  readonly featureNames: readonly string[];
  /** Class names, or target names of a regression. */
  readonly outcomeNames: readonly string[];
  readonly baseline: Baseline;
  readonly trainCount: number;
  readonly testCount: number;
  /** Coordinates `[n, plane]`, at most 2,000, train samples first; empty if `plane` is 0. */
  readonly points: Float64Array;
  /** The class index or the first target of each point. */
  readonly values: Float64Array;
  /** The number of points that are train samples. */
  readonly trainPoints: number;
}

/** The pictures, besides telemetry, that the page currently shows. */
export interface PictureRequest {
  /** Side of the decision-boundary grid, or the number of points of a fitted curve; 0: none. */
  readonly boundaryResolution: number;
  /** The cause that is held constant in a second backward pass, if any. */
  readonly ablation: Ablation | undefined;
  readonly histograms: boolean;
  readonly jacobians: boolean;
  /**
   * The network diagram: the sample of the batch that colours it, the layer whose units are drawn large over the plane (if
   * any), and the range of layers (end exclusive) whose units are drawn small.
   */
  readonly picture:
    | {
        readonly sample: number;
        readonly layer: number | undefined;
        readonly small?: { readonly from: number; readonly to: number };
      }
    | undefined;
}

export const noPictures: PictureRequest = {
  boundaryResolution: 0,
  ablation: undefined,
  histograms: false,
  jacobians: false,
  picture: undefined,
};

/** The largest number of drawn units per layer. */
export const drawnUnits = 16;

/** Side of the grid for the small picture of a unit. */
export const smallMap = 12;

/** The network's values on one sample of the last batch: the first units of each layer, output layer last. */
export interface NetworkPicture {
  readonly samples: number;
  readonly features: number;
  /** The sample's first features. */
  readonly inputs: Float64Array;
  readonly layers: readonly {
    readonly units: number;
    readonly activations: Float64Array;
    /** |δ| */
    readonly signals: Float64Array;
    /** The output of each drawn unit over the plane, `[units drawn, smallMap²]`, rows from the smallest y, if requested. */
    readonly maps?: Float64Array;
    /** From the layer below (for layer 1, from the inputs), `[units drawn below, units drawn]`. */
    readonly weights: Float64Array;
  }[];
  /** The output of each unit of the picked layer over the plane, `[resolution², units]`, rows from the smallest y. */
  readonly maps?: {
    readonly layer: number;
    readonly resolution: number;
    readonly units: number;
    readonly values: Float64Array;
  };
}

/** The quantities with a histogram. For weight gradients it is the log₁₀ of the magnitude. */
export const countedQuantities = ['preActivations', 'activations', 'weights', 'weightGradients'] as const;
export type CountedQuantity = (typeof countedQuantities)[number];

/** Histograms of one layer. */
export type LayerHistograms = Readonly<Record<CountedQuantity, Histogram>>;

/**
 * The network's answers over the input plane. For `plane` 2: class probabilities (or targets) `[resolution², outputs]`, rows from
 * the smallest y, columns from the smallest x. For `plane` 1: targets `[resolution, outputs]`.
 */
export interface OutputSurface {
  readonly resolution: number;
  readonly bounds: Bounds;
  readonly outputs: number;
  readonly values: Float32Array;
}

/** What the page shows of a network at one step, besides its telemetry. */
export interface Snapshot {
  readonly step: number;
  /** Rows: true class; columns: predicted class; on the test samples (train samples if there is no test set). */
  readonly confusion: Int32Array;
  readonly confusionOn: 'train' | 'test';
  /** On the same samples. */
  readonly accuracy: Score;
  readonly auc: Score;
  readonly surface?: OutputSurface;
  /** ‖δ‖ of every layer, output layer last, with one cause held constant. */
  readonly ablated?: { readonly ablation: Ablation; readonly signals: Float64Array };
  /** For every layer, output layer last. */
  readonly histograms?: readonly LayerHistograms[];
  readonly picture?: NetworkPicture;
  /** The reason why there are none. */
  readonly jacobians?: Jacobians | NoJacobianReason;
}

export interface Bounds {
  readonly xMin: number;
  readonly xMax: number;
  readonly yMin: number;
  readonly yMax: number;
}
