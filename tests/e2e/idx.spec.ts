import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { asFile, experiment, openExperiment, openFile, openLab, play, saveFrom, telemetryLines } from './lab';
import { test } from './test';

/** An IDX file of unsigned bytes. */
const idx = (shape: readonly number[], bytes: Uint8Array) => {
  const header = Buffer.alloc(4 + 4 * shape.length);
  header[2] = 8;
  header[3] = shape.length;
  for (const [d, size] of shape.entries()) header.writeUInt32BE(size, 4 + 4 * d);
  return Buffer.concat([header, bytes]);
};

test('own IDX files of the size of MNIST train, and are tested once an epoch', async ({ page }) => {
  test.setTimeout(240_000);
  const [count, side] = [60_000, 28];
  const labels = Uint8Array.from({ length: count }, (_, i) => (i * 7) % 10);
  // Class k lights up rows 2k + 4 and 2k + 5 over faint stripes.
  const images = new Uint8Array(count * side * side);
  for (let i = 0; i < count; i++) {
    for (let p = 0; p < side * side; p++) {
      const lit = Math.floor(p / side / 2) === labels[i]! + 2;
      images[i * side * side + p] = lit ? 200 + (i % 56) : (i + p) % 40;
    }
  }
  const folder = mkdtempSync(join(tmpdir(), 'gradient-lab-'));
  const files = ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte'].map((name) => join(folder, name));
  writeFileSync(files[0]!, idx([count, side, side], images));
  writeFileSync(files[1]!, idx([count], labels));

  await openLab(page);
  const network = { depth: 1, width: 64, activation: 'relu', initializer: { kind: 'heNormal' } };
  const optimizer = { kind: 'sgd', learningRate: 0.1 };
  await openExperiment(page, experiment({ network, training: { optimizer, batchSize: 128, steps: 240 } }));
  await page.locator('input[type="file"]').first().setInputFiles(files);
  await expect(page.getByLabel('Data set', { exact: true })).toHaveValue('idx', { timeout: 60_000 });
  await expect(play(page)).toBeEnabled({ timeout: 60_000 });
  await play(page).click();
  await expect(page.getByText('Stopped at step 240')).toBeVisible({ timeout: 120_000 });

  const tested = telemetryLines((await saveFrom(page, /Telemetry/)).bytes).filter(
    ({ testAccuracy }) => testAccuracy !== undefined,
  );
  expect(tested.map(({ step }) => step)).toEqual([0, 235]);
  expect(tested[1]!.testAccuracy).toBeGreaterThan(0.95);
  // Its files are kept by their hash, so they are there after a reload.
  await page.reload();
  await expect(page.getByLabel('Data set', { exact: true })).toHaveValue('idx');
  await expect(play(page)).toBeEnabled({ timeout: 60_000 });
  // The saved experiment contains its files and can be opened again.
  const saved = await saveFrom(page, /Experiment/);
  await openFile(page, asFile(experiment()));
  await expect(page.getByLabel('Data set', { exact: true })).toHaveValue('moons');
  await openFile(page, { name: saved.name, mimeType: 'application/json', buffer: Buffer.from(saved.bytes) });
  await expect(page.getByLabel('Data set', { exact: true })).toHaveValue('idx', { timeout: 60_000 });
});
