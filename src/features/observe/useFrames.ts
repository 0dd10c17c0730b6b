import { useEffect, useMemo, useState } from 'react';
import type { LayerQuantity, RunQuantity } from '../../engine/telemetry';
import type { History } from '../../store/history';
import { useLab } from '../../store/lab';
import type { LabState } from '../../store/state';
import { askForTurn, giveUpTurn } from './turns';

/** A part of the lab as it was when this component's turn to redraw came last. */
export function useShown<Key extends keyof LabState>(key: Key): LabState[Key] {
  const [shown, setShown] = useState(() => useLab.getState()[key]);
  useEffect(() => {
    const draw = () => setShown(() => useLab.getState()[key]);
    askForTurn(draw);
    const unsubscribe = useLab.subscribe((now, before) => now[key] !== before[key] && askForTurn(draw));
    return () => {
      unsubscribe();
      giveUpTurn(draw);
    };
  }, [key]);
  return shown;
}

/** The recorded steps; a new object whenever there is something new to draw, though the history is one. */
export function useHistory(): { readonly history: History } {
  const version = useShown('historyVersion');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version says when the history has changed.
  return useMemo(() => ({ history: useLab.getState().history }), [version]);
}

/** Points drawn at most along the steps. */
export const pointLimit = 400;

/** Steps and one run quantity at sampled frames, non-finite and unevaluated ones left out. */
export function runSeries(history: History, quantity: RunQuantity): { steps: number[]; values: number[] } {
  const frames = history.sample(pointLimit);
  return {
    steps: frames.map((i) => history.run(i, 'step')),
    values: frames.map((i) => history.run(i, quantity)),
  };
}

/** One quantity of one layer at some frames. */
export const layerSeries = (
  history: History,
  frames: readonly number[],
  layer: number,
  quantity: LayerQuantity,
): number[] => frames.map((i) => history.layer(i, layer, quantity));

/** One quantity of every layer at a frame, the newest by default. */
export const layerValues = (history: History, quantity: LayerQuantity, frame = -1): number[] =>
  Array.from({ length: history.layers }, (_, layer) => history.layer(frame, layer, quantity));
