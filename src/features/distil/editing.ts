import { valueAt } from '../../spec/fields';
import { useDistil } from '../../store/distil';
import type { Editing } from '../setup';

const of = (scope: string): Editing => ({
  scope,
  useValue: (at) => useDistil((distil) => valueAt(distil.draft, at)),
  useProblem: (at) => useDistil((distil) => distil.problems[at]),
  edit: (at, value) => useDistil.getState().edit(at, value),
  // Every change trains the teacher again: that need not stand at each.
  isLive: () => undefined,
});

const all = new Map<string, Editing>();

/** Controls that edit a part of the distillation: `teacher.`, `transfer.`, `method.2.`. */
export function editingOf(scope: string): Editing {
  const known = all.get(scope) ?? of(scope);
  all.set(scope, known);
  return known;
}
