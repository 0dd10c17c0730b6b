import { startTransition, useEffect, useState } from 'react';
import { Problem } from '../../base/problem';
import type { DataSpec } from '../../data/sets';
import { useLab } from '../../store/lab';
import type { CodeLibrary, CodeLine, CodeReport } from '../../worker/code';
import { type ConnectionTo, starterOf } from '../../worker/connection';
import { alike } from './alike';

const start = starterOf('code');

/** The code of the experiment as it was last written. */
export interface WrittenCode {
  readonly library: CodeLibrary;
  readonly lines: readonly CodeLine[];
  /** Why the present experiment has none. */
  readonly problem?: Problem | undefined;
  /** Why the worker ended. */
  readonly crash?: string | undefined;
}

/**
 * The code of the lab's experiment, which a worker writes again after every change. While it writes, changes wait, and only the
 * last of them is written. The page draws the code when it has nothing more urgent to do.
 */
export function useCode(library: CodeLibrary): WrittenCode {
  const [code, setCode] = useState<WrittenCode>({ library, lines: [] });
  useEffect(() => {
    let worker: ConnectionTo<'code'> | undefined;
    let sent: DataSpec | undefined;
    let [busy, waiting] = [false, false];
    const show = (changes: Partial<WrittenCode>) =>
      startTransition(() =>
        setCode((before) => ({ ...before, problem: undefined, crash: undefined, ...changes })),
      );
    const write = () => {
      waiting = busy;
      if (busy) return;
      busy = true;
      worker ??= start(receive, (crash, problem) => {
        [worker, sent, busy] = [undefined, undefined, false];
        show(problem ? { problem } : { crash });
      });
      const { data, ...spec } = useLab.getState().spec;
      worker.send({ kind: 'write', library, spec, ...(alike(data, sent) ? {} : { data }) });
      sent = data;
    };
    const receive = (report: CodeReport) => {
      busy = false;
      if (report.kind === 'written') show({ library: report.library, lines: report.lines });
      else if (report.fault.kind === 'problem')
        show({ problem: new Problem(report.fault.code, report.fault.values) });
      else show({ crash: report.fault.message });
      if (waiting) write();
    };
    write();
    const stop = useLab.subscribe((now, before) => {
      if (now.spec !== before.spec) write();
    });
    return () => {
      stop();
      worker?.end();
    };
  }, [library]);
  return code;
}
