import { expect, type Page } from '@playwright/test';
import { play, saved, toldOfAll } from './lab';
import { test } from './test';

/** Opens the room and waits until its data are built. */
async function openTransfer(page: Page, path = '/?page=transfer'): Promise<void> {
  await page.goto(path);
  await expect(play(page)).toBeEnabled();
}

/** A short transfer. */
const file = (changes: Record<string, unknown> = {}, source: Record<string, unknown> = {}) => ({
  format: 'gradient-lab/transfer',
  version: 1,
  name: 'Turned a little',
  source: {
    format: 'gradient-lab/experiment',
    version: 1,
    data: { kind: 'moons', samples: 200, noise: 0.1 },
    network: { depth: 2, width: 12, activation: 'tanh' },
    training: { optimizer: { kind: 'adam', learningRate: 0.02 }, batchSize: 40, steps: 100 },
    ...source,
  },
  target: { shifts: [{ kind: 'rotation', degrees: 30 }], labelBudget: 5 },
  methods: [{ kind: 'sourceOnly' }, { kind: 'fineTune' }],
  ...changes,
});

async function openFile(page: Page, content: unknown): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Open…' }).click(),
  ]);
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  await chooser.setFiles({
    name: 'my.transfer.json',
    mimeType: 'application/json',
    buffer: Buffer.from(text),
  });
}

const angle = (page: Page) => page.getByTestId('target-card').getByRole('textbox', { name: 'Angle (°)' });

async function setAngle(page: Page, degrees: number): Promise<void> {
  await angle(page).fill(String(degrees));
  await angle(page).press('Enter');
}

/** The positions at which the target's samples are drawn. */
const targetPicture = (page: Page) => page.locator('[data-plane=target] svg').last();

/** A number in the table. */
async function tableValue(page: Page, method: string, column: string): Promise<number> {
  const row = page.getByTestId('outcomes').getByRole('row', { name: method });
  return Number(await row.locator(`[data-column=${column}] [data-value]`).getAttribute('data-value'));
}

test('a ready transfer: the shift is moved and seen, played to the end, and the table tells what labels win back', async ({
  page,
}) => {
  await openTransfer(page);
  await page.getByRole('button', { name: 'Examples' }).click();
  await page.getByRole('menuitem', { name: /Moons, rotated/ }).click();
  await expect(angle(page)).toHaveValue('45');
  await expect(page.getByTestId('why')).toContainText('At 45° the source teacher is at chance');
  await expect(play(page)).toBeEnabled();

  const before = await targetPicture(page).innerHTML();
  const measured = page.getByTestId('shift-size').locator('dd').last();
  const discrepancy = async () => Number(await measured.getAttribute('data-value'));
  await expect.poll(discrepancy).toBeGreaterThan(0.02);
  const smaller = await discrepancy();
  await setAngle(page, 60);
  await expect.poll(() => targetPicture(page).innerHTML()).not.toBe(before);
  await expect.poll(discrepancy).toBeGreaterThan(1.2 * smaller);
  // The earlier measurement belongs to another shift.
  await expect(page.getByTestId('why')).toBeHidden();
  await expect(page.getByTestId('shift-size')).toContainText('Gaussian kernel');

  await play(page).click();
  await expect(page.getByTestId('phase')).toHaveText('Done', { timeout: 90_000 });
  const [plain, tuned] = [
    await tableValue(page, 'Source only', 'targetAccuracy'),
    await tableValue(page, 'Fine-tuning', 'targetAccuracy'),
  ];
  expect(plain).toBeLessThan(0.6);
  expect(tuned).toBeGreaterThan(plain + 0.2);
  // Learning the new task makes the network forget the old one.
  expect(await tableValue(page, 'Source only', 'sourceAccuracy')).toBeGreaterThan(
    await tableValue(page, 'Target only', 'sourceAccuracy'),
  );

  const { name, bytes } = await saved(page, () =>
    page.getByRole('button', { name: 'Save the numbers (CSV)' }).click(),
  );
  expect(name).toBe('transfer.csv');
  const lines = bytes.toString().trim().split(/\r?\n/);
  expect(lines[0]).toBe('seed,method,targetAccuracy,targetLoss,sourceAccuracy,sourceLoss,divergedAt,note');
  expect(lines).toHaveLength(1 + 10);
  expect(Number(lines[1]!.split(',')[2])).toBe(plain);
});

test('the preview follows a slider', async ({ page }) => {
  await openTransfer(page);
  const target = page.locator('[data-plane=target]');
  const before = await target.innerHTML();
  await page.getByTestId('target-card').getByRole('slider', { name: 'Angle (°)' }).press('ArrowRight');
  await expect.poll(() => target.innerHTML()).not.toBe(before);
});

test('shifts are stacked, ordered and taken away; only those that apply are offered', async ({ page }) => {
  await openTransfer(page);
  await page.getByRole('button', { name: 'Add a shift' }).click();
  await expect(page.getByRole('menuitem', { name: /^Invert/ })).toHaveCount(0);
  await page.getByRole('menuitem', { name: /^Translation/ }).click();
  const shifts = page.getByTestId('shift');
  await expect(shifts).toHaveCount(2);
  await page.getByRole('button', { name: 'Apply earlier: Translation' }).click();
  await expect(shifts.first()).toContainText('Translation');
  await page.getByRole('button', { name: 'Remove: Rotation' }).click();
  await expect(shifts).toHaveCount(1);
  await expect(play(page)).toBeEnabled();
});

test('over seeds: medians with intervals and a verdict; a sweep can be cancelled and keeps what it has', async ({
  page,
}) => {
  await openTransfer(page);
  await openFile(
    page,
    file({ seeds: 6, target: { shifts: [{ kind: 'rotation', degrees: 75 }], labelBudget: 20 } }),
  );
  await expect(angle(page)).toHaveValue('75');
  await expect(page.getByLabel('Name of the transfer')).toHaveValue('Turned a little');
  await page.getByRole('button', { name: 'Repeat over seeds' }).click();
  await expect(page.getByTestId('batch')).toHaveText('6 of 6 runs kept', { timeout: 60_000 });
  const tuned = page.getByTestId('outcomes').getByRole('row', { name: 'Fine-tuning' });
  await expect(tuned.locator('[data-column=targetAccuracy]')).toContainText('[');
  await expect(tuned.getByTestId('verdict')).toContainText('Better in 6 of 6 seeds');

  await page.getByLabel('Sweep over').selectOption({ label: 'Rotation: Angle (°)' });
  const values = page.getByLabel('Values of the sweep');
  await values.fill('0, far');
  await values.press('Enter');
  await expect(page.getByText('“far” is not a number')).toBeVisible();
  await expect(values).toHaveValue('0, far');
  await values.fill(Array.from({ length: 40 }, (_, i) => 2 * i).join(', '));
  await values.press('Enter');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.getByRole('button', { name: 'Run the sweep' }).click();
  const state = page.getByTestId('batch').last();
  await expect(state).toContainText(/[1-9]\d* of 240 runs/, { timeout: 60_000 });
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(state).toHaveText(/^[1-9]\d* of 240 runs kept$/);
  await page.getByText('Sweep results').click();
  await expect(page.getByLabel('Rotation: Angle (°)', { exact: true })).toHaveValue('0');
  expect(await tableValue(page, 'Source only', 'targetAccuracy')).toBeGreaterThan(0.5);
});

test('a link, a file and a reload bring back the same transfer', async ({ page }) => {
  await openTransfer(page);
  await openFile(page, file());
  await expect(angle(page)).toHaveValue('30');
  await setAngle(page, 33);
  await expect(play(page)).toBeEnabled();
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const { name, bytes } = await saved(page, () =>
    page.getByRole('button', { name: 'Save', exact: true }).click(),
  );
  expect(name).toBe('turned-a-little.transfer.json');
  expect(JSON.parse(bytes.toString()).target.shifts[0]).toEqual({ kind: 'rotation', degrees: 33 });

  await setAngle(page, 70);
  // A transfer is stored once its data are built.
  await page.waitForFunction(() => localStorage['gradient-lab.transfer']?.includes('70'));
  await page.reload();
  await expect(angle(page)).toHaveValue('70');
  await openFile(page, bytes.toString());
  await expect(angle(page)).toHaveValue('33');
  await setAngle(page, 71);
  await expect(play(page)).toBeEnabled();
  await page.goto('about:blank');
  await page.goto(link);
  await expect(angle(page)).toHaveValue('33');
  await expect(page.getByLabel('Name of the transfer')).toHaveValue('Turned a little');
});

test('what cannot be is told in one sentence, and nothing on screen is lost', async ({ page }) => {
  await openTransfer(page);
  const card = page.getByTestId('target-card');
  const before = await targetPicture(page).innerHTML();
  const budget = card.getByRole('textbox', { name: 'Target labels per class' });
  await budget.fill('900');
  await budget.press('Enter');
  const alert = page.getByRole('alert');
  const sentence = 'Target labels per class: found 900 a class; use at most';
  await expect(toldOfAll(page)).toContainText(sentence);
  await expect(card.getByRole('alert')).toContainText(sentence);
  expect(await targetPicture(page).innerHTML()).toBe(before);
  await page.getByRole('button', { name: 'Go back to it' }).click();
  await expect(alert).toHaveCount(0);
  await expect(budget).toHaveValue('5');

  await page.getByRole('button', { name: 'Add a method' }).click();
  await page.getByRole('menuitem', { name: /^Cross-modal/ }).click();
  await expect(alert).toContainText(
    'Cross-modal distillation needs paired samples; turn on “Paired samples”',
  );

  await card.getByText('Other data').click();
  await expect(card.getByRole('combobox', { name: 'Data set' })).toBeVisible();
  await card.getByRole('combobox', { name: 'Data set' }).selectOption({ label: 'Handwritten digits' });
  await expect(alert.filter({ hasText: 'Target, Data: 10 classes' })).toContainText(
    '2 classes (0, 1), as in the source',
  );

  await openFile(page, file({ target: { shifts: [{ kind: 'invert' }] } }));
  await expect(alert.filter({ hasText: 'Target, Shift 1' })).toContainText(
    'Invert does not apply to these data',
  );
  await openFile(page, '{"format": "gradient-lab/transfer"');
  await expect(alert.filter({ hasText: 'not valid JSON' })).toBeVisible();
});

/** A table of two classes, moved to the right. */
const table = (right: number, classes: readonly [string, string] = ['cold', 'warm']) =>
  [
    'width,height,kind',
    ...Array.from({ length: 80 }, (_, i) => {
      const [angle, side] = [i * 0.7, i % 2];
      return [right + Math.cos(angle) + 3 * side, Math.sin(angle), classes[side]].join(',');
    }),
  ].join('\n');

async function openInLab(page: Page, name: string, text: string): Promise<void> {
  await page.getByText('Lab', { exact: true }).click();
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Open…' }).click(),
  ]);
  await chooser.setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.getByRole('dialog').getByRole('button', { name: 'Use this table' }).click();
  // An experiment is stored once its run is ready.
  await page.waitForFunction((file) => localStorage['gradient-lab.experiment']?.includes(file), name);
  await page.getByText('Transfer', { exact: true }).click();
}

test('two imported files are source and target; one of other classes is refused', async ({ page }) => {
  await openTransfer(page);
  await openInLab(page, 'here.csv', table(0));
  await page.getByRole('button', { name: 'Add a shift' }).waitFor();
  await page.getByTestId('target-card').getByText('Other data').click();
  await page.getByRole('button', { name: 'Use the lab’s data' }).click();
  await expect(page.getByRole('alert')).toContainText('as in the source');
  await page.getByRole('button', { name: 'Use the lab’s experiment' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await openInLab(page, 'there.csv', table(2));
  await page.getByRole('button', { name: 'Use the lab’s data' }).click();
  await expect(play(page)).toBeEnabled();
  await expect(page.getByTestId('preview')).toContainText('width');
  await expect(page.getByTestId('preview')).toContainText('warm');
  const discrepancy = page.getByTestId('shift-size').locator('dd').last();
  await expect.poll(async () => Number(await discrepancy.getAttribute('data-value'))).toBeGreaterThan(0.1);

  await openInLab(page, 'other.csv', table(2, ['red', 'green']));
  await page.getByRole('button', { name: 'Use the lab’s data' }).click();
  await expect(page.getByRole('alert')).toContainText(/Target, Data: 2 classes \((red, green|green, red)\)/);
});

test('on a projector the first screen has both domains; in Chinese, on a narrow screen, nothing is cut off sideways', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await openTransfer(page);
  await expect(page.getByTestId('preview')).toBeInViewport({ ratio: 1 });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: '简体中文' }).click();
  await expect(page.getByRole('button', { name: '播放' })).toBeEnabled();
  await expect(page.getByTestId('target-card').getByText('目标域每类标签数')).toBeVisible();
  await page.getByRole('button', { name: '播放' }).click();
  await expect(page.getByTestId('phase')).toHaveText('完成', { timeout: 90_000 });
  await expect(page.getByTestId('outcomes')).toContainText('仅源域');
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
