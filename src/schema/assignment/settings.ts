import { Problem } from '../../base/problem';
import { setAt, setField } from '../edit';
import type { ExperimentSpec } from '../experiment';
import { type Field, fieldsOf, valueAt } from '../fields';
import { parseExperiment } from '../parse';

/** Objects of an experiment whose fields depend on their `kind`. */
export const kindPlaces = ['data', 'network.initializer', 'training.optimizer', 'training.schedule'] as const;
export type KindPlace = (typeof kindPlaces)[number];

/** A value that may be wrong: a Problem counts as none. */
export function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

/**
 * The settings that an assignment may free: every field of its start, and the fields of the other kinds that the student could
 * choose. The number of steps has a limit of its own.
 */
export function allowedFields(start: ExperimentSpec): readonly Field[] {
  const fields = fieldsOf(start);
  const others = kindPlaces.flatMap((place) => {
    const field = fields.find(({ path }) => path === `${place}.kind`);
    const options = field?.range.kind === 'choice' ? field.range.options : [];
    return options.flatMap(({ value }) => {
      const other = attempt(() => setField(start, `${place}.kind`, value));
      return other ? fieldsOf(other).filter(({ path }) => path.startsWith(`${place}.`)) : [];
    });
  });
  const byPath = new Map([...others, ...fields].map((field) => [field.path, field]));
  byPath.delete('training.steps');
  const paths = [...fields, ...others].map(({ path }) => path);
  return [...new Set(paths)].flatMap((path) => byPath.get(path) ?? []);
}

/**
 * What an experiment becomes by another kind at a place alone: with the fields that both kinds have kept, and with the kind's
 * own defaults. Its other fields follow from the kind, and are no further change.
 */
export function afterKind(spec: ExperimentSpec, place: KindPlace, kind: unknown): readonly ExperimentSpec[] {
  const kept = attempt(() => setField(spec, `${place}.kind`, kind));
  const fresh = attempt(() => parseExperiment(setAt(spec, place.split('.'), { kind })));
  return [kept, fresh].filter((one) => one !== undefined);
}

export const sameAt = (a: ExperimentSpec, b: ExperimentSpec, path: string): boolean =>
  JSON.stringify(valueAt(a, path)) === JSON.stringify(valueAt(b, path));
