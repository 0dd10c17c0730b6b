import { expect, type Page } from '@playwright/test';
import { buildDataset } from '../../src/data/build';
import { predict } from '../../src/engine/theory/profile';
import { hiddenLayers } from '../../src/schema/experiment';
import { parseResults } from '../../src/schema/results';
import { cellAt, cellSpec, gridOf } from '../../src/schema/sweep';
import { asFile, openLab, play, records, saved } from './lab';
import { test } from './test';

const experiment = {
  format: 'gradient-lab/experiment',
  version: 1,
  seed: 1,
  data: { kind: 'gaussianNoise', samples: 200 },
  network: { depth: 20, width: 64, activation: 'tanh', initializer: { kind: 'meanField' } },
  training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, batchSize: 32 },
};
const sweepOf = (changes: Record<string, unknown>) =>
  asFile(
    { format: 'gradient-lab/sweep', version: 1, name: 'Small map', experiment, ...changes },
    'small.sweep.json',
  );

const phases = sweepOf({
  axes: [
    { field: 'network.initializer.sigmaW', spacing: 'squares', from: 0.5, to: 4, count: 8 },
    { field: 'network.initializer.sigmaB', spacing: 'squares', from: 0, to: 0.3, count: 4 },
  ],
  repeats: 6,
});

/** Opens a sweep or a results file in the map. */
const openMap = async (page: Page, file: ReturnType<typeof asFile>) => {
  await page.locator('input[type="file"]').first().setInputFiles(file);
};
const progress = (page: Page) => page.getByTestId('map-progress');
const run = (page: Page) => page.getByRole('button', { name: 'Run', exact: true });

const results = async (page: Page) => {
  const file = await saved(page, async () => {
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('menuitem', { name: /Results/ }).click();
  });
  return file.bytes.toString('utf8');
};

test('the map fills, and its boundary is where theory says', async ({ page }) => {
  await page.goto('/?page=map');
  await openMap(page, phases);
  await expect(progress(page)).toHaveText(/0 of 192 runs, about/);
  await run(page).click();
  await expect(progress(page)).toHaveText(/192 of 192 runs/, { timeout: 100_000 });
  await expect(page.getByTestId('map-theory')).toContainText('Critical line');

  const { sweep, cells } = parseResults(await results(page), 'map.results.csv');
  const grid = gridOf(sweep);
  const measured = new Map<number, number[]>();
  for (const { index, metrics } of cells) {
    const place = Math.floor(index / sweep.repeats);
    measured.set(place, [...(measured.get(place) ?? []), metrics.signalRatio * Math.LN10]);
  }
  expect(measured.size).toBe(32);
  let [vanishing, exploding] = [0, 0];
  for (const [place, logs] of measured) {
    const spec = cellSpec(sweep, grid, cellAt(sweep, grid, place * sweep.repeats));
    const { train, features } = buildDataset(spec);
    const square = train.inputs.reduce((sum, x) => sum + x * x, 0) / train.inputs.length;
    const { ratios } = predict(spec, square, features);
    const mean = logs.reduce((sum, x) => sum + x, 0) / logs.length;
    const off = Math.abs(mean - Math.log(ratios[0]!));
    // Tolerance: four standard errors of six networks, with Hanin and Nica's variance of ln ‖δ‖², 5 / width per layer, plus
    // ±0.3 because the softmax signal is not unit noise.
    const layers = hiddenLayers(spec.network);
    const spread = Math.sqrt(layers.reduce((sum, { units }) => sum + 5 / units, 0)) / 2;
    expect(off, `cell ${place} of ${layers.length} layers`).toBeLessThan((4 * spread) / Math.sqrt(6) + 0.3);
    // Where theory is unambiguous, measurement lies on the same side of the boundary.
    if (Math.abs(Math.log(ratios[0]!)) < 0.7) continue;
    expect(Math.sign(mean)).toBe(Math.sign(Math.log(ratios[0]!)));
    if (mean < 0) vanishing++;
    else exploding++;
  }
  expect(vanishing).toBeGreaterThan(8);
  expect(exploding).toBeGreaterThan(4);
});

test('a cell opens as that very run, by mouse and by keyboard', async ({ page }) => {
  await page.goto('/?page=map');
  await openMap(page, phases);
  await expect(progress(page)).toHaveText(/0 of 192 runs/);
  const cells = page.getByRole('slider', { name: /Cells of/ });
  await cells.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(play(page)).toBeEnabled();
  await expect(page.locator('#network-initializer-sigmaW')).toHaveValue(/^1$|^0\.99/);
  await page.getByText('Map', { exact: true }).click();
  await expect(cells).toBeVisible();
  const box = (await cells.boundingBox())!;
  await cells.click({ position: { x: box.width - 3, y: 3 } });
  await expect(page.locator('#network-initializer-sigmaW')).toHaveValue('2');
});

/** The number of finished runs of the sweep that the page shows. */
const done = async (page: Page) => Number(/^\d+/.exec((await progress(page).textContent())!)![0]);

/** The number of runs in the browser's storage. */
const cellsKept = async (page: Page) => (await records(page, 'cells')).length;

test('killed in mid-sweep, reopened, resumed; then a sweep that diverges is drawn and opened from its file', async ({
  context,
  page,
}) => {
  test.setTimeout(300_000);
  const long = sweepOf({
    axes: [
      { field: 'training.optimizer.learningRate', spacing: 'log', from: 0.01, to: 1000, count: 8 },
      { field: 'network.activation', spacing: 'list', values: ['linear', 'tanh'] },
    ],
    experiment: { ...experiment, network: { ...experiment.network, depth: 6, width: 32 } },
    repeats: 2,
    steps: 3000,
    metric: 'trainLoss',
  });
  await page.goto('/?page=map');
  await openMap(page, long);
  await expect(progress(page)).toHaveText(/^0 of 32 runs/);
  await run(page).click();
  await expect(progress(page)).toHaveText(/^\d\d of 32 runs/, { timeout: 120_000 });
  const before = await done(page);
  // Results are stored every second, and storing takes a moment.
  await expect.poll(() => cellsKept(page)).toBeGreaterThanOrEqual(before);
  await page.close({ runBeforeUnload: false });

  const again = await context.newPage();
  await again.goto('/?page=map');
  await expect.poll(() => done(again)).toBeGreaterThanOrEqual(before);
  await again.getByRole('button', { name: 'Resume' }).click();
  await expect(progress(again)).toHaveText(/32 of 32 runs/, { timeout: 120_000 });
  await expect(again.locator('#phase-map svg path[stroke]').first()).toBeAttached();
  const text = await results(again);
  const { cells } = parseResults(text, 'r.csv');
  expect(new Set(cells.map(({ index }) => index)).size).toBe(32);
  expect(cells.some(({ metrics }) => Number.isFinite(metrics.divergedAt))).toBe(true);

  await openMap(again, phases);
  await expect(progress(again)).toHaveText(/0 of 192/);
  await openMap(again, { name: 'r.results.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await expect(progress(again)).toHaveText(/32 of 32/);
});

test('bad input is told before anything runs, and the map stays', async ({ page }) => {
  await page.goto('/?page=map');
  await openMap(page, phases);
  await expect(progress(page)).toHaveText(/0 of 192/);
  await page.getByLabel('Repeats per cell').fill('100000');
  await page.getByLabel('Repeats per cell').press('Enter');
  await expect(page.getByRole('alert')).toContainText('Repeats per cell: found 100000');
  await page.getByRole('group', { name: 'x axis' }).getByLabel('Count').fill('9999');
  await page.getByRole('group', { name: 'x axis' }).getByLabel('Count').press('Enter');
  await expect(page.getByRole('alert')).toContainText('Axes: found 239976 runs');
  await expect(progress(page)).toHaveText(/0 of 192/);
  await openMap(page, { name: 'x.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,2\n') });
  await expect(page.getByRole('alert')).toContainText('x.csv: its first line');
  const zip = await saved(page, async () => {
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('menuitem', { name: /PyTorch/ }).click();
  });
  expect(zip.name).toBe('gradient-lab-sweep.zip');
  expect(zip.bytes.length).toBeGreaterThan(5000);

  // What the last visit left cannot be used.
  const left = '{"format":"gradient-lab/sweep","version":1,"axes":null}';
  await page.evaluate((text) => localStorage.setItem('gradient-lab.sweep', text), left);
  await page.reload();
  const bad = page.getByTestId('bad-kept');
  await expect(bad).toContainText('What an earlier visit left on this page cannot be used');
  await expect(progress(page)).toHaveText(/0 of \d+/);
  const file = await saved(page, () => bad.getByRole('button', { name: 'Export', exact: true }).click());
  expect(JSON.parse(file.bytes.toString()).value).toEqual([left]);
  await bad.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(bad).toHaveCount(0);
});

test('the map opens from the lab with its experiment', async ({ page }) => {
  await openLab(page);
  await page.getByText('Map', { exact: true }).click();
  await page.getByRole('button', { name: 'Use the lab’s experiment' }).click();
  // The lab's initializer has no σw, so its gain is swept instead.
  const fields = page.getByRole('group', { name: 'x axis' });
  await expect(fields.getByLabel('Setting on x')).toHaveValue('network.initializer.gain');
  await expect(page.getByText('Twenty sigmoid layers')).toBeVisible();
  await page.getByRole('button', { name: 'Remove y axis' }).click();
  await expect(progress(page)).toHaveText(/0 of 12 runs/);
});
