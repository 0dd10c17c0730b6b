import { useEffect, useRef, useState } from 'react';
import { Problem } from '../../base/problem';
import type { TableOverview } from '../../data/tables/overview';
import type { TableOptions } from '../../data/tables/tableOptions';
import type { ImportSource } from '../../store/importing';
import { type ConnectionTo, starterOf } from '../../worker/connection';
import type { TableReport, WholeTable } from '../../worker/tables';

const startTable = starterOf('table');

/** The state of an import. */
export interface ReaderState {
  readonly overview: TableOverview | undefined;
  readonly problem: Problem | undefined;
  readonly stage: 'opening' | 'reading' | undefined;
  /** The share of the stage that is done, from 0 to 1, if it is known. */
  readonly share?: number | undefined;
}

/** Reads a table in a worker, and again after every change of a choice. `take` reads the whole text. */
export function useTableReader({ file, content, test, also }: ImportSource, options: TableOptions) {
  const reader = useRef<ConnectionTo<'table'>>(undefined);
  const latest = useRef(0);
  const taking = useRef<(whole: WholeTable) => void>(undefined);
  const [state, setState] = useState<ReaderState>({
    overview: undefined,
    problem: undefined,
    stage: 'opening',
  });

  useEffect(() => {
    const crashed = (message: string) => {
      throw new Error(message);
    };
    const receive = (report: TableReport) => {
      if (report.kind === 'failed' && report.fault.kind === 'crash') return crashed(report.fault.message);
      if (report.run !== latest.current) return;
      if (report.kind === 'progress') {
        const { stage, share } = report;
        setState((before) => ({ ...before, stage, share }));
      } else if (report.kind === 'done') {
        setState({ overview: report.overview, problem: undefined, stage: undefined });
        if (report.whole) taking.current?.(report.whole);
      } else if (report.fault.kind === 'problem') {
        const problem = new Problem(report.fault.code, report.fault.values);
        setState((before) => ({ ...before, problem, stage: undefined }));
      }
    };
    const started = startTable(receive, crashed);
    reader.current = started;
    return () => started.end();
  }, []);

  useEffect(() => {
    latest.current++;
    reader.current?.send({ kind: 'read', run: latest.current, file, content, test, also, options });
  }, [file, content, test, also, options]);

  const take = () =>
    new Promise<WholeTable>((resolve) => {
      taking.current = resolve;
      latest.current++;
      reader.current?.send({
        kind: 'read',
        run: latest.current,
        file,
        content,
        test,
        also,
        options,
        take: true,
      });
    });
  return { ...state, take };
}
