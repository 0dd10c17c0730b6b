import { useEffect, useRef, useState } from 'react';
import { Problem } from '../../base/problem';
import type { TableOverview } from '../../data/tables/overview';
import type { TableOptions } from '../../data/tables/tableOptions';
import { tookTooLong } from '../../data/tables/tookTooLong';
import type { ImportSource } from '../../store/importing';
import { type ConnectionTo, starterOf } from '../../worker/connection';
import type { TableReport, WholeTable } from '../../worker/tables';

const startTable = starterOf('table');

/** Seconds without a word from the worker after which it is ended: a damaged file can keep a reader busy for ever. */
const mostSilence = 60;

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
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(0);
  const taking = useRef<(whole: WholeTable) => void>(undefined);
  const [state, setState] = useState<ReaderState>({
    overview: undefined,
    problem: undefined,
    stage: 'opening',
  });

  useEffect(() => {
    const receive = (report: TableReport) => {
      clearTimeout(waiting.current);
      if (report.kind === 'failed' && report.fault.kind === 'crash') return crashed(report.fault.message);
      if (report.kind === 'progress')
        waiting.current = setTimeout(() => restart(tookTooLong(file, mostSilence)), 1000 * mostSilence);
      if (report.run !== latest.current) return;
      if (report.kind === 'progress') {
        const { stage, share } = report;
        setState((before) => ({ ...before, stage, share }));
      } else if (report.kind === 'done') {
        setState({ overview: report.overview, problem: undefined, stage: undefined });
        if (report.whole) taking.current?.(report.whole);
      } else if (report.fault.kind === 'problem') {
        const problem = new Problem(report.fault.code, report.fault.values);
        const { sketch } = report;
        setState(({ overview }) => ({ overview: sketch ?? overview, problem, stage: undefined }));
      }
    };
    /** Ends the worker; another one reads the next choice. */
    const restart = (problem: Problem) => {
      clearTimeout(waiting.current);
      reader.current?.end();
      reader.current = startTable(receive, crashed);
      setState((before) => ({ ...before, problem, stage: undefined }));
    };
    const crashed = (found: string, problem?: Problem) => {
      // Another worker would not start either.
      if (problem) return setState((before) => ({ ...before, problem, stage: undefined }));
      const allowed = { en: 'another or a smaller file', 'zh-CN': '其他文件或更小的文件' };
      restart(new Problem('mismatch', { field: file, found, allowed }));
    };
    reader.current = startTable(receive, crashed);
    return () => {
      clearTimeout(waiting.current);
      reader.current?.end();
    };
  }, [file]);

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
