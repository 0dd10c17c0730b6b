import { createContext, useContext } from 'react';
import type { Problem } from '../../base/problem';
import { isLive } from '../../schema/edit';
import { valueAt } from '../../schema/fields';
import { useLab } from '../../store/lab';

/** What the controls edit: the lab's experiment, or one that stands elsewhere. */
export interface Editing {
  /** Stands before every path of a control, e.g. `teacher.`. */
  readonly scope: string;
  /** The value at a whole path; a hook. */
  useValue(at: string): unknown;
  /** What was refused there; a hook. */
  useProblem(at: string): Problem | undefined;
  edit(at: string, value: unknown): void;
  /** Whether a field changes in flight or starts the run again; undefined where that is not to be told. */
  isLive(at: string): boolean | undefined;
}

const lab: Editing = {
  scope: '',
  useValue: (at) => useLab((state) => valueAt(state.spec, at)),
  useProblem: (at) => useLab((state) => state.problems[at]),
  edit: (at, value) => useLab.getState().edit(at, value),
  isLive,
};

const EditingContext = createContext(lab);
export const EditingProvider = EditingContext.Provider;

/** A control's link-able id. */
const controlId = (at: string): string => at.replaceAll('.', '-');

/** One field of what is edited. */
export function useField<T = unknown>(path: string) {
  const { scope, useValue, edit } = useContext(EditingContext);
  const at = scope + path;
  return {
    id: controlId(at),
    value: useValue(at) as T,
    edit: (value: unknown) => edit(at, value),
    /** Edits a field beside it. */
    editAt: (path: string, value: unknown) => edit(scope + path, value),
  };
}

/** What is told of a field beside its value. */
export function useFieldFrame(path: string) {
  const { scope, useProblem, isLive } = useContext(EditingContext);
  const at = scope + path;
  return { at, id: controlId(at), problem: useProblem(at), live: isLive(at) };
}
