import type { Text } from '../../base/entry';

/** The input of a metric: one finished run. */
export interface Outcome {
  /** Hidden layers. */
  readonly depth: number;
  /** A norm of a hidden layer, counted from 0, at the first recorded step, before any update. */
  first(layer: number, quantity: 'signalNorm' | 'weightGradNorm'): number;
  /** Means over the training and the test samples after the last update; NaN without training. */
  readonly trainLoss: number;
  readonly testLoss: number;
  readonly accuracy: number;
  /** The step at which a number was no longer finite. */
  readonly divergedAt: number | undefined;
}

/** A number that summarizes a run. Each metric is a file; adding one touches this folder alone. */
export interface Metric {
  readonly title: Text;
  readonly summary: Text;
  /** TeX, without delimiters. */
  readonly formula: string;
  /** Whether it is a share, shown in per cent. */
  readonly percent?: boolean;
  /** Whether it is available without an update. */
  readonly atInitialization: boolean;
  /** The colour scale of a map: `diverging` around `middle`, or from the smallest to the largest value. */
  readonly colors: 'diverging' | 'sequential';
  /** The middle of a diverging scale. */
  readonly middle?: number;
  /** The better direction, if there is one. A run that diverged then counts as the worst. */
  readonly better?: 'more' | 'less';
  /** NaN if the run has no such number. */
  of(outcome: Outcome): number;
}

/** ‖·‖ of the first hidden layer divided by that of the last. */
export const firstToLast = (outcome: Outcome, quantity: 'signalNorm' | 'weightGradNorm'): number =>
  outcome.first(0, quantity) / outcome.first(outcome.depth - 1, quantity);
