import { colorAxis, extent, logAxis } from '../scales';

/** The largest magnitude of the colour scale of activations, at a round number. */
export const reachOf = (activations: readonly number[]): number => {
  const sizes = activations.map(Math.abs).filter((size) => Number.isFinite(size) && size > 0);
  return sizes.length > 0 ? colorAxis([0, ...sizes]).domain[1] : 1;
};

/** The ends of the log colour scale of signals, at round numbers and at least a decade apart; undefined if there are none. */
export function signalScale(signals: readonly number[]): readonly [number, number] | undefined {
  const [low, high] = extent(signals, 'log') ?? [];
  return low === undefined || high === undefined
    ? undefined
    : logAxis([Math.min(low, high / 10), high]).domain;
}
