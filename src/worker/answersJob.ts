import { buildDataset, loadData } from '../data/build';
import { createTrainer } from '../engine/createTrainer';
import { candidates } from '../engine/kernels/open';
import type { ExperimentSpec } from '../schema/experiment';
import { type JobHost, jobSliceTime } from './job';
import { inSlices } from './slices';

/** Trains a classifier to its end and has it answer the test samples. */
export interface AnswersJob {
  readonly answersOf: ExperimentSpec;
}

/** A trained network's answers to its test samples. */
export interface TestAnswers {
  /** `[samples, classes]` */
  readonly logits: Float64Array;
  readonly labels: Int32Array;
  readonly classNames: readonly string[];
  /** `[samples, features]` */
  readonly inputs: Float64Array;
  /** The shape of inputs that are pictures. */
  readonly image: { readonly width: number; readonly height: number } | undefined;
}

/** @returns undefined if it was cancelled */
export async function runAnswers(
  { answersOf: spec }: AnswersJob,
  host: JobHost,
  onProgress: (share: number) => void,
  cancelled: () => boolean,
): Promise<TestAnswers | undefined> {
  const { steps } = spec.training;
  await loadData(spec);
  const { test, outcomeNames, image } = buildDataset(spec);
  const [backend] = await candidates(spec);
  const trainer = await createTrainer(spec, await host.openKernels(backend!));
  try {
    await inSlices(host, jobSliceTime, {
      more: () => trainer.step < steps && !trainer.divergence && !cancelled(),
      async advance() {
        await trainer.advance();
      },
      between: () => onProgress(trainer.step / steps),
    });
    if (cancelled()) return undefined;
    return {
      logits: await trainer.predict(test.inputs),
      labels: test.labels.slice(),
      classNames: outcomeNames,
      inputs: test.inputs.slice(),
      image,
    };
  } finally {
    trainer.dispose();
  }
}
