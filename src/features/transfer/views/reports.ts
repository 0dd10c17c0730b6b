import { useMemo } from 'react';
import type { LearnerReport } from '../../../engine/transfer/learner';
import { transferMethodOf } from '../../../spec/transfer';
import { useTransfer } from '../../../store/transfer';
import { useView } from './view';

/** How each method's network stands in the watched transfer; while the teacher is trained, only `sourceOnly`, which it is. */
export function useReports(): readonly (LearnerReport | undefined)[] {
  const methods = useTransfer((transfer) => transfer.methods);
  const teacher = useTransfer((transfer) => transfer.teacher);
  const asked = useTransfer((transfer) => transfer.spec.methods);
  return useMemo(
    () =>
      methods.length > 0 ? methods : asked.map(({ kind }) => (kind === 'sourceOnly' ? teacher : undefined)),
    [methods, teacher, asked],
  );
}

/** Every repeat of each method that is done; the watched one alone where none is. */
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

/** The method that is looked into: the picked one, else the first that is no control. */
export function usePicked(): number {
  const methods = useTransfer((transfer) => transfer.spec.methods);
  const picked = useView((view) => view.method);
  if (picked !== undefined && picked < methods.length) return picked;
  return Math.max(
    0,
    methods.findIndex((method) => transferMethodOf(method).role === 'method'),
  );
}

/** The hidden layer that is looked into, counted from 0, of so many. */
export function useLayer(hidden: number): number {
  const picked = useView((view) => view.layer);
  return picked !== undefined && picked < hidden ? picked : hidden - 1;
}
