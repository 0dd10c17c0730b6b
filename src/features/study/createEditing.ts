import { valueAt } from '../../schema/fields';
import { problemAt } from '../../store/study';
import type { Editing } from '../setup';
import type { StudyDefinition } from './definition';

/**
 * Controls that edit parts of a study's draft.
 * @returns a function that always gives the same object for the same scope, e.g. `teacher.`, `target.shifts.1.`, `method.2.`
 */
export function createEditing(useStore: StudyDefinition['useStore']): (scope: string) => Editing {
  const all = new Map<string, Editing>();
  const of = (scope: string): Editing => ({
    scope,
    useValue: (at) => useStore((state) => valueAt(state.draft, at)),
    useProblem: (at) => useStore((state) => problemAt(state, at)),
    edit: (at, value) => useStore.getState().edit(at, value),
    // Every change restarts training, so the controls need not say so.
    isLive: () => undefined,
  });
  return (scope) => {
    const editing = all.get(scope) ?? of(scope);
    all.set(scope, editing);
    return editing;
  };
}
