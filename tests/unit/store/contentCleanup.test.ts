import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { removeOthers, storeContent, storedContent } from '../../../src/data/tables/contentStore';
import { contentOf, holdContent } from '../../../src/data/tables/contents';
import { keptFile } from '../../../src/data/tables/keptContent';
import type { ExperimentSpec } from '../../../src/schema/experiment';
import { hashesOf, withContent } from '../../../src/schema/ownContent';
import { defaultExperiment } from '../../../src/schema/presets';
import { hashesIn, withStoredContent } from '../../../src/schema/storedContent';
import { namedHashes } from '../../../src/store/contentCleanup';
import { createDatabase, type StoredRun } from '../../../src/store/database';
import { setApart } from '../../../src/store/ownData';

const table = (hash: string) => ({ kind: 'table', file: 'a.csv', hash });

test('texts that a run, a sweep, a room, a draft or this page refers to stay; others go', async () => {
  const base = createDatabase('cleanup');
  const places = ['run', 'sweep', 'room', 'draft', 'memory', 'test', 'nobody', 'deleted'];
  for (const place of places) await storeContent(`1-${place}`, `text of ${place}`);
  holdContent('1-memory', 'text of memory');
  await base.runs.put({ id: 'r', spec: { data: { ...table('1-run'), test: table('1-test') } } } as never);
  await base.sweeps.put({ id: 's', sweep: { experiment: { data: table('1-sweep') } }, updated: 1 } as never);
  await base.rooms.put({
    id: 'compare',
    value: [{ spec: { data: table('1-room') }, numbers: new Float64Array(9) }],
  });
  const kept = [JSON.stringify({ teacher: { data: table('1-draft') } }), 'no JSON at all'];
  const storage = { length: kept.length, key: String, getItem: (key: string) => kept[Number(key)] } as never;
  await removeOthers(() => namedHashes(base, storage));
  const left = await Promise.all(
    places.map(async (place) => (await storedContent(`1-${place}`)) !== undefined),
  );
  expect(places.filter((_, i) => left[i])).toEqual(['run', 'sweep', 'room', 'draft', 'memory', 'test']);
});

test('a text that is stored while others are looked for stays', async () => {
  await storeContent('2-old', 'old');
  await removeOthers(async () => {
    await storeContent('2-new', 'new');
    return new Set();
  });
  expect([await storedContent('2-old'), await storedContent('2-new')]).toEqual([undefined, 'new']);
});

test('a study leaves the page with its texts, loaded from the browser’s database if need be', async () => {
  await storeContent('3-teacher', 'a,b\n1,2\n');
  const study = { name: 'x', teacher: { data: table('3-teacher') }, student: { data: table('3-gone') } };
  expect([...hashesIn(study)]).toEqual(['3-teacher', '3-gone']);
  const whole = await withStoredContent(study);
  expect(whole.teacher.data).toEqual({ kind: 'table', file: 'a.csv', text: 'a,b\n1,2\n' });
  expect(whole.student).toEqual(study.student);
  expect(contentOf('3-teacher')).toBe('a,b\n1,2\n');
  expect(study.teacher.data.hash).toBe('3-teacher');
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
