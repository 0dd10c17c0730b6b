import type { Text } from '../../base/entry';
import type { ExperimentSpec } from '../../schema/experiment';
import { formatNumber } from '../numeric/notation';
import { median } from '../numeric/quantile';
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
export interface Patient {
  readonly spec: ExperimentSpec;
  readonly recorded: Recorded;
  /** The frame that counts as now. */
  readonly at: number;
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
  find(patient: Patient): Finding | undefined;
}

/** A quantity of every hidden layer now, from the input on. */
export const hiddenValues = ({ recorded, at }: Patient, quantity: LayerQuantity): number[] =>
  Array.from({ length: recorded.layers - 1 }, (_, layer) => recorded.layer(at, layer, quantity));

/** The median training loss of some frames, the last `count` up to `frame`. */
export const lossAround = ({ recorded }: Patient, frame: number, count = 15): number =>
  median(Array.from({ length: Math.min(count, frame + 1) }, (_, i) => recorded.run(frame - i, 'loss')));

/** Whether the loss has fallen to less than `share` of what it was at first: such a network learns, whatever its norms. */
export const learns = (patient: Patient, share = 0.6): boolean => {
  const first = patient.recorded.run(0, 'loss');
  return patient.at > 30 && lossAround(patient, patient.at) < share * first;
};

/** ‖δ¹‖ / ‖δᴸ‖ over the hidden layers now; undefined where it says nothing. */
export function signalRatio(patient: Patient): number | undefined {
  const signals = hiddenValues(patient, 'signalNorm');
  const [first, last] = [signals[0], signals.at(-1)];
  if (signals.length < 2 || first === undefined || last === undefined) return undefined;
  return Number.isFinite(first) && Number.isFinite(last) && last > 0 ? first / last : undefined;
}

/** A number as prose has it, e.g. 3.6 × 10⁻¹³. */
export const told = (value: number): string => formatNumber(value, 2);
