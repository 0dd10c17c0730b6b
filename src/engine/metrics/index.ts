import { accuracy } from './accuracy';
import { chi } from './chi';
import { divergedAt } from './divergedAt';
import { gradientRatio } from './gradientRatio';
import type { Metric } from './metric';
import { signalRatio } from './signalRatio';
import { testLoss } from './testLoss';
import { trainLoss } from './trainLoss';

/** Every metric that a sweep records for a run, in the order of the page and the results file. */
export const metrics = {
  signalRatio,
  gradientRatio,
  chi,
  trainLoss,
  testLoss,
  accuracy,
  divergedAt,
} satisfies Record<string, Metric>;

export type MetricName = keyof typeof metrics;
export type { Metric, Outcome } from './metric';
