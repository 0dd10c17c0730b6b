import type { ExperimentSpec } from './experiment';

/** A field in which two experiments differ, by its dotted path; a value is undefined if that experiment has no such field. */
export interface Difference {
  readonly path: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** The fields in which two experiments differ, except names. */
export function differences(from: ExperimentSpec, to: ExperimentSpec): Difference[] {
  const found: Difference[] = [];
  const compare = (a: unknown, b: unknown, path: string) => {
    if (isObject(a) && isObject(b)) {
      for (const key of new Set([...Object.keys(a), ...Object.keys(b)])) {
        compare(a[key], b[key], path ? `${path}.${key}` : key);
      }
    } else if (a !== b && JSON.stringify(a) !== JSON.stringify(b)) found.push({ path, from: a, to: b });
  };
  compare({ ...from, name: undefined }, { ...to, name: undefined }, '');
  return found;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
