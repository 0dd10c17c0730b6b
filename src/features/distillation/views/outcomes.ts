import { useEffect, useMemo, useRef, useState } from 'react';
import type { StudentReport } from '../../../engine/distillation/student';
import { type DistillationStore, useDistillation } from '../../../store/distillation';
import type { RaceResult } from '../../../worker/raceJob';

/** How a teacher and its students did, once through. */
export interface Outcome {
  readonly teacher: RaceResult['teacher'];
  /** Empty before they race. */
  readonly students: readonly StudentReport[];
}

/** Every repeat that is done; the watched race alone where none is. Empty before the teacher is trained. */
export function useOutcomes(): readonly Outcome[] {
  const { repeats, teacher, students } = useUnhurried();
  return useMemo(() => {
    const done = repeats.filter((one) => one !== undefined);
    if (done.length > 0) return done;
    return teacher ? [{ teacher, students }] : [];
  }, [repeats, teacher, students]);
}

/** Milliseconds between two looks at the race, at least; and how many times as long as drawing took. */
const pause = { least: 250, perDrawing: 3 } as const;

/**
 * The race as it was when it was last drawn. Reports come faster than curves of many students can be drawn; those in between
 * are skipped, so that the page stays quick and shows what is so now. Another race is shown at once.
 */
function useUnhurried(): DistillationStore {
  const [shown, setShown] = useState(useDistillation.getState);
  const drawing = useRef({ began: performance.now(), took: 0 });
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each drawing of another state.
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
