import { useMemo } from 'react';
import type { StudentReport } from '../../../engine/distillation/student';
import { useDistil } from '../../../store/distil';
import type { RaceResult } from '../../../worker/raceJob';

/** How a teacher and its students did, once through. */
export interface Outcome {
  readonly teacher: RaceResult['teacher'];
  /** Empty before they race. */
  readonly students: readonly StudentReport[];
}

/** Every repeat that is done; the watched race alone where none is. Empty before the teacher is trained. */
export function useOutcomes(): readonly Outcome[] {
  const repeats = useDistil((distil) => distil.repeats);
  const teacher = useDistil((distil) => distil.teacher);
  const students = useDistil((distil) => distil.students);
  return useMemo(() => {
    const done = repeats.filter((one) => one !== undefined);
    if (done.length > 0) return done;
    return teacher ? [{ teacher, students }] : [];
  }, [repeats, teacher, students]);
}
