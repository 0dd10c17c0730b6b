import { useEffect, useState } from 'react';
import { Problem } from '../../base/problem';
import type { ExplainedStep } from '../../engine/explain/step';
import { useLanguage } from '../../locales/useText';
import type { ExperimentSpec } from '../../schema/experiment';
import { useLab } from '../../store/lab';
import { sharedPool } from '../../store/pool';

/** The numbers of the lab's next update, with the experiment that they belong to; what went wrong, in a sentence. */
export interface Explained {
  readonly spec?: ExperimentSpec;
  readonly found?: ExplainedStep;
  readonly fault?: string;
}

/** Computes the next update from the state of the run. A playing run pauses for it. */
export function useExplained(): Explained {
  const [state, setState] = useState<Explained>({});
  const language = useLanguage();
  const still = useLab((lab) => lab.status !== 'playing' && lab.checkpoints.at(-1)?.step === lab.step);
  useEffect(() => useLab.getState().pause(), []);
  useEffect(() => {
    if (!still) return;
    const { spec, checkpoints } = useLab.getState();
    const end = new AbortController();
    sharedPool()
      .run({ explainOf: spec, checkpoint: checkpoints.at(-1) }, { priority: 1, signal: end.signal })
      .then((found) => setState({ spec, found }))
      .catch((error: unknown) => {
        if (end.signal.aborted) return;
        const fault =
          error instanceof Problem
            ? error.in(language)
            : error instanceof Error
              ? error.message
              : String(error);
        setState({ fault });
      });
    return () => end.abort(new DOMException('closed', 'AbortError'));
  }, [still, language]);
  return state;
}
