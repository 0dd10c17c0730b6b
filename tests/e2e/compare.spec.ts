import { expect } from '@playwright/test';
import { experiment, openLabWith, saved } from './lab';
import { test } from './test';

const relu = experiment({
  name: 'Ten ReLU layers',
  network: { depth: 10, width: 16, activation: 'relu', initializer: { kind: 'normal', std: 0.05 } },
  data: { kind: 'moons', samples: 200, noise: 0.1 },
  training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, batchSize: 32, steps: 400 },
});

test.beforeEach(async ({ page }) => {
  await openLabWith(page, relu);
  await page.getByText('Compare', { exact: true }).click();
  await expect(page.getByTestId('runs')).toBeVisible();
});

test('fork, change the initializer, ten seeds, a verdict', async ({ page }) => {
  const table = page.getByTestId('runs');
  await page.getByLabel('Value').selectOption('heNormal');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(table.locator('[data-differs]')).toHaveCount(1);
  await expect(table.locator('[data-differs="network.initializer.kind"]')).toContainText('Normal');
  await expect(table.locator('[data-differs="network.initializer.kind"]')).toContainText('He normal');

  // What the first step will record is drawn before it.
  const profile = page.locator('#compare-profile .chart-line path');
  await expect(profile).toHaveCount(2);
  await expect(profile.last()).toHaveAttribute('d', /L/);

  // In lockstep both are at the same step.
  await page.getByRole('button', { name: 'One step' }).click();
  await expect(page.getByTestId('compared-steps')).toHaveText('at step 1 · 1');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(page.getByTestId('compared-steps')).toHaveText('at step 400 · 400', { timeout: 60_000 });
  await expect(table.locator('[data-metric="accuracy"] td')).toHaveCount(2);

  await page.getByRole('button', { name: 'Repeat over seeds' }).click();
  await expect(page.getByTestId('verdict')).toContainText('of 10 seeds', { timeout: 60_000 });
  await expect(page.getByTestId('verdict')).toContainText('Better in 10 of 10 seeds');
  const file = await saved(page, () => page.getByRole('button', { name: 'Save the numbers' }).click());
  const rows = file.bytes.toString('utf8').trim().split('\r\n');
  expect(rows).toHaveLength(1 + 2 * 10);
  const accuracy = rows[0]!.split(',').indexOf('accuracy');
  const of = (run: string) =>
    rows.filter((row) => row.startsWith(`${run},`)).map((row) => Number(row.split(',')[accuracy]));
  for (const [seed, value] of of('B').entries()) expect(value).toBeGreaterThan(of('A')[seed]!);
});

test('seeds can be cancelled and gone on with; what is done is kept', async ({ page }) => {
  await page.getByRole('textbox', { name: 'Seeds' }).fill('60');
  await page.getByRole('textbox', { name: 'Seeds' }).press('Tab');
  await page.getByRole('button', { name: 'Repeat over seeds' }).click();
  await expect(page.getByText(/[1-9]\d* of 60 runs/)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('button', { name: 'Repeat over seeds' })).toBeEnabled();
  await page.getByRole('button', { name: 'Repeat over seeds' }).click();
  // Finished runs are not repeated: fewer than 60 are left.
  await expect(page.getByText(/of [1-5]?\d runs/)).toBeVisible();
  await expect(page.getByText(/of 60 runs(?! kept)/)).toBeHidden();
  await expect(page.getByTitle('Median over 60 seeds')).toHaveCount(3, { timeout: 90_000 });
  // So deep a sigmoid network answers the same to every sample: its accuracy would be rounding.
  await expect(page.getByTestId('runs').locator('[data-no-score="constant"]')).toHaveCount(1);
});

test('a quick pick, tiles, and a refused value', async ({ page }) => {
  await page.getByRole('button', { name: 'Quick picks' }).click();
  await page.getByRole('menuitem', { name: 'Depth 5, 10, 20, 50' }).click();
  await expect(page.getByTestId('runs').locator('[data-differs="network.depth"] td')).toHaveText([
    '5',
    '10',
    '20',
    '50',
  ]);
  await page.getByRole('button', { name: 'One step' }).click();
  await page.getByText('Tiles', { exact: true }).click();
  await expect(page.locator('#compare-profile .chart-surface')).toHaveCount(4);
  await page.getByLabel('Same as A, except').selectOption('network.depth');
  await page.getByLabel('Value').fill('deep');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByText('“deep” is not a number')).toBeVisible();
  await expect(page.getByTestId('runs').locator('thead th')).toHaveCount(5);
});

test('a saved picture names the runs that it shows, and none that is hidden', async ({ page }) => {
  await page.getByLabel('Value').selectOption('heNormal');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('button', { name: 'One step' }).click();
  await expect(page.getByTestId('compared-steps')).toHaveText('at step 1 · 1');
  const chart = page.locator('#compare-profile');
  const names = async () => {
    const file = await saved(page, async () => {
      await chart.getByRole('button', { name: /^Menu of/ }).click();
      await page.getByRole('menuitem', { name: 'Save as SVG' }).click();
    });
    const texts = file.bytes.toString('utf8').matchAll(/<text[^>]*>([^<]*)<\/text>/g);
    // Once in the legend, and once at the end of each line if there are few lines.
    return [...new Set([...texts].map(([, text]) => text))].filter((text) => /^[AB]: [^:]*$/.test(text!));
  };
  expect(await names()).toEqual(['A: Normal', 'B: He normal']);
  await page.locator('.view-key').getByRole('button', { name: 'A: Normal', exact: true }).click();
  await expect(page.getByRole('menuitem')).toHaveCount(0);
  expect(await names()).toEqual(['B: He normal']);
});
