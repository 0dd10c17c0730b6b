import { valueAt } from '../../schema/fields';
import { problemAt } from '../../store/study';
import { useTransfer } from '../../store/transfer';
import type { Editing } from '../setup';

const of = (scope: string): Editing => ({
  scope,
  useValue: (at) => useTransfer((transfer) => valueAt(transfer.draft, at)),
  useProblem: (at) => useTransfer((transfer) => problemAt(transfer, at)),
  edit: (at, value) => useTransfer.getState().edit(at, value),
  // Every change trains anew: that need not stand at each.
  isLive: () => undefined,
});

const all = new Map<string, Editing>();

/** Controls that edit a part of the transfer: `source.`, `target.`, `target.shifts.1.`, `methods.2.`. */
export function editingOf(scope: string): Editing {
  const known = all.get(scope) ?? of(scope);
  all.set(scope, known);
  return known;
}
