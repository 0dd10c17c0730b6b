import type { Text } from '../../base/entry';

/** What a metric may look at: one finished run. */
export interface Outcome {
  /** Hidden layers. */
  readonly depth: number;
  /** A norm of a hidden layer, counted from 0, at the first recorded step: before any update. */
  first(layer: number, quantity: 'signalNorm' | 'weightGradNorm'): number;
  /** Means over the training and the test samples after the last update; NaN where nothing was trained. */
  readonly trainLoss: number;
  readonly testLoss: number;
  readonly accuracy: number;
  /** The step at which a number was no longer finite. */
  readonly divergedAt: number | undefined;
}

/** A number that sums up a run. One file each; adding one touches this folder alone. */
export interface Metric {
  readonly title: Text;
  readonly summary: Text;
  /** TeX, without delimiters. */
  readonly formula: string;
  /** Whether it can be had without an update. */
  readonly atInitialization: boolean;
  /** How a map is coloured: `diverging` around `middle`, or from the least to the most. */
  readonly colors: 'diverging' | 'sequential';
  /** What lies in the middle of a diverging scale. */
  readonly middle?: number;
  /** What is better, where one is: a run that diverged is then the worst. */
  readonly better?: 'more' | 'less';
  /** NaN where the run has no such number. */
  of(outcome: Outcome): number;
}

/** ‖·‖ of the first hidden layer over that of the last. */
export const firstToLast = (outcome: Outcome, quantity: 'signalNorm' | 'weightGradNorm'): number =>
  outcome.first(0, quantity) / outcome.first(outcome.depth - 1, quantity);
