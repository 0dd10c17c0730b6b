import { expect, type Page } from '@playwright/test';
import { asFile, experiment, openFile as openInLab, openLab, openSetup, play, saved, toldOfAll } from './lab';
import { test } from './test';

const digits = { kind: 'drawnDigits', samples: 300, size: 8 };
const network = { depth: 1, width: 24, activation: 'relu', initializer: { kind: 'heNormal' } };
const training = (steps: number) => ({
  optimizer: { kind: 'adam', learningRate: 0.01 },
  batchSize: 32,
  steps,
});

/** A small distillation on drawn digits, with the given changes. */
const distillation = (changes: Record<string, unknown> = {}) => ({
  format: 'gradient-lab/distillation',
  version: 1,
  name: 'Small digits',
  teacher: experiment({ name: 'Teacher', data: digits, network, training: training(120) }),
  student: experiment({
    name: 'Student',
    data: { ...digits, labelNoise: 0.2 },
    network: { ...network, width: 8 },
    training: training(100),
  }),
  controls: [{ kind: 'hardLabels' }, { kind: 'teacherArgmax' }],
  method: [{ kind: 'hinton', alpha: 0, temperature: 4 }],
  seeds: 3,
  ...changes,
});

const name = (page: Page) => page.getByLabel('Name of the distillation');
const phase = (page: Page) => page.getByTestId('phase');
const playButton = (page: Page) => page.getByRole('button', { name: 'Play', exact: true });

async function openFile(page: Page, value: unknown): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Open…' }).click(),
  ]);
  await chooser.setFiles(asFile(value, 'small.distillation.json'));
}

/** Opens the room with the small distillation. */
async function openRoom(page: Page): Promise<void> {
  await page.goto('/?page=distil');
  await openSmall(page);
}

async function openSmall(page: Page): Promise<void> {
  await expect(playButton(page)).toBeEnabled();
  await openFile(page, distillation());
  await expect(name(page)).toHaveValue('Small digits');
  await expect(phase(page)).toHaveText('Ready');
}

const row = (page: Page, student: string) =>
  page.locator(`[data-student="${student.replaceAll(' = ', '\u00a0=\u00a0')}"]`);
const cell = (page: Page, student: string, column: string) =>
  row(page, student).locator(`[data-column="${column}"]`);
const percent = async (page: Page, student: string, column: string) =>
  Number((await cell(page, student, column).textContent())!.split(' ')[0]);

test('digits from teacher to race: the table, its file, and the race over seeds', async ({ page }) => {
  await openRoom(page);
  await expect(page.getByTestId('transfer-counts')).toContainText('without a label');
  await playButton(page).click();
  await expect(phase(page)).toHaveText('Done', { timeout: 60_000 });
  await expect(page.getByTestId('teacher-card')).toContainText('1,810 parameters');
  await expect(page.getByTestId('student-card')).toContainText('610 parameters');

  await expect(page.getByTestId('outcomes').locator('tbody tr')).toHaveCount(4);
  // The teacher is far better than chance, and a student of its answers does not memorize the wrong labels.
  expect(await percent(page, 'Teacher', 'accuracy')).toBeGreaterThan(50);
  expect(await percent(page, 'Hard labels', 'memorized')).toBeGreaterThan(
    await percent(page, 'Distillation (Hinton)', 'memorized'),
  );
  await expect(cell(page, 'Hard labels', 'compression')).toHaveText('2.97 ×');

  // Every heading has an explanation, which the keyboard reaches too.
  await page.getByRole('button', { name: 'KL', exact: true }).focus();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('tooltip')).toContainText('Expected calibration error');

  const live = await saved(page, () => page.getByRole('button', { name: 'Save the numbers' }).click());
  const lines = live.bytes.toString('utf8').trim().split('\r\n');
  expect(lines[0]).toMatch(/^seed,student,accuracy,loss,agreement/);
  expect(lines.map((line) => line.split(',')[1]?.replaceAll('"', ''))).toEqual([
    'student',
    'Teacher',
    'Hard labels',
    'Teacher’s argmax',
    'Distillation (Hinton)',
  ]);

  await page.getByRole('button', { name: 'Repeat over seeds' }).click();
  await expect(page.getByTestId('batch')).toHaveText('3 of 3 runs kept', { timeout: 60_000 });
  await expect(row(page, 'Distillation (Hinton)').getByTestId('verdict')).toContainText('of 3 seeds');
  await expect(cell(page, 'Teacher', 'accuracy')).toContainText('[');
  const seeds = await saved(page, () => page.getByRole('button', { name: 'Save the numbers' }).click());
  expect(seeds.bytes.toString('utf8').trim().split('\r\n')).toHaveLength(1 + 3 * 4);
});

test('moving T builds the race anew; students come and go; what is shown stays until then', async ({
  page,
}) => {
  await openRoom(page);
  await playButton(page).click();
  await expect(phase(page)).toHaveText('Done', { timeout: 60_000 });

  // The set-up has folded away, and the result is on the first screen.
  const [fold, result] = [page.getByRole('button', { name: /^Set-up/ }), page.getByTestId('outcomes')];
  await expect(fold).toHaveAttribute('aria-expanded', 'false');
  await expect(fold).toContainText('1 × 24 ReLU');
  expect((await result.boundingBox())!.y).toBeLessThan(600);
  await fold.click();
  const students = page.getByTestId('student');
  await page.getByRole('button', { name: 'Settings of Distillation (Hinton), α = 0' }).click();
  const temperature = page.getByRole('textbox', { name: 'Temperature' });
  await temperature.fill('0');
  await temperature.press('Enter');
  await expect(page.getByRole('alert')).toContainText('Method 1, Temperature: found 0');
  await expect(phase(page)).toHaveText('Done');
  await temperature.fill('2');
  await temperature.press('Enter');
  await expect(students.nth(2)).toContainText('Distillation (Hinton), α = 0, T = 2');
  await expect(phase(page)).toHaveText('Ready');

  await page.getByRole('button', { name: 'Add a student' }).click();
  await page.getByRole('menuitem', { name: /Teacher assistant/ }).click();
  await expect(students).toHaveCount(4);
  await expect(page.getByTestId('outcomes').locator('tbody tr')).toHaveCount(5);
  await page.getByRole('button', { name: 'Remove Teacher’s argmax' }).click();
  await expect(students).toHaveCount(3);
  await expect(page.getByTestId('outcomes').locator('tbody tr')).toHaveCount(4);

  // One student alone gets batch normalization and is then reset to the shared network.
  await page.getByRole('button', { name: 'Settings of Hard labels' }).click();
  await students.nth(0).getByRole('switch', { name: 'Own network' }).click();
  await expect(students.nth(0).getByLabel('Activation', { exact: true })).toHaveValue('relu');
  await students.nth(0).getByLabel('Normalization', { exact: true }).selectOption({ label: 'Batch norm' });
  await expect(students.nth(0)).toContainText('Hard labels, Batch norm');
  await expect(phase(page)).toHaveText('Ready');
  await expect(row(page, 'Hard labels, Batch norm')).toBeVisible();
  await students.nth(0).getByRole('switch', { name: 'Own network' }).click();
  await expect(row(page, 'Hard labels')).toBeVisible();

  // The shortcuts act on this room; the teacher stays trained, and the assistant is not trained yet.
  await page.locator('h1').click();
  await page.keyboard.press('s');
  await expect(phase(page)).toHaveText(/^Assistant: step 1 of /);
  await page.keyboard.press('Space');
  await expect(phase(page)).toHaveText('Done', { timeout: 60_000 });
  await page.keyboard.press('r');
  await expect(phase(page)).toHaveText('Ready');
});

test('what does not go together is told in one sentence, and the race on screen stays', async ({ page }) => {
  await openRoom(page);
  await playButton(page).click();
  await expect(phase(page)).toHaveText('Done', { timeout: 60_000 });
  const accuracy = await percent(page, 'Teacher', 'accuracy');
  const alert = toldOfAll(page);
  const stays = async () => {
    await expect(phase(page)).toHaveText('Done');
    expect(await percent(page, 'Teacher', 'accuracy')).toBe(accuracy);
  };
  const refused = async (changes: Record<string, unknown>, words: string | RegExp) => {
    await openFile(page, distillation(changes));
    await expect(alert).toHaveText(words);
    await stays();
  };

  await refused(
    { teacher: experiment({ data: { ...digits, size: 12 }, network, training: training(120) }) },
    /Student, Data: 64 inputs; use 144/,
  );
  await page.getByRole('button', { name: 'Go back to it' }).click();
  await expect(alert).toBeHidden();
  await refused({ teacher: experiment({ data: { kind: 'moons' } }) }, /Student, Data: 64 inputs; use 2/);
  await page.getByRole('button', { name: 'Go back to it' }).click();
  await refused({ method: { kind: 'hinton', alpha: 2 } }, /Method 1, Share of hard labels α: found 2/);
  await refused({ method: { kind: 'hinton', temperature: -1 } }, /Method 1, Temperature: found -1/);
  await page.getByRole('alert').getByRole('button', { name: 'Dismiss' }).click();
  await refused({ transfer: { withoutClass: 10 } }, /Class left out: found 10; use 0–9/);
  await page.getByRole('button', { name: 'Go back to it' }).click();
  const few = /Labels per class: found 900 a class; use at most \d+, the training samples of/;
  await refused({ transfer: { labelsPerClass: 900 } }, few);
  const field = page.locator('[data-path="transfer.labelsPerClass"]');
  await expect(field.getByRole('alert')).toHaveText(few);
  await page.getByRole('button', { name: 'Go back to it' }).click();
  await expect(field.getByRole('alert')).toBeHidden();
  const finite = { data: { kind: 'digits' }, network, training: training(100) };
  await refused(
    { teacher: experiment(finite), student: experiment(finite), transfer: { unlabelled: 5 } },
    /Unlabelled inputs: 5 further inputs of “Handwritten digits”/,
  );
  await page.getByRole('button', { name: 'Go back to it' }).click();
  await openFile(page, '{ not a file');
  await expect(alert).toContainText('not valid JSON');
  await stays();
});

test('the lab’s controls edit the teacher, and a student may outgrow it', async ({ page }) => {
  await openRoom(page);
  const card = page.getByTestId('student-card');
  await card.getByRole('button', { name: 'Edit…' }).click();
  const drawer = page.getByRole('dialog', { name: 'The students’ experiment' });
  await drawer.getByRole('textbox', { name: 'Depth' }).fill('3');
  await drawer.getByRole('textbox', { name: 'Depth' }).press('Enter');
  await expect(card).toContainText('3 × 8 ReLU');
  await drawer.getByRole('textbox', { name: 'Depth' }).fill('900');
  await drawer.getByRole('textbox', { name: 'Depth' }).press('Enter');
  await expect(drawer.getByRole('alert')).toContainText('Student, Depth: found 900');
  // Escape restores the number, then closes the drawer.
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(drawer).toBeHidden();
  await expect(card).toContainText('Deeper than its teacher');
  await expect(page.getByTestId('teacher-card')).toContainText('1 × 24 ReLU');

  // The lab's experiment has two classes. It is rejected beside one with ten, until both have two.
  await page.getByTestId('teacher-card').getByRole('button', { name: 'Use…' }).click();
  await page.getByRole('menuitem', { name: 'The lab’s experiment' }).click();
  await expect(page.getByRole('alert')).toContainText('Student, Data');
  await card.getByRole('button', { name: 'Use…' }).click();
  await page.getByRole('menuitem', { name: 'The teacher’s data' }).click();
  await expect(page.getByRole('alert')).toBeHidden();
  await expect(playButton(page)).toBeEnabled();

  await page.getByTestId('teacher-card').getByRole('button', { name: 'Open in the lab' }).click();
  await expect(page.getByTestId('step')).toBeVisible();
});

test('a run from the library, and an experiment’s file, become the teacher', async ({ page }) => {
  await openLab(page);
  await openInLab(
    page,
    asFile(experiment({ name: 'Kept digits', data: digits, network, training: training(40) })),
  );
  await play(page).click();
  await expect(page.getByText('Stopped at step 40')).toBeVisible({ timeout: 60_000 });
  await page.getByText('Distillation', { exact: true }).click();
  await openSmall(page);
  const card = page.getByTestId('teacher-card');
  await card.getByRole('button', { name: 'Use…' }).click();
  await page.getByRole('menuitem', { name: 'A run from the library' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /Kept digits/ })
    .click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await playButton(page).click();
  await expect(phase(page)).toContainText(/of 40|Students|Done/);
  await openSetup(page);

  const take = async (value: unknown) => {
    await card.getByRole('button', { name: 'Use…' }).click();
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('menuitem', { name: 'An experiment file' }).click(),
    ]);
    await chooser.setFiles(asFile(value));
  };
  await take(experiment({ data: { kind: 'sine' }, training: { loss: 'meanSquaredError' } }));
  await expect(card.getByRole('alert')).toContainText('Teacher, Data: “Sine (regression)” is a regression');
  await take(experiment({ data: digits, network: { ...network, width: 17 }, training: training(30) }));
  await expect(card.getByRole('alert')).toBeHidden();
  await expect(card).toContainText('1 × 17 ReLU');
});

test('a link and a file reopen exactly this distillation, and a reload keeps it', async ({
  page,
  context,
}) => {
  await openRoom(page);
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByRole('button', { name: 'Link copied' })).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const save = (of: Page) => saved(of, () => of.getByRole('button', { name: 'Save', exact: true }).click());
  const file = await save(page);
  expect(file.name).toBe('small-digits.distillation.json');
  await page.reload();
  await expect(name(page)).toHaveValue('Small digits');

  const other = await context.newPage();
  await other.addInitScript(() => localStorage.clear());
  await other.goto(link);
  await expect(name(other)).toHaveValue('Small digits');
  await expect(playButton(other)).toBeEnabled();
  expect((await save(other)).bytes.toString()).toBe(file.bytes.toString());

  // A link to an experiment opens the lab; a distillation that is opened there opens its room.
  await other.goto('/');
  await other.locator('input[type="file"]').first().setInputFiles(asFile(file.bytes.toString()));
  await expect(name(other)).toHaveValue('Small digits');
});

test('reads in Chinese on a phone without moving sideways', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.addInitScript(() => localStorage.setItem('gradient-lab.language', 'zh-CN'));
  await page.goto('/?page=distil');
  await expect(page.getByRole('button', { name: '播放' })).toBeEnabled();
  await expect(page.getByTestId('student-card')).toContainText('学生');
  await expect(page.getByTestId('why')).toContainText('九十个点');
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(390);
  await page.getByTestId('teacher-card').getByRole('button', { name: '编辑……' }).click();
  await expect(page.getByRole('dialog', { name: '教师网络的实验' })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
