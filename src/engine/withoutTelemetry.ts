import type { ExperimentSpec } from '../schema/experiment';

/** The same run without telemetry: the caller asks for measured steps and evaluates the test set. */
export const withoutTelemetry = (spec: ExperimentSpec): ExperimentSpec => ({
  ...spec,
  telemetry: { every: 100_000, evaluateEvery: 100_000 },
});
