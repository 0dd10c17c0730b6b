import { contentOf } from '../data/tables/contents';
import type { ExperimentSpec } from './experiment';

/** The experiment with the text of the user's own table, if that text is loaded; used for everything that leaves the page. */
export function withContent(spec: ExperimentSpec): ExperimentSpec {
  const { data } = spec;
  if (data.kind !== 'table') return spec;
  const { test } = data;
  return { ...spec, data: { ...filled(data), ...(test ? { test: filled(test) } : {}) } };
}

/** Replaces a hash by the text that is stored under it. */
function filled<T extends { hash?: string | undefined; text?: string | undefined }>(part: T): T {
  const { hash, ...rest } = part;
  const text = hash === undefined ? undefined : contentOf(hash);
  return text === undefined ? part : ({ ...rest, text } as T);
}
