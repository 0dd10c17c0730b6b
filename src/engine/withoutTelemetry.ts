import type { ExperimentSpec } from '../schema/experiment';

/** The same experiment with almost no telemetry. The caller requests recorded steps and evaluates the test set. */
export const withoutTelemetry = (spec: ExperimentSpec): ExperimentSpec => ({
  ...spec,
  telemetry: { every: 100_000, evaluateEvery: 100_000 },
});
