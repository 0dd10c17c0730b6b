import { create } from 'zustand';
import { browserStorage, type KeyValueStorage } from './storage';

const onKey = 'gradient-lab.predict';
const scoresKey = 'gradient-lab.predictions';
/** The most scores that are kept. */
const most = 50;

interface Predictions {
  /** Whether the reader sketches a profile before it is shown. */
  readonly on: boolean;
  /** How far earlier sketches were off, in orders of magnitude, the newest last. */
  readonly scores: readonly number[];
  turn(on: boolean): void;
  note(score: number): void;
}

const read = (storage: KeyValueStorage): readonly number[] =>
  (storage.get(scoresKey) ?? '')
    .split(' ')
    .filter((text) => text !== '')
    .map(Number)
    .filter(Number.isFinite);

/** The switch "Predict first" and the scores, kept in this browser. */
export const createPredictions = (storage: KeyValueStorage = browserStorage) =>
  create<Predictions>((set, get) => ({
    on: storage.get(onKey) === 'on',
    scores: read(storage),
    turn(on) {
      storage.set(onKey, on ? 'on' : '');
      set({ on });
    },
    note(score) {
      const scores = [...get().scores, Number(score.toFixed(3))].slice(-most);
      storage.set(scoresKey, scores.join(' '));
      set({ scores });
    },
  }));

export const usePredictions = createPredictions();
