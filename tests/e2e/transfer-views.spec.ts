import { expect, type Page } from '@playwright/test';
import { asFile, expectNarrowTabs, openFile, openLab, saved } from './lab';
import { test } from './test';

/** Eight sigmoid layers; the lower ones hardly adapt. */
const deep = {
  format: 'gradient-lab/transfer',
  version: 1,
  name: 'Small and deep',
  source: {
    format: 'gradient-lab/experiment',
    version: 1,
    seed: 1,
    data: { kind: 'moons', samples: 160, noise: 0.1 },
    network: { depth: 8, width: 16, activation: 'sigmoid' },
    training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, batchSize: 32, steps: 120 },
  },
  target: { shifts: [{ kind: 'rotation', degrees: 45 }], labelBudget: 10 },
  methods: [{ kind: 'sourceOnly' }, { kind: 'targetOnly' }, { kind: 'fineTune' }],
  seeds: 3,
  sweep: { over: 'labelBudget', values: [2, 20, null] },
};

/** Opens the small transfer and trains it to its end. */
async function run(page: Page): Promise<void> {
  await openLab(page);
  await openFile(page, asFile(deep, 'small.transfer.json'));
  await expect(page.getByRole('tab', { name: 'Feature space' })).toBeVisible();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(page.getByTestId('phase')).toHaveText(/done/i, { timeout: 60_000 });
}

const view = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click();

/** The rows of a chart's table, without headings and caption. */
async function tableOf(page: Page, chart: string): Promise<readonly (readonly string[])[]> {
  // The menu of the previous chart may still be closing.
  await expect(page.getByRole('menu')).toHaveCount(0);
  const file = await saved(page, async () => {
    await page
      .locator(`#${chart}`)
      .getByRole('button', { name: /^Menu of/ })
      .click();
    await page.getByRole('menuitem', { name: /CSV/ }).click();
  });
  expect(file.name).toBe(`${chart}.csv`);
  const rows = file.bytes
    .toString('utf8')
    .trim()
    .split('\r\n')
    .filter((line) => !line.startsWith('#'));
  return rows.slice(1).map((row) => row.split(','));
}

/** The end of each method's curve. */
function ends(rows: readonly (readonly string[])[]): ReadonlyMap<string, number> {
  return new Map(rows.map(([name, , value]) => [name!, Number(value)]));
}

/** The values of the methods in the room's table. */
const told = async (page: Page, column: string) =>
  page
    .getByTestId('outcomes')
    .locator(`[data-column="${column}"] [data-value]`)
    .evaluateAll((cells) => cells.map((cell) => Number(cell.getAttribute('data-value'))));

const numbers = (text: string) => text.replaceAll(/\s/g, '');

test('the views of a transfer: curves that end where the table does, gradients and weight change by layer, boundaries, feature spaces, a sweep, and a narrow page', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await run(page);
  await expectCurvesAndGradients(page);

  await view(page, 'Boundaries');
  await expect(page.locator('#transfer-boundaries text', { hasText: 'disagrees on' })).toHaveCount(2);
  await expect(page.locator('#transfer-boundaries')).toContainText('target (source: circles)');

  await view(page, 'Feature space');
  await page.getByLabel('Hidden layer', { exact: true }).selectOption({ label: '1 of 8' });
  await expect(page.getByTestId('features-of')).toHaveText('Fine-tuning, at the end');
  const points = await tableOf(page, 'transfer-features');
  expect(points.filter(([, , group]) => group === 'Source')).toHaveLength(80);
  expect(points.filter(([, , group]) => group === 'Target')).toHaveLength(80);
  // With two inputs, a first layer has at most two large components, so the two axes hold nearly all of the variance.
  const shares = (await page.locator('#transfer-features').innerText()).match(
    /([\d.]+)\s% of the variance/g,
  )!;
  expect(shares.reduce((sum, share) => sum + Number.parseFloat(share), 0)).toBeGreaterThan(90);

  await view(page, 'Curves');
  await expect(page.getByTestId('empty-state')).toContainText('Target labels per class');
  await page.getByTestId('empty-state').getByRole('button', { name: 'Run now' }).click();
  await expect(page.getByTestId('curves-drawn')).toContainText('9 of 9 runs', { timeout: 60_000 });
  const rows = await tableOf(page, 'transfer-curves-target');
  expect(rows).toHaveLength(3 * 3);
  // “All” means that all training samples of a class have their label.
  expect(rows.slice(0, 3).map(([, value]) => Number(value))).toEqual([2, 20, 40]);
  const middle = rows.filter(([, value]) => value === '20').map(([, , median]) => Number(median));
  await page.locator('#transfer-at').selectOption({ label: '20' });
  await expect.poll(() => told(page, 'targetAccuracy')).toEqual(middle);

  await page.setViewportSize({ width: 390, height: 844 });
  await view(page, 'Over time');
  await expectNarrowTabs(page, 6);
});

/** Curves end where the table does; gradients of both domains and their angle; the lower layers do not adapt. */
async function expectCurvesAndGradients(page: Page): Promise<void> {
  for (const [domain, column] of [
    ['target', 'targetAccuracy'],
    ['source', 'sourceAccuracy'],
  ] as const) {
    const last = ends(await tableOf(page, `transfer-${domain}-accuracy`));
    expect([...last.keys()]).toEqual(['Source only', 'Target only', 'Fine-tuning']);
    expect([...last.values()]).toEqual(await told(page, column));
  }

  await view(page, 'Gradients');
  await expect(page.getByLabel('Method', { exact: true })).toHaveValue('2');
  const slider = page.getByRole('slider', { name: 'Step shown' });
  await slider.focus();
  await slider.press('Home');
  await expect(page.getByTestId('way')).toContainText('At step 0 ');
  const norms = await tableOf(page, 'transfer-pull');
  const cosines = (await tableOf(page, 'transfer-cosine')).map(([, , value]) => Number(value));
  const of = (name: string) => norms.filter(([run]) => run === name).map(([, , value]) => Number(value));
  const [source, target] = [of('Source'), of('Target')];
  expect(source).toHaveLength(9);
  // Both vanish towards the input.
  expect(source[0]! / source[8]!).toBeLessThan(0.01);
  const dot = cosines.reduce((sum, cosine, l) => sum + cosine * source[l]! * target[l]!, 0);
  const cosine = dot / Math.hypot(...source) / Math.hypot(...target);
  const said = /cosine ([−\d.]+), angle ([\d.]+)°/.exec(await page.getByTestId('way').innerText())!;
  expect(Number(said[1]!.replace('−', '-'))).toBeCloseTo(cosine, 2);
  expect(Number(said[2])).toBeCloseTo((Math.acos(cosine) * 180) / Math.PI, 0);
  await expect(page.getByTestId('way')).toContainText(cosine > 0 ? 'the same way' : /oppose|orthogonal/);
  await expect(page.getByTestId('pulls').locator('tbody tr')).toHaveCount(10);

  await view(page, 'Weight change');
  // At the starting point of all layers, no layer has changed.
  await expect(page.getByTestId('adapted')).toHaveCount(0);
  await page.getByRole('slider', { name: 'Step shown' }).press('End');
  await expect(page.getByTestId('adapted')).toContainText('By step 120 ');
  const changes = (await tableOf(page, 'transfer-change')).map((row) => Number(row.at(-1)));
  expect(changes).toHaveLength(9);
  expect(changes[0]! / changes[8]!).toBeLessThan(0.02);
  const byLayer = (await tableOf(page, 'transfer-change-layers')).filter(([run]) => run === 'Fine-tuning');
  expect(byLayer.map(([, , value]) => Number(value))).toEqual(changes);
  expect(numbers(await page.getByTestId('adapted').innerText())).toContain(
    `outputlayerby${Number((100 * changes[8]!).toPrecision(3))}%`,
  );
}
