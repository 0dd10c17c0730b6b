import { valueAt } from '../../schema/fields';
import { experimentAt, type StudentPlace } from '../../schema/ownNetwork';
import { useDistillation } from '../../store/distillation';
import { problemAt } from '../../store/study';
import type { Editing } from '../setup';

const of = (scope: string): Editing => ({
  scope,
  useValue: (at) => useDistillation((state) => valueAt(state.draft, at)),
  useProblem: (at) => useDistillation((state) => problemAt(state, at)),
  edit: (at, value) => useDistillation.getState().edit(at, value),
  // Every change trains the teacher again: that need not stand at each.
  isLive: () => undefined,
});

/** Where a student has nothing of its own, its controls show what all students have. */
const ofNetwork = (scope: string, place: StudentPlace): Editing => ({
  ...of(scope),
  useValue: (at) =>
    useDistillation(({ draft }) => valueAt(experimentAt(draft, place), at.slice(scope.length))),
});

const all = new Map<string, Editing>();

function known(key: string, make: () => Editing): Editing {
  const editing = all.get(key) ?? make();
  all.set(key, editing);
  return editing;
}

/** Controls that edit a part of the distillation: `teacher.`, `transfer.`, `method.2.`. */
export const editingOf = (scope: string): Editing => known(scope, () => of(scope));

/** Controls that edit a student's own network, by the paths that an experiment's have. */
export function editingOfNetwork(place: StudentPlace): Editing {
  const scope = `${place.list}.${place.index}.`;
  return known(`${scope}network`, () => ofNetwork(scope, place));
}
