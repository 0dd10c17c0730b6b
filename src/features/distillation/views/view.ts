import { create } from 'zustand';

/** The tabs of a race. */
export type Tab = 'time' | 'dark' | 'boundaries' | 'calibration' | 'gradients' | 'missing';

export interface Choices {
  /** Index of a test sample. */
  readonly sample: number;
  /** The class that samples are picked from; undefined for all. */
  readonly sampleClass: number | undefined;
  readonly temperature: number;
  /** Index of the student whose gradient is split, or whose outputs for the picked sample are shown. */
  readonly student: number | undefined;
  readonly quantity: 'weightGradNorm' | 'signalNorm';
  readonly when: 'first' | 'last';
  /** Whether the soft term includes its factor T². */
  readonly squared: boolean;
  /** The class whose bias is raised; undefined for the class that is absent from the transfer set. */
  readonly raised: number | undefined;
  readonly bias: number;
}

/** The settings of the views. They do not affect the race. */
export const useView = create<Choices & { choose(changes: Partial<Choices>): void }>((set) => ({
  sample: 0,
  sampleClass: undefined,
  temperature: 4,
  student: undefined,
  quantity: 'weightGradNorm',
  when: 'first',
  squared: true,
  raised: undefined,
  bias: 0,
  choose: set,
}));
