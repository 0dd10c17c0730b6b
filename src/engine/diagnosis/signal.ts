import { hiddenValues, type RecordedRun } from './rule';

/** What the backprop signal does on its way from the last hidden layer to the first. */
export interface SignalProfile {
  readonly kind: 'vanishes' | 'explodes' | 'steady' | 'gone';
  /** ‖δ¹‖ / ‖δᴸ‖. */
  readonly ratio: number;
  /** How many times smaller (or larger) a layer: the geometric mean. */
  readonly perLayer: number;
}

/**
 * What is notable: a thousandfold over all layers, or threefold a layer where that comes to ten. The page's sentence and the
 * rules of diagnosis go by the same numbers.
 */
const notable = { overall: 1000, perLayer: 3, least: 10 } as const;

/** The profile of the hidden layers' ‖δ‖, from the input on; undefined with fewer than two, or where one is not finite. */
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

/** Whether the change over all layers is so large that it tells by itself, before there is time to see whether the run learns. */
export const isDrastic = ({ ratio }: SignalProfile): boolean => Math.max(ratio, 1 / ratio) > notable.overall;

/** The profile at a frame. */
export const profileAt = (run: RecordedRun, frame: number): SignalProfile | undefined =>
  signalProfile(hiddenValues(run, 'signalNorm', frame));

/** The profile now, or at the last frame before in which the signals were finite: a run that diverged has none at its end. */
export function latestProfile(run: RecordedRun): SignalProfile | undefined {
  for (let frame = run.at; frame >= Math.max(0, run.at - 5); frame--) {
    const profile = profileAt(run, frame);
    if (profile) return profile;
  }
  return profileAt(run, 0);
}

/** Whether the signal vanishes from the start, whatever the layers have come to since. */
export const startsVanishing = (run: RecordedRun): boolean => profileAt(run, 0)?.kind === 'vanishes';

/** How the activations grow in a forward pass that leaves the range of numbers on its way. */
export interface Overflow {
  /** The first layer, from 1, whose activations are not finite. */
  readonly layer: number;
  /** How many times larger a layer, up to there. */
  readonly perLayer: number;
}

/** What the very first forward pass does where it does not end in finite numbers; undefined where it does. */
export function overflowAtStart(run: RecordedRun): Overflow | undefined {
  const sizes = Array.from({ length: run.recorded.layers }, (_, l) =>
    run.recorded.layer(0, l, 'activationRms'),
  );
  const at = sizes.findIndex((size) => !Number.isFinite(size));
  if (at < 2) return undefined;
  return { layer: at + 1, perLayer: (sizes[at - 1]! / sizes[0]!) ** (1 / (at - 1)) };
}

/** Whether the signal explodes from the start: what becomes of the run is then not the learning rate's doing. */
export const startsExploding = (run: RecordedRun): boolean =>
  profileAt(run, 0)?.kind === 'explodes' || overflowAtStart(run) !== undefined;
