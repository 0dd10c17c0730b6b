import type { Text } from '../../base/entry';
import type { ExperimentSpec } from '../../schema/experiment';
import { formatNumber } from '../numeric/notation';
import type { LayerQuantity, RunQuantity } from '../telemetry';
import type { RemedyName } from './remedies';

/** The recorded steps of a run, oldest first; the output layer is the last of `layers`. */
export interface Recorded {
  readonly length: number;
  readonly layers: number;
  run(frame: number, quantity: RunQuantity): number;
  layer(frame: number, layer: number, quantity: LayerQuantity): number;
}

/** What a rule looks at: an experiment, its recorded steps, and up to which of them. */
export interface RecordedRun {
  readonly spec: ExperimentSpec;
  readonly recorded: Recorded;
  /** The frame that counts as now. */
  readonly at: number;
  /** What the engine keeps numbers in; by default float32. */
  readonly precision?: 'float32' | 'float64';
}

/** What a rule found: the evidence in words with its numbers, and what may help, the likeliest first. */
export interface Finding {
  readonly evidence: Text;
  readonly remedies: readonly RemedyName[];
}

/** A rule of diagnosis. One file each; adding one touches this folder alone. */
export interface Rule {
  readonly title: Text;
  /** What the trouble is, in one or two sentences. */
  readonly summary: Text;
  /** Undefined where the run does not show it. */
  find(run: RecordedRun): Finding | undefined;
}

/** The step that a frame is of: how far a run is, however seldom it is recorded. */
export const stepAt = ({ recorded }: RecordedRun, frame: number): number => recorded.run(frame, 'step');

/** A quantity of every hidden layer at a frame, from the input on; by default now. */
export const hiddenValues = ({ recorded, at }: RecordedRun, quantity: LayerQuantity, frame = at): number[] =>
  Array.from({ length: recorded.layers - 1 }, (_, layer) => recorded.layer(frame, layer, quantity));

/** A number as prose has it, e.g. 3.6 × 10⁻¹³. */
export const inProse = (value: number): string => formatNumber(value, 2);

/** The same as a percentage. */
export const percent = (share: number): string => `${inProse(100 * share)} %`;
