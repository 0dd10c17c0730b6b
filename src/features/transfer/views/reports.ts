import { useMemo, useRef } from 'react';
import type { LearnerReport } from '../../../engine/transfer/learner';
import { transferMethodOf } from '../../../schema/transfer';
import { useTransfer } from '../../../store/transfer';
import { useView } from './view';

type Reports = readonly (LearnerReport | undefined)[];

/** Whether two reports contain the same measurements. Steps between two measurements then cause no redraw. */
const alike = (a: Reports, b: Reports): boolean =>
  a.length === b.length &&
  a.every((report, i) => {
    const [before, after] = [report?.points ?? [], b[i]?.points ?? []];
    const [last, newest] = [before.at(-1), after.at(-1)];
    return (
      before.length === after.length &&
      last?.step === newest?.step &&
      Object.is(last?.source.loss, newest?.source.loss) &&
      Object.is(last?.target.loss, newest?.target.loss)
    );
  });

/**
 * The measurements of each method in the watched transfer. During the teacher's training only `sourceOnly` has some, because
 * the teacher is that method.
 */
export function useReports(): Reports {
  const last = useRef<Reports>([]);
  return useTransfer(({ methods, teacher, spec }) => {
    const now =
      methods.length > 0
        ? methods
        : spec.methods.map(({ kind }) => (kind === 'sourceOnly' ? teacher : undefined));
    if (!alike(last.current, now)) last.current = now;
    return last.current;
  });
}

/** Every finished repeat of each method, or the watched one if there is none. */
export function useRepeats(): readonly (readonly LearnerReport[])[] {
  const repeats = useTransfer((transfer) => transfer.repeats);
  const watched = useReports();
  return useMemo(
    () =>
      watched.map((report, method) =>
        repeats.length > 0 ? repeats.flatMap(({ methods }) => methods[method] ?? []) : report ? [report] : [],
      ),
    [repeats, watched],
  );
}

/** The method that the view shows: the picked one, else the first that is no control. */
export function usePicked(): number {
  const methods = useTransfer((transfer) => transfer.spec.methods);
  const picked = useView((view) => view.method);
  if (picked !== undefined && picked < methods.length) return picked;
  return Math.max(
    0,
    methods.findIndex((method) => transferMethodOf(method).role === 'method'),
  );
}

/** The hidden layer that the view shows, counted from 0, out of the given number of layers. */
export function useLayer(hidden: number): number {
  const picked = useView((view) => view.layer);
  return picked !== undefined && picked < hidden ? picked : hidden - 1;
}
