import { createContext, useContext } from 'react';
import type { Problem } from '../../base/problem';
import { isLive } from '../../schema/edit';
import { valueAt } from '../../schema/fields';
import { useLab } from '../../store/lab';

/** The object that the controls edit: the lab's experiment, or an experiment in a study. */
export interface Editing {
  /** The prefix of every control's path, e.g. `teacher.`. */
  readonly scope: string;
  /** A hook that reads the value at a whole path. */
  useValue(at: string): unknown;
  /** A hook that reads the problem of the last refused edit at a path. */
  useProblem(at: string): Problem | undefined;
  edit(at: string, value: unknown): void;
  /** Whether a field changes during training or restarts the run; undefined if the control does not show it. */
  isLive(at: string): boolean | undefined;
}

const lab: Editing = {
  scope: '',
  useValue: (at) => useLab((state) => valueAt(state.spec, at)),
  useProblem: (at) =>
    useLab(({ problems }) => problems[at] ?? (problems.run?.values.field === at ? problems.run : undefined)),
  edit: (at, value) => useLab.getState().edit(at, value),
  isLive,
};

const EditingContext = createContext(lab);
export const EditingProvider = EditingContext.Provider;

/** A control's id, which links can use. */
const controlId = (at: string): string => at.replaceAll('.', '-');

/** One field of the edited object. */
export function useField<T = unknown>(path: string) {
  const { scope, useValue, edit } = useContext(EditingContext);
  const at = scope + path;
  return {
    id: controlId(at),
    value: useValue(at) as T,
    edit: (value: unknown) => edit(at, value),
    /** Edits another field of the same object. */
    editAt: (path: string, value: unknown) => edit(scope + path, value),
  };
}

/** A field's texts and state, apart from its value. */
export function useFieldFrame(path: string) {
  const { scope, useProblem, isLive } = useContext(EditingContext);
  const at = scope + path;
  return { at, id: controlId(at), problem: useProblem(at), live: isLive(at) };
}
