import { useEffect, useMemo, useState } from 'react';
import { Problem } from '../../../base/problem';
import { useLanguage } from '../../../locales/useText';
import type { AnyJob, ResultOf } from '../../../worker/jobs';
import { useSeen } from './seen';

/** Results of jobs by their text: the same job gives the same result. */
const known = new Map<string, unknown>();

/** The results that are there, in the order of the jobs, and what went wrong, in a sentence. */
export interface Jobs<J extends AnyJob> {
  readonly results: readonly (ResultOf<J> | undefined)[];
  readonly done: boolean;
  readonly fault: string | undefined;
}

/**
 * Runs jobs in the page's pool of workers while the surrounding figure is in sight. Jobs that are unfinished when it leaves
 * are cancelled, and start again when it returns.
 */
export function useJobs<J extends AnyJob>(jobs: readonly J[]): Jobs<J> {
  const seen = useSeen();
  const language = useLanguage();
  const [, setCount] = useState(0);
  const [fault, setFault] = useState<{ readonly of: string; readonly error: unknown }>();
  const names = useMemo(() => jobs.map((job) => JSON.stringify(job)), [jobs]);
  const all = names.join('\n');
  useEffect(() => {
    if (!seen) return;
    const stop = new AbortController();
    jobs.forEach(async (job, i) => {
      if (known.has(names[i]!)) return;
      try {
        // The pool starts workers, so it is no part of the pre-rendered text.
        const { sharedPool } = await import('../../../store/pool');
        const result = await sharedPool().run(job, { signal: stop.signal });
        known.set(names[i]!, result);
        setCount((count) => count + 1);
      } catch (error) {
        if (!stop.signal.aborted) setFault({ of: all, error });
      }
    });
    return () => stop.abort(new DOMException('out of sight', 'AbortError'));
  }, [jobs, names, all, seen]);
  const results = names.map((name) => known.get(name) as ResultOf<J> | undefined);
  const sentence = ({ error }: { readonly error: unknown }) =>
    error instanceof Problem ? error.in(language) : error instanceof Error ? error.message : String(error);
  return {
    results,
    done: results.every((result) => result !== undefined),
    fault: fault?.of === all ? sentence(fault) : undefined,
  };
}
