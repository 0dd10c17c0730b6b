import { useEffect, useRef, useState } from 'react';
import type { LayerQuantity, RunQuantity } from '../../engine/telemetry';
import type { History } from '../../store/history';
import { useLab } from '../../store/lab';
import type { LabState } from '../../store/state';
import type { Snapshot } from '../../worker/protocol';
import { cancelDraw, requestDraw } from './drawQueue';

/** What a component draws of the lab, as it was when its turn to redraw came last: anew where one of `keys` changed. */
function useTurns<T>(keys: readonly (keyof LabState)[], select: (lab: LabState) => T): T {
  const [shown, setShown] = useState(() => select(useLab.getState()));
  const wanted = useRef({ keys, select });
  useEffect(() => {
    const { keys, select } = wanted.current;
    const draw = () => setShown(() => select(useLab.getState()));
    requestDraw(draw);
    const unsubscribe = useLab.subscribe((now, before) => {
      if (keys.some((key) => now[key] !== before[key])) requestDraw(draw);
    });
    return () => {
      unsubscribe();
      cancelDraw(draw);
    };
  }, []);
  return shown;
}

/** A part of the lab, as it was at this component's last turn to redraw. */
export const useShown = <Key extends keyof LabState>(key: Key): LabState[Key] =>
  useTurns([key], (lab) => lab[key]);

/** The snapshot of the step that is looked at, or the last before it; that of the run before until there is one. */
export const useSnapshot = (): Snapshot | undefined =>
  useTurns(['snapshots', 'cursor'], ({ snapshots, snapshot, cursor }) =>
    cursor === undefined
      ? (snapshots.at(-1) ?? snapshot)
      : (snapshots.findLast(({ step }) => step <= cursor) ?? snapshots[0]),
  );

/** The recorded steps, and which of them is looked at. */
export interface Shown {
  readonly history: History;
  /** The frame that charts by layer show. */
  readonly at: number;
  /** The step looked at where it is not the newest. */
  readonly cursor: number | undefined;
}

/** A new object whenever there is something new to draw, though the history is one. */
export const useHistory = (): Shown =>
  useTurns(['historyVersion', 'cursor'], ({ history, cursor }) => ({
    history,
    at: cursor === undefined ? history.length - 1 : history.indexOf(cursor),
    cursor,
  }));

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

/** One quantity of every layer at a frame. */
export const layerValues = (history: History, quantity: LayerQuantity, frame: number): number[] =>
  Array.from({ length: history.layers }, (_, layer) => history.layer(frame, layer, quantity));
