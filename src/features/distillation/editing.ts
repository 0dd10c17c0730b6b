import { valueAt } from '../../schema/fields';
import { experimentAt, type StudentPlace } from '../../schema/ownNetwork';
import { useDistillation } from '../../store/distillation';
import type { Editing } from '../setup';
import { createEditing } from '../study';

/** Controls that edit a part of the distillation: `teacher.`, `transfer.`, `method.2.`. */
export const editingOf = createEditing(useDistillation);

const ofNetworks = new Map<string, Editing>();

/**
 * Controls for a student's own network. Their paths are those of an experiment. If the student has no setting of its own, they
 * show the setting that all students share.
 */
export function editingOfNetwork(place: StudentPlace): Editing {
  const scope = `${place.list}.${place.index}.`;
  const editing = ofNetworks.get(scope) ?? {
    ...editingOf(scope),
    useValue: (at) =>
      useDistillation(({ draft }) => valueAt(experimentAt(draft, place), at.slice(scope.length))),
  };
  ofNetworks.set(scope, editing);
  return editing;
}
