import { type Errors, errorsOverBias } from '../../src/engine/distillation/darkKnowledge';
import { Race } from '../../src/engine/distillation/race';
import type { Kernels } from '../../src/engine/kernels/kernels';
import type { Distillation } from '../../src/schema/distillation';

/** A student's errors without a correction, and with the bias of the missing class that gives the fewest errors. */
export interface BiasCorrection {
  readonly before: Errors;
  readonly bias: number;
  readonly after: Errors;
}

const biases = Array.from({ length: 121 }, (_, i) => i / 4);

/** Runs a race whose transfer set lacks a class, and raises the bias of that class in every student as Hinton et al. did. */
export async function biasCorrections(
  distillation: Distillation,
  openKernels: () => Promise<Kernels>,
): Promise<BiasCorrection[]> {
  const race = await Race.open(distillation, openKernels);
  try {
    while (!race.done) await race.advance();
    const { labels } = race.data.test;
    const classes = race.data.outcomeNames.length;
    const raised = distillation.transfer.withoutClass!;
    const all: BiasCorrection[] = [];
    for (const student of race.students) {
      const errors = errorsOverBias(await student.testLogits(), labels, classes, raised, biases);
      const fewest = errors.reduce((best, { all }, i) => (all < errors[best]!.all ? i : best), 0);
      all.push({ before: errors[0]!, bias: biases[fewest]!, after: errors[fewest]! });
    }
    return all;
  } finally {
    race.dispose();
  }
}
