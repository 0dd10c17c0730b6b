import { expect, type Page } from '@playwright/test';
import { asFile, expectNarrowTabs, openFile, openLab, saved } from './lab';
import { test } from './test';

const network = { activation: 'relu', initializer: { kind: 'heNormal' } };
const data = { kind: 'spiral', noise: 0.05, arms: 3 };
const experiment = { format: 'gradient-lab/experiment', version: 1, seed: 1 };

/** Three arms; the students never see the middle one. */
const spiral = {
  format: 'gradient-lab/distillation',
  version: 1,
  name: 'Small spiral',
  teacher: {
    ...experiment,
    data: { ...data, samples: 1200 },
    network: { depth: 2, width: 32, ...network },
    training: { optimizer: { kind: 'adam', learningRate: 0.01 }, batchSize: 64, steps: 300 },
  },
  student: {
    ...experiment,
    data: { ...data, samples: 400, testFraction: 0.5 },
    network: { depth: 3, width: 8, ...network },
    training: { optimizer: { kind: 'adam', learningRate: 0.01 }, batchSize: 32, steps: 200 },
  },
  transfer: { withoutClass: 1 },
  controls: [{ kind: 'hardLabels' }],
  method: [
    { kind: 'hinton', alpha: 0.5, temperature: 2 },
    { kind: 'hinton', alpha: 0, temperature: 8 },
  ],
};

/** Opens the small distillation and races it to its end. */
async function race(page: Page): Promise<void> {
  await openLab(page);
  await openFile(page, asFile(spiral, 'small.distillation.json'));
  await expect(page.getByRole('tab', { name: 'Dark knowledge' })).toBeVisible();
  await page.getByTestId('empty-state').getByRole('button', { name: 'Play now' }).click();
  await expect(page.getByTestId('phase')).toHaveText(/done/i, { timeout: 60_000 });
}

const view = (page: Page, name: string) => page.getByRole('tab', { name, exact: true }).click();

/** A row of the exported logits. */
interface Logits {
  readonly sample: number;
  readonly label: string;
  readonly model: string;
  readonly z: readonly number[];
}

async function logitsOf(page: Page): Promise<readonly Logits[]> {
  await view(page, 'Dark knowledge');
  const file = await saved(page, () => page.getByRole('button', { name: 'Save the logits (CSV)' }).click());
  return file.bytes
    .toString('utf8')
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => {
      // Student names contain commas, so the file quotes them.
      const [, sample, label, model, z] = /^(\d+),(\w+),("[^"]*"|[^,]*),(.*)$/.exec(line)!;
      return {
        sample: Number(sample),
        label: label!,
        model: model!.replaceAll('"', ''),
        z: z!.split(',').map(Number),
      };
    });
}

function softmax(z: readonly number[], T: number): number[] {
  const powers = z.map((value) => Math.exp((value - Math.max(...z)) / T));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

const largest = (z: readonly number[]): number => z.indexOf(Math.max(...z));

/** Expects every share on the page to equal the softmax at T of the exported logits. */
async function expectShares(page: Page, logits: readonly Logits[], sample: number, T: number): Promise<void> {
  const rows = logits.filter((row) => row.sample === sample);
  const shares = page.getByTestId('answers-at').locator('[data-share]');
  await expect(shares).toHaveCount(rows.length);
  const shown = await shares.evaluateAll((cells) =>
    cells.map((cell) => Number(cell.getAttribute('data-share'))),
  );
  rows.forEach(({ z, label }, i) => {
    expect(Math.abs(shown[i]! - softmax(z, T)[Number(label)]!), `row ${i}`).toBeLessThan(1e-12);
  });
}

const type = async (page: Page, id: string, value: string) => {
  await page.locator(`#${id}`).fill(value);
  await page.locator(`#${id}`).press('Enter');
};

test('the views of a race: what is shown is the softmax of the exported logits; a gradient is taken apart; a missing class; every view on a narrow page', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await race(page);
  const logits = await logitsOf(page);
  expect(logits).toHaveLength(200 * 4);
  await expectShares(page, logits, 1, 4);

  await type(page, 'distil-view-temperature', '20');
  await expect(page.getByText('Class probabilities of sample 1 at T = 20')).toBeVisible();
  await expectShares(page, logits, 1, 20);

  // The slider is moved by keyboard, to another sample of another class.
  const slider = page.getByRole('slider', { name: 'Temperature T' });
  await slider.focus();
  await slider.press('Home');
  await expectShares(page, logits, 1, 0.5);
  await page.getByLabel('Samples of', { exact: true }).selectOption({ label: 'class 2' });
  await page.getByRole('button', { name: 'Next sample' }).click();
  const second = logits.filter(({ label, model }) => label === '2' && model === 'Teacher')[1]!.sample;
  await expect(page.getByTestId('sample')).toHaveText(`Test sample ${second} of 200, class 2`);
  await expectShares(page, logits, second, 0.5);

  // Temperature 0 is rejected, so there is no division by 0 and the previous picture stays.
  await type(page, 'distil-view-temperature', '0');
  await expect(page.getByRole('alert')).toContainText('Temperature T: found 0; use at least');
  await expectShares(page, logits, second, 0.5);

  const chart = await saved(page, async () => {
    await page.getByRole('button', { name: /^Menu of Class probabilities/ }).click();
    await page.getByRole('menuitem', { name: /CSV/ }).click();
  });
  expect(chart.name).toBe('distil-probabilities.csv');
  const table = chart.bytes
    .toString('utf8')
    .trim()
    .split('\r\n')
    .filter((line) => /^\d,/.test(line));
  const teacher = softmax(logits.find((row) => row.sample === second)!.z, 0.5);
  expect(table.map((line) => Number(line.split(',')[1]))).toEqual(
    teacher.map((share) => expect.closeTo(share, 12)),
  );

  await type(page, 'distil-view-temperature', '4');
  await expectGradients(page);
  await expectMissingClass(page, logits);

  await view(page, 'Decision boundaries');
  await expect(page.locator('#distil-boundaries canvas').first()).toBeVisible();
  await expect(page.locator('#distil-boundaries text', { hasText: 'disagrees on' })).toHaveCount(3);
  await view(page, 'Calibration');
  await expect(page.locator('#distil-reliability')).toContainText('Teacher (ECE');
  await page.setViewportSize({ width: 390, height: 844 });
  await view(page, 'Over time');
  await expectNarrowTabs(page, 6);
});

/** A gradient is taken apart: T², the cosine, and the limit at high temperature. */
async function expectGradients(page: Page): Promise<void> {
  await view(page, 'Gradients');
  const split = page.getByTestId('split');
  await expect(split.locator('tbody tr')).toHaveCount(4);
  const column = async (index: number) =>
    (await split.locator(`tbody td:nth-child(${index + 1})`).allTextContents()).map((text) =>
      Number(text.replace('−', '-')),
    );
  const squared = await column(2);
  for (const cosine of await column(3)) expect(Math.abs(cosine)).toBeLessThanOrEqual(1);
  for (const variance of [...(await column(4)), ...(await column(5))]) expect(variance).toBeGreaterThan(0);
  await page.getByLabel('With T² = 4').uncheck();
  const plain = await column(2);
  for (const [layer, norm] of plain.entries()) expect(squared[layer]! / norm).toBeCloseTo(4, 1);

  // The other student has another factor T².
  await page
    .getByLabel('Student shown', { exact: true })
    .selectOption({ label: 'α\u00a0=\u00a00, T\u00a0=\u00a08' });
  await page.getByLabel('With T² = 64').check();
  await expect.poll(() => column(2)).not.toEqual(plain);

  await page.locator('#distil-gradients .chart-line').first().waitFor();
  await expect(page.locator('#distil-gradients .chart-line')).toHaveCount(3);

  const off = async () =>
    Number(/differs by ([\d.]+)\s%/.exec(await page.getByTestId('limit-error').innerText())![1]);
  const near = await off();
  await type(page, 'distil-view-temperature', '1000');
  await expect.poll(off).toBeLessThan(3);
  expect(near).toBeGreaterThan(10);
}

/** A class that students never met: errors with its bias raised are those of the exported logits. */
async function expectMissingClass(page: Page, logits: readonly Logits[]): Promise<void> {
  await view(page, 'Missing class');
  await expect(page.getByLabel('Class whose bias is raised')).toHaveValue('1');
  await type(page, 'distil-view-bias', '3.5');
  const rows = page.getByTestId('class-errors').locator('tbody tr');
  await expect(rows).toHaveCount(4);
  const models = [...new Set(logits.map(({ model }) => model))];
  const errors = (model: string, bias: number, of?: string) =>
    logits.filter(
      ({ model: by, label, z }) =>
        by === model &&
        (of === undefined || label === of) &&
        largest(z.map((value, k) => (k === 1 ? value + bias : value))) !== Number(label),
    ).length;
  for (const [i, model] of models.entries()) {
    const shown = await rows.nth(i).locator('td').allTextContents();
    expect(shown.map((text) => text.trim())).toEqual([
      model,
      ...[errors(model, 0), errors(model, 3.5), errors(model, 0, '1'), errors(model, 3.5, '1')].map(String),
    ]);
  }
  // Labels alone never teach the missing class; soft targets with a raised bias do.
  const ofClass = logits.filter(({ model, label }) => model === models[0] && label === '1').length;
  expect(errors(models[1]!, 3.5, '1')).toBe(ofClass);
  expect(errors(models[3]!, 10, '1')).toBeLessThan(ofClass / 2);
  await expect(page.getByTestId('published')).toContainText('206 errors');
}
