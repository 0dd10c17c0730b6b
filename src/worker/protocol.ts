import type { ProblemCode, ProblemValues } from '../base/problem';
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

/** What the page may ask of the training worker. */
export type Command =
  /** Builds the run from its spec, from `checkpoint` if given; answered by `ready` or `failed`. Replaces any run before. */
  | {
      readonly kind: 'load';
      readonly run: number;
      readonly spec: ExperimentSpec;
      readonly backend: Backend | 'auto';
      readonly checkpoint?: Checkpoint;
      /** A step behind the checkpoint to train on to, unrecorded, before the run stands: the same steps again. */
      readonly replayTo?: number;
      /** For `auto`: what an earlier calibration of this shape class found, so that none is needed. */
      readonly known?: Calibration;
    }
  /** Trains until paused, or for `steps` more updates. */
  | { readonly kind: 'play'; readonly steps?: number }
  | { readonly kind: 'pause' }
  /** Changes what can change in flight; effective from the next update. */
  | { readonly kind: 'change'; readonly settings: LiveSettings; readonly stop: ExperimentSpec['stop'] }
  /** At most so many updates a second; null: flat out. */
  | { readonly kind: 'speed'; readonly stepsPerSecond: number | null }
  /** The pictures the page has on view; a `snapshot` follows now and, while training, as often as is cheap. */
  | { readonly kind: 'observe'; readonly request: PictureRequest }
  /** The page has drawn the last `frames`: more may come. */
  | { readonly kind: 'acknowledge' };

/** What the worker tells the page. */
export type Report =
  | {
      readonly kind: 'ready';
      readonly run: number;
      readonly backend: Backend;
      /** For `auto`: why that backend. */
      readonly calibration?: Calibration;
      readonly stepsPerEpoch: number;
      readonly data: DataSummary;
      /** What the next step would record, measured without it. */
      readonly measured: Float64Array;
    }
  /** The same once more, after a setting that changes in flight. */
  | { readonly kind: 'measured'; readonly run: number; readonly measured: Float64Array }
  /** Recorded steps, `count` frames one after another; the buffer is transferred. Sent at most once per acknowledgement. */
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
  | ({ readonly kind: 'snapshot'; readonly run: number } & Snapshot)
  /** Kept by the page: a run survives its worker, and may go on from there. Sent at first, every two seconds and on every stop. */
  | { readonly kind: 'checkpoint'; readonly run: number; readonly checkpoint: Checkpoint }
  | { readonly kind: 'failed'; readonly run: number; readonly fault: Fault };

/** Why training is not going on. */
export type StopReason = 'paused' | 'steps' | 'loss' | 'accuracy' | 'plateau' | 'diverged';

/** A problem with what the user gave, or a crash of the engine (a lost WebGL context, say). */
export type Fault =
  | {
      readonly kind: 'problem';
      readonly code: ProblemCode;
      readonly values: ProblemValues;
    }
  | { readonly kind: 'crash'; readonly message: string };

/** The data as the page draws it. */
export interface DataSummary {
  readonly task: 'classification' | 'regression';
  readonly plane: 0 | 1 | 2;
  /** Inputs of the network. */
  readonly features: number;
  /** Mean over training samples of the mean square of an input's features. */
  readonly inputSquare: number;
  readonly featureNames: readonly string[];
  /** Class names, or target names of a regression. */
  readonly outcomeNames: readonly string[];
  readonly trainCount: number;
  readonly testCount: number;
  /** `[n, plane]` coordinates, at most 2,000, train samples first; empty where `plane` is 0. */
  readonly points: Float64Array;
  /** Class index, or first target, of each point. */
  readonly values: Float64Array;
  /** How many of the points are train samples. */
  readonly trainPoints: number;
}

/** Which pictures beyond telemetry the page has on view. */
export interface PictureRequest {
  /** Side of the decision-boundary grid, or points of a fitted curve; 0 for none. */
  readonly boundaryResolution: number;
  /** The cause that is held still in a second backward pass, if any. */
  readonly ablation: Ablation | undefined;
  readonly histograms: boolean;
  readonly jacobians: boolean;
  /**
   * The network as a picture: the sample of the batch that colours it, the layer whose units are drawn large over the
   * plane (if any), and those (from one up to another, exclusive) whose units are drawn small.
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

/** Units of a layer that are drawn at most, and connections between two layers; of up to so many units all connections. */
export const drawnUnits = 16;
export const drawnConnections = 48;
export const allConnectionsOf = 8;

/** Side of the grid on which every unit is drawn small. */
export const smallMap = 12;

/** The network on one sample of the last batch: the first units of each layer, output layer last. */
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
    /** What each drawn unit answers over the plane, `[units drawn, smallMap²]`, rows from the smallest y; if wished for. */
    readonly maps?: Float64Array;
    /** The heaviest weights from the layer below (of layer 1 from the inputs) among the units drawn. */
    readonly connections: readonly { readonly from: number; readonly to: number; readonly weight: number }[];
  }[];
  /** What each unit of the picked layer answers over the plane, `[resolution², units]`, rows from the smallest y. */
  readonly maps?: {
    readonly layer: number;
    readonly resolution: number;
    readonly units: number;
    readonly values: Float64Array;
  };
}

/** What may be counted in a layer. Of weight gradients it is log₁₀ of the size that is counted. */
export const countedQuantities = ['preActivations', 'activations', 'weights', 'weightGradients'] as const;
export type CountedQuantity = (typeof countedQuantities)[number];

/** Histograms of one layer. */
export type LayerHistograms = Readonly<Record<CountedQuantity, Histogram>>;

/** What the network does at one step, beyond its telemetry. */
export interface Snapshot {
  readonly step: number;
  /** Rows the true class, columns the predicted, test samples (train samples where there is no test set). */
  readonly confusion: Int32Array;
  readonly confusionOn: 'train' | 'test';
  /** On the same samples. */
  readonly accuracy: Score;
  /** For `plane` 2: class probabilities (or targets) `[resolution², outputs]`, rows from the smallest y, columns from the smallest x. For `plane` 1: targets `[resolution, outputs]`. */
  readonly surface?: {
    readonly resolution: number;
    readonly bounds: Bounds;
    readonly outputs: number;
    readonly values: Float32Array;
  };
  /** ‖δ‖ of every layer, output layer last, with one cause held still. */
  readonly ablated?: { readonly ablation: Ablation; readonly signals: Float64Array };
  /** Of every layer, output layer last. */
  readonly histograms?: readonly LayerHistograms[];
  readonly picture?: NetworkPicture;
  /** Or why there are none. */
  readonly jacobians?: Jacobians | NoJacobianReason;
}

export interface Bounds {
  readonly xMin: number;
  readonly xMax: number;
  readonly yMin: number;
  readonly yMax: number;
}
