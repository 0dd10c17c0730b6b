import { useEffect, useMemo, useState } from 'react';
import { create } from 'zustand';
import { type FiniteWidth, networksDrawn } from '../../engine/theory/finiteWidth';
import { noPredictionReason } from '../../engine/theory/profile';
import type { ExperimentSpec } from '../../schema/experiment';
import { defaultExperiment } from '../../schema/presets';
import { useLab } from '../../store/lab';
import { sharedPool } from '../../store/pool';

/** The band of networks with the same initialization: finished, in progress, or the reason why there is none. */
export type BandState =
  | { readonly kind: 'found'; readonly band: FiniteWidth }
  | { readonly kind: 'waits' }
  | { readonly kind: 'drawing' }
  | { readonly kind: 'none'; readonly reason: 'large' | 'dead' | 'failed'; readonly message?: string };

/** Whole percents of the networks that are drawn. Kept apart from the band, so that progress does not redraw the charts. */
const useProgress = create<{ readonly percent: number }>()(() => ({ percent: 0 }));
export const useBandProgress = (): number => useProgress(({ percent }) => percent);

/** Finished bands by the settings that determine them, so that none is computed again. */
const known = new Map<string, BandState>();
const maxKnown = 20;

/** The element of the page that holds the band of the default experiment, drawn by the build. */
export const builtBandId = 'built-band';

/** Milliseconds without a change before networks are drawn: a page that opens or a slider that moves needs the processor itself. */
const restMs = 2000;

/** The settings that determine a network at its start. */
const partsOf = ({ seed, data, network, training: { batchSize, loss } }: ExperimentSpec) =>
  JSON.stringify([seed, data, network, batchSize, loss]);

function keep(key: string, state: BandState): void {
  if (known.size >= maxKnown) known.delete(known.keys().next().value!);
  known.set(key, state);
}

/** Keeps an experiment's band that was drawn elsewhere. */
export const keepBand = (spec: ExperimentSpec, band: FiniteWidth): void =>
  keep(partsOf(spec), { kind: 'found', band });

const built = globalThis.document?.getElementById(builtBandId)?.textContent;
if (built) keepBand(defaultExperiment(), JSON.parse(built));

/**
 * Computes the band of an experiment in the background, once it is measured and while no run plays; undefined if the theory does
 * not apply.
 */
export function useFiniteWidth(spec: ExperimentSpec, measured: boolean): BandState | undefined {
  const features = useLab((lab) => lab.data?.features);
  const playing = useLab((lab) => lab.status === 'playing');
  const ready = measured && !playing;
  const key = useMemo(() => partsOf(spec), [spec]);
  const [found, setFound] = useState<{ readonly key: string; readonly state: BandState }>();
  const [speaks, large] = useMemo(
    () => [
      features !== undefined && !noPredictionReason(spec, 0),
      features !== undefined && networksDrawn(spec, features) === 0,
    ],
    [spec, features],
  );
  const shouldDraw = speaks && !large && ready && !known.has(key);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key contains every field of the spec that matters.
  useEffect(() => {
    if (!shouldDraw) return;
    const end = new AbortController();
    const settle = (state: BandState) => {
      keep(key, state);
      setFound({ key, state });
    };
    const start = () => {
      useProgress.setState({ percent: 0 });
      setFound({ key, state: { kind: 'drawing' } });
      sharedPool()
        .run(
          { networksOf: spec },
          {
            priority: -1,
            signal: end.signal,
            onProgress: (share) => useProgress.setState({ percent: Math.round(100 * share) }),
          },
        )
        .then(({ band }) => settle(band ? { kind: 'found', band } : { kind: 'none', reason: 'dead' }))
        .catch((error: unknown) => {
          const message = error instanceof Error ? error.message : String(error);
          if (!end.signal.aborted) settle({ kind: 'none', reason: 'failed', message });
        });
    };
    const timer = setTimeout(start, restMs);
    return () => {
      clearTimeout(timer);
      end.abort();
    };
  }, [shouldDraw, key]);
  if (!speaks) return undefined;
  if (large) return { kind: 'none', reason: 'large' };
  return known.get(key) ?? (found?.key === key && ready ? found.state : { kind: 'waits' });
}
