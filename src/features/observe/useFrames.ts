import { useEffect, useRef, useState } from 'react';
import { shallow } from 'zustand/shallow';
import type { LayerQuantity, RunQuantity } from '../../engine/telemetry';
import type { ExperimentSpec } from '../../schema/experiment';
import type { History } from '../../store/history';
import { useLab } from '../../store/lab';
import type { LabState } from '../../store/state';
import type { NetworkPicture, Snapshot } from '../../worker/protocol';
import { cancelDraw, type Drawing, requestDraw } from './drawQueue';

/**
 * The values that a component draws, as of its last redraw. They are read again if one of `keys` has changed.
 * @param same whether there is nothing new to draw
 * @param drawing what is drawn, on which its turn depends
 */
export function useTurns<T>(
  keys: readonly (keyof LabState)[],
  select: (lab: LabState) => T,
  same: (a: T, b: T) => boolean = Object.is,
  drawing: Drawing = 'chart',
): T {
  const [shown, setShown] = useState(() => select(useLab.getState()));
  const latest = useRef({ keys, select, same, drawing });
  useEffect(() => {
    const { keys, select, same, drawing } = latest.current;
    const draw = () =>
      setShown((before) => {
        const now = select(useLab.getState());
        return same(before, now) ? before : now;
      });
    const ask = ({ status }: LabState) => requestDraw(draw, status === 'playing', drawing);
    ask(useLab.getState());
    const unsubscribe = useLab.subscribe((now, before) => {
      if (keys.some((key) => now[key] !== before[key])) ask(now);
    });
    return () => {
      unsubscribe();
      cancelDraw(draw);
    };
  }, []);
  return shown;
}

/** A part of the lab's state as of the component's last redraw. */
export const useShown = <Key extends keyof LabState>(key: Key): LabState[Key] =>
  useTurns([key], (lab) => lab[key]);

/** The snapshot of the displayed step, or the last before it. The earlier run's snapshot until there is one. */
const snapshotOf = ({ snapshots, snapshot, cursor }: LabState): Snapshot | undefined =>
  cursor === undefined
    ? (snapshots.at(-1) ?? snapshot)
    : (snapshots.findLast(({ step }) => step <= cursor) ?? snapshots[0]);

/** Parts of that snapshot. The component is drawn again, once, if one of them is another one. */
export const useSnapshot = <Part extends keyof Snapshot>(
  ...parts: readonly Part[]
): Partial<Pick<Snapshot, Part>> =>
  useTurns(
    ['snapshot', 'snapshots', 'cursor'],
    (lab) => {
      const snapshot = snapshotOf(lab);
      return Object.fromEntries(parts.map((part) => [part, snapshot?.[part]])) as Partial<
        Pick<Snapshot, Part>
      >;
    },
    shallow,
  );

/**
 * The network's picture and the frame of its step. It is drawn again for another snapshot, of which there are few a second, not
 * for every recorded step.
 */
export const usePictured = (): {
  readonly picture: NetworkPicture | undefined;
  readonly history: History;
  readonly at: number;
} =>
  useTurns(
    ['snapshot', 'snapshots', 'cursor', 'history'],
    (lab) => {
      const { history, cursor } = lab;
      const snapshot = snapshotOf(lab);
      const step = cursor ?? snapshot?.step;
      const at = step === undefined ? history.length - 1 : history.indexOf(step);
      return { picture: snapshot?.picture, history, at };
    },
    shallow,
    'network',
  );

/** The recorded steps, and the displayed one among them. */
export interface Shown {
  readonly history: History;
  /** The frame of the charts by layer. */
  readonly at: number;
  /** The displayed step, if it is not the newest. */
  readonly cursor: number | undefined;
  /** The step that training has reached. */
  readonly end: number;
  /** The experiment of these steps: after a change still the former one, until the new network is measured. */
  readonly spec: ExperimentSpec;
}

/** A new object after every change, although the history remains the same object. */
export const useHistory = (): Shown =>
  useTurns(['historyVersion', 'cursor'], ({ history, cursor, step, spec }) => ({
    history,
    at: cursor === undefined ? history.length - 1 : history.indexOf(cursor),
    cursor,
    end: step,
    spec,
  }));

/** The largest number of points along the steps. */
export const pointLimit = 400;

/** Steps and one quantity of the run at sampled frames. Non-finite and unevaluated values are left out. */
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
