import type { ExperimentSpec } from '../schema/experiment';

/** The same run, measured only when asked: whoever trains it says when, and evaluates on its own. */
export const withoutTelemetry = (spec: ExperimentSpec): ExperimentSpec => ({
  ...spec,
  telemetry: { every: 100_000, evaluateEvery: 100_000 },
});
