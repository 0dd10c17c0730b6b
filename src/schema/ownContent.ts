import type { DataSpec } from '../data/sets';
import { contentOf } from '../data/tables/contents';
import type { ExperimentSpec } from './experiment';

/** The experiment with the content of the user's own files, if it is loaded; used for everything that leaves the page. */
export const withContent = (spec: ExperimentSpec): ExperimentSpec => ({ ...spec, data: filled(spec.data) });

/** The hashes by which data refer to stored texts. */
export const hashesOf = (data: DataSpec): readonly string[] =>
  partsOf(data).flatMap(({ hash }) => (hash === undefined ? [] : [hash]));

/** The parts of data that hold the content of a file: a table and its test rows, or the two files of pictures. */
function partsOf(data: DataSpec): readonly { readonly hash?: string | undefined }[] {
  if (data.kind === 'table') return data.test ? [data, data.test] : [data];
  return data.kind === 'idx' ? [data.images, data.labels] : [];
}

function filled(data: DataSpec): DataSpec {
  if (data.kind === 'table') {
    const { test } = data;
    return { ...inPlace(data, 'text'), ...(test ? { test: inPlace(test, 'text') } : {}) };
  }
  if (data.kind !== 'idx') return data;
  return { ...data, images: inPlace(data.images, 'base64'), labels: inPlace(data.labels, 'base64') };
}

/** Replaces a hash by the text that is stored under it. */
function inPlace<T extends { hash?: string | undefined }>(part: T, field: 'text' | 'base64'): T {
  const { hash, ...rest } = part;
  const text = hash === undefined ? undefined : contentOf(hash);
  return text === undefined ? part : ({ ...rest, [field]: text } as unknown as T);
}
