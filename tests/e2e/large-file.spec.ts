import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { endQuantities, frameLength, layerQuantities } from '../../src/engine/telemetry';
import { hiddenLayers } from '../../src/schema/experiment';
import { parseExperiment } from '../../src/schema/parse';
import { packLibrary } from '../../src/store/libraryFile';
import { experiment, openLab, records } from './lab';

/** Files of the lab that take a worker seconds to read: the page answers meanwhile. */

const folder = mkdtempSync(join(tmpdir(), 'gradient-lab-large-'));
const written = (name: string, value: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(value));
  return path;
};

/** An experiment of 20 MB: a million numbers in the file itself. The last label is none. */
const rows = Array.from({ length: 50_000 }, (_, i) =>
  Array.from({ length: 20 }, (_, j) => Math.sin(20 * i + j)),
);
const numbers = written(
  'numbers.experiment.json',
  experiment({
    data: { kind: 'inline', inputs: rows, labels: [...rows.slice(1).map((_, i) => i % 2), 'x'] },
  }),
);
/** What the page itself did since it was asked last: its longest task in milliseconds, and the longest JSON that it parsed. */
interface Done {
  task: number;
  json: number;
}
const watch = (page: Page) =>
  page.addInitScript(() => {
    const done = { task: 0, json: 0 };
    Object.assign(globalThis, { done });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) done.task = Math.max(done.task, duration);
    }).observe({ type: 'longtask' });
    const { parse } = JSON;
    JSON.parse = (json, reviver) => {
      done.json = Math.max(done.json, json.length);
      return parse(json, reviver);
    };
  });
const taken = (page: Page): Promise<Done> =>
  page.evaluate(() => {
    const { done } = globalThis as never as { done: Done };
    const copy = { ...done };
    Object.assign(done, { task: 0, json: 0 });
    return copy;
  });
const open = (page: Page, path: string) => page.locator('input[type="file"]').first().setInputFiles(path);

test('a file of 20 MB is read, and refused, without the page parsing it', async ({ page }) => {
  await watch(page);
  await openLab(page);
  const reading = page.getByRole('status').filter({ hasText: 'Reading' });

  await taken(page);
  await open(page, numbers);
  await expect(reading).toContainText('numbers.experiment.json');
  await expect(page.getByRole('alert').filter({ hasText: 'Labels 50000: found "x"' })).toBeVisible();
  await expect(reading).toHaveCount(0);
  const refused = await taken(page);
  expect(refused.json).toBeLessThan(2 ** 20);
  // On the page itself the file is one task, as long as this on the same machine at the same time.
  const alone = await page.evaluate((size) => {
    const text = JSON.stringify(Array.from({ length: size }, (_, i) => Math.sin(i)));
    const began = performance.now();
    for (let n = 0; n < 3; n++) JSON.parse(text);
    return performance.now() - began;
  }, 1_000_000);
  expect(refused.task).toBeLessThan(alone);
});

/** A library of one run: 200 layers and 2,000 recorded steps, 40 MB of numbers. */
async function library(): Promise<string> {
  const spec = parseExperiment(experiment({ network: { depth: 200, width: 8, activation: 'tanh' } }));
  const layers = hiddenLayers(spec.network).length + 1;
  const id = 'deep';
  const run = {
    ...{ id, name: 'Deep', spec, created: 1, updated: 2, step: 2000, pinned: false, tags: [], note: '' },
    ...{ loss: 0.25, accuracy: 1, losses: [], profile: [], bytes: 8, end: 'steps' as const },
  };
  const frames = Float64Array.from({ length: 2000 * frameLength(layers) }, (_, i) => (i * 7919) % 1009);
  const numbers = {
    ...{ id, frames, layers, quantities: layerQuantities, ending: endQuantities, classification: true },
    checkpoint: undefined,
  };
  const path = join(folder, 'deep.zip');
  writeFileSync(path, new Uint8Array(await packLibrary([{ run, numbers }]).arrayBuffer()));
  return path;
}

test('a library with a run of 200 layers is imported without its numbers on the page', async ({ page }) => {
  const path = await library();
  await watch(page);
  await page.addInitScript(() => {
    Object.assign(globalThis, { put: 0 });
    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = function (value, ...key) {
      const counted = globalThis as never as { put: number };
      counted.put = Math.max(counted.put, value?.frames?.byteLength ?? 0);
      return put.call(this, value, ...key);
    };
  });
  await openLab(page);
  await page.getByText('Library', { exact: true }).click();
  await expect(page.getByText('Nothing here yet')).toBeVisible();
  await taken(page);
  await open(page, path);
  await expect(page.getByText('Runs imported: 1.')).toBeVisible();
  const done = await taken(page);
  console.log(`The longest task of the page took ${done.task} ms.`);
  expect(done.json).toBe(0);
  expect(await page.evaluate(() => (globalThis as never as { put: number }).put)).toBe(0);
  expect((await records(page, 'runs')).map(({ id }) => id)).toEqual(['deep']);
});
