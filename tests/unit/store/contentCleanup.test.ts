import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { contentHash } from '../../../src/data/tables/contentHash';
import { removeOthers, storeContent, storedContent } from '../../../src/data/tables/contentStore';
import { addContent, contentOf } from '../../../src/data/tables/contents';
import { keptFile } from '../../../src/data/tables/keptContent';
import type { ExperimentSpec } from '../../../src/schema/experiment';
import { hashesOf, withContent } from '../../../src/schema/ownContent';
import { defaultExperiment } from '../../../src/schema/presets';
import { hashesIn, withStoredContent } from '../../../src/schema/storedContent';
import { namedHashes } from '../../../src/store/contentCleanup';
import { createDatabase, type StoredRun } from '../../../src/store/database';
import { setApart } from '../../../src/store/ownData';

const textOf = (place: string) => `text of ${place}`;
const keyOf = (place: string) => contentHash(textOf(place));
const table = (hash: string) => ({ kind: 'table', file: 'a.csv', hash });

test('texts that a run, a sweep, a room, a draft or this page refers to stay; others go', async () => {
  const base = createDatabase('cleanup');
  const places = ['run', 'sweep', 'room', 'draft', 'memory', 'test', 'nobody', 'deleted'];
  for (const place of places) await storeContent(keyOf(place), textOf(place));
  addContent(keyOf('memory'), textOf('memory'));
  await base.runs.put({
    id: 'r',
    spec: { data: { ...table(keyOf('run')), test: table(keyOf('test')) } },
  } as never);
  await base.sweeps.put({
    id: 's',
    sweep: { experiment: { data: table(keyOf('sweep')) } },
    updated: 1,
  } as never);
  await base.rooms.put({
    id: 'compare',
    value: [{ spec: { data: table(keyOf('room')) }, numbers: new Float64Array(9) }],
  });
  const kept = [JSON.stringify({ teacher: { data: table(keyOf('draft')) } }), 'no JSON at all'];
  const storage = { length: kept.length, key: String, getItem: (key: string) => kept[Number(key)] } as never;
  await removeOthers(() => namedHashes(base, storage));
  const left = await Promise.all(
    places.map(async (place) => (await storedContent(keyOf(place))) !== undefined),
  );
  expect(places.filter((_, i) => left[i])).toEqual(['run', 'sweep', 'room', 'draft', 'memory', 'test']);
});

test('a text that is stored while others are looked for stays', async () => {
  await storeContent(keyOf('old'), textOf('old'));
  await removeOthers(async () => {
    await storeContent(keyOf('new'), textOf('new'));
    return new Set();
  });
  expect([await storedContent(keyOf('old')), await storedContent(keyOf('new'))]).toEqual([
    undefined,
    textOf('new'),
  ]);
});

test('a study leaves the page with its texts, loaded from the browser’s database if need be', async () => {
  const hash = contentHash('a,b\n1,2\n');
  await storeContent(hash, 'a,b\n1,2\n');
  const study = { name: 'x', teacher: { data: table(hash) }, student: { data: table('3-gone') } };
  expect([...hashesIn(study)]).toEqual([hash, '3-gone']);
  const whole = await withStoredContent(study);
  expect(whole.teacher.data).toEqual({ kind: 'table', file: 'a.csv', text: 'a,b\n1,2\n' });
  expect(whole.student).toEqual(study.student);
  expect(contentOf(hash)).toBe('a,b\n1,2\n');
  expect(study.teacher.data.hash).toBe(hash);
});

test('a large pair of IDX files is kept by hash, and leaves the page whole', async () => {
  const base64 = 'A'.repeat(200_000);
  const images = await keptFile({ name: 'images.gz', base64 });
  const labels = await keptFile({ name: 'labels.gz', base64: 'AAAA' });
  expect(images).toEqual({ name: 'images.gz', hash: expect.any(String) });
  expect(labels).toEqual({ name: 'labels.gz', base64: 'AAAA' });
  const data = { kind: 'idx', images, labels };
  const whole = { kind: 'idx', images: { name: 'images.gz', base64 }, labels };
  expect(await withStoredContent({ source: { data } })).toEqual({ source: { data: whole } });
  const spec = { ...defaultExperiment(), data } as unknown as ExperimentSpec;
  expect(hashesOf(spec.data)).toEqual([...hashesIn(images)]);
  expect(withContent(spec).data).toEqual(whole);
  // The library lists such a run with its hash, so that the files stay.
  const run = { id: 'r', spec } as StoredRun;
  const apart = setApart(run);
  expect([...hashesIn(apart.run)]).toEqual(hashesOf(spec.data));
});
