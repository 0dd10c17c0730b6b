import { useEffect, useRef, useState } from 'react';
import type { LayerQuantity, RunQuantity } from '../../engine/telemetry';
import type { History } from '../../store/history';
import { useLab } from '../../store/lab';

/** Milliseconds between two redraws of the charts while a network trains. */
const redrawTime = 120;

/** The history's version, at most about eight times a second: charts redraw at this pace, whatever the engine's. */
export function useHistoryVersion(): number {
  const latest = useLab((lab) => lab.historyVersion);
  const [shown, setShown] = useState(latest);
  const last = useRef(0);
  useEffect(() => {
    const wait = Math.max(0, last.current + redrawTime - performance.now());
    const timer = setTimeout(() => {
      last.current = performance.now();
      setShown(latest);
    }, wait);
    return () => clearTimeout(timer);
  }, [latest]);
  return shown;
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
