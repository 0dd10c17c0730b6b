import { useEffect, useRef, useState } from 'react';
import { Problem } from '../../base/problem';
import type { TableOverview } from '../../data/tables/overview';
import type { TableOptions } from '../../data/tables/tableOptions';
import type { ImportSource } from '../../store/importing';
import { startTableReader, type TableAnswer } from '../../worker/tableReader';

/** The state of an import. */
export interface ReaderState {
  readonly overview: TableOverview | undefined;
  readonly problem: Problem | undefined;
  readonly stage: 'opening' | 'reading' | undefined;
}

/** Reads a table in a worker, and again after every change of a choice. `take` reads the whole text. */
export function useTableReader({ file, content, test }: ImportSource, options: TableOptions) {
  const reader = useRef<ReturnType<typeof startTableReader>>(undefined);
  const latest = useRef(0);
  const taking = useRef<(whole: NonNullable<TableAnswer['whole']>) => void>(undefined);
  const [state, setState] = useState<ReaderState>({
    overview: undefined,
    problem: undefined,
    stage: 'opening',
  });

  useEffect(() => {
    const started = startTableReader((answer) => {
      if (answer.fault !== undefined) throw new Error(answer.fault);
      if (answer.request !== latest.current) return;
      const { stage, overview, problem, whole } = answer;
      if (stage) setState((before) => ({ ...before, stage }));
      else if (problem) {
        const told = new Problem(problem.code, problem.values);
        setState((before) => ({ ...before, problem: told, stage: undefined }));
      } else if (overview) setState({ overview, problem: undefined, stage: undefined });
      if (whole) taking.current?.(whole);
    });
    reader.current = started;
    return () => started.end();
  }, []);

  useEffect(() => {
    latest.current++;
    reader.current?.ask({ request: latest.current, file, content, test, options });
  }, [file, content, test, options]);

  const take = () =>
    new Promise<NonNullable<TableAnswer['whole']>>((resolve) => {
      taking.current = resolve;
      latest.current++;
      reader.current?.ask({ request: latest.current, file, content, test, options, take: true });
    });
  return { ...state, take };
}
