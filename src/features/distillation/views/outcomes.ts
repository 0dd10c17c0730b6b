import { useEffect, useMemo, useRef, useState } from 'react';
import type { StudentReport } from '../../../engine/distillation/student';
import { type DistillationStore, useDistillation } from '../../../store/distillation';
import type { RaceResult } from '../../../worker/studyJob';

/** The outcomes of a teacher and its students in one race. */
export interface Outcome {
  readonly teacher: RaceResult['teacher'];
  /** Empty before the race. */
  readonly students: readonly StudentReport[];
}

/** Every finished repeat, or the watched race if there is none. Empty before the teacher is trained. */
export function useOutcomes(): readonly Outcome[] {
  const { repeats, teacher, students } = useThrottledState();
  return useMemo(() => {
    const done = repeats.filter((one) => one !== undefined);
    if (done.length > 0) return done;
    return teacher ? [{ teacher, students }] : [];
  }, [repeats, teacher, students]);
}

/** The least milliseconds between two redraws, and their least multiple of the drawing time. */
const pause = { least: 250, perDrawing: 3 } as const;

/**
 * The race at its last redraw. Reports arrive faster than curves of many students can be drawn, so reports between redraws are
 * skipped. The page thus stays responsive and shows the present state. A new race is shown at once.
 */
function useThrottledState(): DistillationStore {
  const [shown, setShown] = useState(useDistillation.getState);
  const drawing = useRef({ began: performance.now(), took: 0 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the effect runs after each redraw with a new state.
  useEffect(() => {
    drawing.current.took = performance.now() - drawing.current.began;
  }, [shown]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let { spec } = useDistillation.getState();
    const show = () => {
      clearTimeout(timer);
      timer = undefined;
      drawing.current.began = performance.now();
      setShown(useDistillation.getState());
    };
    const stop = useDistillation.subscribe((now) => {
      if (now.spec !== spec) {
        spec = now.spec;
        return show();
      }
      const { began, took } = drawing.current;
      const due = began + took + Math.max(pause.least, pause.perDrawing * took);
      timer ??= setTimeout(show, Math.max(0, due - performance.now()));
    });
    show();
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, []);
  return shown;
}
