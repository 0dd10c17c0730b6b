import { Race, type TrainedTeacher } from '../engine/distillation/race';
import type { StudentReport } from '../engine/distillation/student';
import { candidates } from '../engine/kernels/open';
import type { Distillation } from '../schema/distillation';
import type { JobHost } from './job';
import type { Backend } from './protocol';

/** One whole distillation of which only the result is needed; nothing is displayed during training. */
export interface RaceJob {
  readonly race: Distillation;
  readonly backend: Backend | 'auto';
}

/** The result of a distillation job. */
export interface RaceResult {
  readonly backend: Backend;
  readonly teacher: Omit<TrainedTeacher, 'testLogits'>;
  readonly students: readonly StudentReport[];
  readonly milliseconds: number;
}

/** Milliseconds of training between two checks for cancellation. */
const sliceTime = 25;

/**
 * Runs a distillation to its end.
 * @param onProgress gets the completed share, 0 to 1, after each time slice
 * @param cancelled called after each slice; true ends the job
 * @returns undefined if it was cancelled
 * @throws Problem if teacher and students do not fit together
 */
export async function runRace(
  { race: distillation, backend }: RaceJob,
  host: JobHost,
  onProgress: (share: number) => void,
  cancelled: () => boolean,
): Promise<RaceResult | undefined> {
  const start = host.now();
  const chosen = backend === 'auto' ? (await candidates(distillation.student))[0]! : backend;
  const race = await Race.open(distillation, () => host.openKernels(chosen));
  try {
    let slice = host.now();
    while (!race.done) {
      await race.advance();
      if (host.now() - slice < sliceTime) continue;
      onProgress(race.progress);
      await host.yieldToMessages();
      if (cancelled()) return undefined;
      slice = host.now();
    }
    const { testLogits: _, ...teacher } = race.teacher!;
    const students = race.students.map((student) => student.report());
    return { backend: chosen, teacher, students, milliseconds: host.now() - start };
  } finally {
    race.dispose();
  }
}
