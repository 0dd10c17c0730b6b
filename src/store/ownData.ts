import type { DataSpec } from '../data/sets';
import { parseExperiment } from '../schema/parse';
import type { Database, StoredOwnData, StoredRun } from './database';

/**
 * Separates a listed run from the data of the user's own files. The data can be tens of megabytes, so they are written once and
 * read when the run is opened.
 */
export function setApart(run: StoredRun): { readonly run: StoredRun; readonly own?: StoredOwnData } {
  // A record that cannot be used is put back as it was after it was deleted.
  const data = (run.spec as StoredRun['spec'] | null | undefined)?.data;
  if (!data) return { run };
  const listed = withoutContent(data);
  if (listed === data) return { run };
  return { run: { ...run, spec: { ...run.spec, data: listed } }, own: { id: run.id, data } };
}

/** The run together with its separated data, as they are stored: neither is checked. */
export async function putTogether(run: StoredRun, base: Database): Promise<StoredRun> {
  const own = await base.ownData.get(run.id);
  return own ? { ...run, spec: { ...run.spec, data: own.data } } : run;
}

/** The run together with its separated data. @throws Problem (rejects) if these cannot be used */
export async function madeWhole(run: StoredRun, base: Database): Promise<StoredRun> {
  const whole = await putTogether(run, base);
  return whole === run ? run : { ...whole, spec: parseExperiment(whole.spec) };
}

function withoutContent(data: DataSpec): DataSpec {
  if (data.kind === 'csv') {
    const { text, ...rest } = data;
    return text === undefined ? data : rest;
  }
  // Content that is stored by its hash is separate already.
  if (data.kind !== 'idx' || (data.images.hash !== undefined && data.labels.hash !== undefined)) return data;
  return { ...data, images: named(data.images), labels: named(data.labels) };
}

const named = ({ name, hash }: Extract<DataSpec, { kind: 'idx' }>['images']) => ({
  name,
  ...(hash === undefined ? {} : { hash }),
});
