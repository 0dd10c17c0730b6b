import { type ExplainedStep, explainStep } from '../engine/explain/step';
import type { Checkpoint } from '../engine/trainer';
import type { ExperimentSpec } from '../schema/experiment';
import type { JobHost } from './job';

/** One step of an experiment with every number of it, from a state or from the start. */
export interface ExplainJob {
  readonly explainOf: ExperimentSpec;
  readonly checkpoint: Checkpoint | undefined;
  /** Updates that are done first. */
  readonly after?: number;
}

/** In float64, so that the last digit shown is the mathematics' and not float32's. */
export const runExplain = async (
  { explainOf, checkpoint, after }: ExplainJob,
  host: JobHost,
): Promise<ExplainedStep> => explainStep(explainOf, checkpoint, await host.openKernels('reference'), after);
