import { useCallback, useEffect, useRef, useState } from 'react';
import type { Assignment } from '../../schema/assignment/assignment';
import { knownAssignments } from '../../schema/assignment/challenges';
import type { HandedIn } from '../../schema/assignment/collect';
import { sharedPool } from '../../store/pool';
import { type Verdict, verify } from '../../worker/verify';

/** Running answers again in the page's pool. */
export interface Verifying {
  /** In the order of the answers; undefined where an answer is not judged yet. */
  readonly verdicts: readonly (Verdict | undefined)[];
  readonly running: boolean;
  run(answers: readonly HandedIn[], assignment: Assignment | undefined): Promise<void>;
  cancel(): void;
  clear(): void;
}

export function useVerify(): Verifying {
  const [verdicts, setVerdicts] = useState<readonly (Verdict | undefined)[]>([]);
  const [running, setRunning] = useState(false);
  const stop = useRef<AbortController>(undefined);
  const cancel = useCallback(() => stop.current?.abort(new DOMException('cancelled', 'AbortError')), []);
  useEffect(() => cancel, [cancel]);
  return {
    verdicts,
    running,
    cancel,
    clear() {
      cancel();
      setVerdicts([]);
    },
    async run(answers, assignment) {
      cancel();
      const own = new AbortController();
      stop.current = own;
      const found: (Verdict | undefined)[] = answers.map(() => undefined);
      setVerdicts(found);
      setRunning(true);
      const options = { assignment, known: knownAssignments(), signal: own.signal };
      try {
        await Promise.all(
          answers.map(async (answer, i) => {
            found[i] = await verify(answer, sharedPool(), options);
            if (!own.signal.aborted) setVerdicts([...found]);
          }),
        );
      } catch (error) {
        if (!own.signal.aborted) throw error;
      } finally {
        if (stop.current === own) setRunning(false);
      }
    },
  };
}
