import { contentOf } from '../data/tables/contents';
import type { ExperimentSpec } from './experiment';

/** The experiment with the text of its own table in it, where that is at hand: for what leaves the page. */
export function withContent(spec: ExperimentSpec): ExperimentSpec {
  const { data } = spec;
  if (data.kind !== 'table') return spec;
  const { test } = data;
  return { ...spec, data: { ...filled(data), ...(test ? { test: filled(test) } : {}) } };
}

/** A text in place of the hash by which it is kept. */
function filled<T extends { hash?: string | undefined; text?: string | undefined }>(part: T): T {
  const { hash, ...rest } = part;
  const text = hash === undefined ? undefined : contentOf(hash);
  return text === undefined ? part : ({ ...rest, text } as T);
}
