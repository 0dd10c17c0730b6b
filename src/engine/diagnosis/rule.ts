import type { Text } from '../../base/entry';
import type { ExperimentSpec } from '../../schema/experiment';
import { formatNumber } from '../numeric/notation';
import type { LayerQuantity, RunQuantity } from '../telemetry';
import type { RemedyName } from './remedies';

/** The recorded steps of a run, the oldest first. The output layer is the last of `layers`. */
export interface Recorded {
  readonly length: number;
  readonly layers: number;
  run(frame: number, quantity: RunQuantity): number;
  layer(frame: number, layer: number, quantity: LayerQuantity): number;
}

/** The input of a rule: an experiment, its recorded steps, and the last step to use. */
export interface RecordedRun {
  readonly spec: ExperimentSpec;
  readonly recorded: Recorded;
  /** The frame that counts as now. */
  readonly at: number;
  /** The number format of the engine; float32 by default. */
  readonly precision?: 'float32' | 'float64';
}

/** The finding of a rule: the evidence in words and numbers, and possible remedies, the most likely first. */
export interface Finding {
  readonly evidence: Text;
  readonly remedies: readonly RemedyName[];
}

/** A diagnosis rule. Each one is a file; adding one touches this folder alone. */
export interface Rule {
  readonly title: Text;
  /** A description of the trouble in one or two sentences. */
  readonly summary: Text;
  /** Undefined if the run does not show the trouble. */
  find(run: RecordedRun): Finding | undefined;
}

/** The step of a frame. It measures progress independently of how often steps are recorded. */
export const stepAt = ({ recorded }: RecordedRun, frame: number): number => recorded.run(frame, 'step');

/** A quantity of every hidden layer at a frame (by default now), from the input on. */
export const hiddenValues = ({ recorded, at }: RecordedRun, quantity: LayerQuantity, frame = at): number[] =>
  Array.from({ length: recorded.layers - 1 }, (_, layer) => recorded.layer(frame, layer, quantity));

/** A number formatted for prose, e.g. 3.6 × 10⁻¹³. */
export const inProse = (value: number): string => formatNumber(value, 2);

/** A number formatted as a percentage. */
export const percent = (share: number): string => `${inProse(100 * share)} %`;
