import { hiddenValues, type RecordedRun } from './rule';

/** How the backprop signal changes from the last hidden layer to the first. */
export interface SignalProfile {
  readonly kind: 'vanishes' | 'explodes' | 'steady' | 'gone';
  /** ‖δ¹‖ / ‖δᴸ‖. */
  readonly ratio: number;
  /** The factor per layer by which it shrinks or grows: the geometric mean. */
  readonly perLayer: number;
}

/**
 * The thresholds of a notable change: a factor of 1000 over all layers, or a factor of 3 per layer with at least 10 in
 * total. The page's sentence and the diagnosis rules use the same numbers.
 */
const notable = { overall: 1000, perLayer: 3, least: 10 } as const;

/**
 * The profile of the hidden layers' ‖δ‖, from the input on. Undefined with fewer than two layers, or if one is not
 * finite.
 */
export function signalProfile(signals: readonly number[]): SignalProfile | undefined {
  const layers = signals.length;
  const [first, last] = [signals[0], signals.at(-1)];
  if (layers < 2 || first === undefined || last === undefined) return undefined;
  if (!Number.isFinite(first) || !Number.isFinite(last)) return undefined;
  if (first === 0 || last === 0) return { kind: 'gone', ratio: 0, perLayer: Number.POSITIVE_INFINITY };
  const ratio = first / last;
  const change = Math.max(ratio, 1 / ratio);
  const perLayer = change ** (1 / (layers - 1));
  const changes = change > notable.overall || (change > notable.least && perLayer > notable.perLayer);
  return { kind: !changes ? 'steady' : ratio < 1 ? 'vanishes' : 'explodes', ratio, perLayer };
}

/** Whether the change over all layers is large enough to report before the run has had time to learn. */
export const isDrastic = ({ ratio }: SignalProfile): boolean => Math.max(ratio, 1 / ratio) > notable.overall;

/** The profile at a frame. */
export const profileAt = (run: RecordedRun, frame: number): SignalProfile | undefined =>
  signalProfile(hiddenValues(run, 'signalNorm', frame));

/** The profile now, or at the last earlier frame with finite signals. A run that diverged has none at its end. */
export function latestProfile(run: RecordedRun): SignalProfile | undefined {
  for (let frame = run.at; frame >= Math.max(0, run.at - 5); frame--) {
    const profile = profileAt(run, frame);
    if (profile) return profile;
  }
  return profileAt(run, 0);
}

/** Whether the signal vanishes from the start. The current state of the layers does not matter. */
export const startsVanishing = (run: RecordedRun): boolean => profileAt(run, 0)?.kind === 'vanishes';

/** How activations grow in a forward pass that overflows. */
export interface Overflow {
  /** The first layer, from 1, whose activations are not finite. */
  readonly layer: number;
  /** The growth factor per layer, up to that layer. */
  readonly perLayer: number;
}

/** The growth in the very first forward pass if it overflows; undefined if it stays finite. */
export function overflowAtStart(run: RecordedRun): Overflow | undefined {
  const sizes = Array.from({ length: run.recorded.layers }, (_, l) =>
    run.recorded.layer(0, l, 'activationRms'),
  );
  const at = sizes.findIndex((size) => !Number.isFinite(size));
  if (at < 2) return undefined;
  return { layer: at + 1, perLayer: (sizes[at - 1]! / sizes[0]!) ** (1 / (at - 1)) };
}

/** Whether the signal explodes from the start. In that case the learning rate is not the cause. */
export const startsExploding = (run: RecordedRun): boolean =>
  profileAt(run, 0)?.kind === 'explodes' || overflowAtStart(run) !== undefined;
