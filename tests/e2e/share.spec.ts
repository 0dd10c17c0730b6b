import { expect } from '@playwright/test';
import {
  asFile,
  choose,
  dropFile,
  experiment,
  openExperiment,
  openFile,
  openLab,
  openLabWith,
  play,
  saveFrom,
} from './lab';
import { expectAgreement, openForBackends, terminalOn, trainedOn } from './terminal';
import { test } from './test';

test('a link reopens exactly this experiment, and a reload keeps it', async ({ page, context }) => {
  await openLab(page);
  await openExperiment(page, experiment({ name: 'Linked', seed: 77 }));
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByRole('button', { name: 'Link copied' })).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const first = (await saveFrom(page, /Experiment/)).bytes.toString();

  await page.reload();
  await expect(page.getByLabel('Name of the experiment')).toHaveValue('Linked');

  const other = await context.newPage();
  await other.addInitScript(() => localStorage.clear());
  await openLab(other, link);
  expect((await saveFrom(other, /Experiment/)).bytes.toString()).toBe(first);
  // The guide speaks of its own network, and opens that first.
  const guide = other.getByTestId('guide');
  await expect(guide).toContainText('The guide is about another experiment');
  await guide.getByRole('button', { name: 'Open it and train' }).click();
  await expect(guide).toContainText('at most ¼ for sigmoid');
  await expect(other.getByTestId('step')).toContainText('of 1000');
});

test('trains on every backend of the processor, as the terminal does', async ({ page }) => {
  await openForBackends(page);
  for (const backend of ['wasm', 'cpu', 'reference'] as const) {
    const lines = await trainedOn(page, backend);
    // The same engine agrees to 1e-6.
    expectAgreement(lines, terminalOn(backend), 1e-6);
  }
});

test('what cannot be read is refused in one sentence, and the run stays', async ({ page }) => {
  await openLabWith(page, experiment({ name: 'Stays' }));
  await play(page).click();
  await expect(page.getByText('Stopped at step 40')).toBeVisible({ timeout: 60_000 });
  const alert = page.getByRole('alert');

  await openFile(page, asFile('{"format": "gradient-lab/experiment", "version": 9}'));
  await expect(alert.first()).toContainText('version');
  await openFile(page, asFile(experiment({ network: { depth: 3, width: 8, activation: 'sigmod' } })));
  await expect(alert.first()).toContainText('Activation: found "sigmod"');
  await expect(alert.first()).toContainText('sigmoid');
  await page.evaluate(() => {
    location.hash = '#v1=damaged';
  });
  await expect(page.getByText(/^Link: the link is damaged/)).toBeVisible();

  await expect(page.getByLabel('Name of the experiment')).toHaveValue('Stays');
  await expect(page.getByTestId('step')).toContainText('Step 40');
  await expect(page.getByTestId('headline')).toBeVisible();
});

test('a distillation and a transfer dropped on the page open in their rooms, whichever is open', async ({
  page,
}) => {
  const distillation = {
    format: 'gradient-lab/distillation',
    version: 1,
    name: 'Dropped distillation',
    teacher: experiment({ name: 'Teacher' }),
    student: experiment({ name: 'Student' }),
    method: { kind: 'hinton' },
  };
  const transfer = {
    format: 'gradient-lab/transfer',
    version: 1,
    name: 'Dropped transfer',
    source: experiment({ name: 'Source' }),
    target: { shifts: [{ kind: 'rotation', degrees: 30 }], labelBudget: 5 },
    methods: [{ kind: 'sourceOnly' }],
  };
  const room = (name: string) => page.getByRole('radio', { name, exact: true });
  await openLab(page);
  await dropFile(page, asFile(distillation, 'my.distillation.json'));
  await expect(page.getByLabel('Name of the distillation')).toHaveValue('Dropped distillation');
  await expect(room('Distillation')).toBeChecked();
  await dropFile(page, asFile(transfer, 'my.transfer.json'));
  await expect(page.getByLabel('Name of the transfer')).toHaveValue('Dropped transfer');
  await expect(room('Transfer')).toBeChecked();
  await expect(page.getByTestId('target-card').getByRole('textbox', { name: 'Angle (°)' })).toHaveValue('30');
  await dropFile(page, asFile(experiment({ name: 'Dropped experiment' })));
  await expect(page.getByLabel('Name of the experiment')).toHaveValue('Dropped experiment');
  await expect(room('Lab')).toBeChecked();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('own data larger than what the browser keeps are told of, in the lab and where they are taken to', async ({
  page,
}) => {
  await openLabWith(page, experiment({ name: 'Kept' }));
  // Six million characters; the browser lets a page store five.
  const digits = '0123456789'.repeat(150);
  const rows = Array.from(
    { length: 2000 },
    (_, i) => `${i % 7}.${digits},${(i * 7) % 11}.${digits},${i % 2}`,
  );
  const text = `a,b,c\n${rows.join('\n')}`;
  const large = asFile(experiment({ data: { kind: 'csv', file: 'large.csv', text } }));
  const told = page.getByTestId('too-large-to-store');
  await openFile(page, large);
  await expect(told).toHaveText(/too large for the browser to keep/);
  await expect(page.getByLabel('Data set', { exact: true })).toHaveValue('csv');
  await page.getByRole('button', { name: 'One step' }).click();
  await expect(page.getByTestId('step')).toContainText('Step 1 of');
  await page.getByRole('button', { name: '简体中文' }).click();
  await expect(told).toHaveText(/超出了浏览器能保留的大小/);
  await page.getByRole('button', { name: 'English' }).click();

  await page.getByText('Transfer', { exact: true }).click();
  await page.getByRole('button', { name: 'Use the lab’s experiment' }).click();
  await expect(told).toHaveText(/too large for the browser to keep/);

  await page.getByText('Lab', { exact: true }).click();
  await openExperiment(page, experiment({ name: 'Kept again' }));
  await expect(told).toBeHidden();
  await page.reload();
  await expect(page.getByLabel('Name of the experiment')).toHaveValue('Kept again');
});

test('an experiment on a CSV table of an earlier version opens as before', async ({ page }) => {
  await openLab(page);
  const rows = Array.from({ length: 40 }, (_, i) => `${i},${(i * 7) % 11},${i % 2 ? 'yes' : 'no'}`);
  const text = ['first,second,answer', ...rows].join('\n');
  await openExperiment(page, experiment({ data: { kind: 'csv', file: 'own.csv', text } }));
  await expect(page.getByLabel('Data set', { exact: true })).toHaveValue('csv');
  await page.getByRole('button', { name: 'One step' }).click();
  await expect(page.getByTestId('step')).toContainText('Step 1 of');
  await expect(page.getByRole('img', { name: /Confusion matrix/ })).toContainText('yes');
  // Another target would make the column of words an input; this is rejected, and the previous state stays.
  await choose(page, 'Target column', 'first');
  await expect(page.getByText(/row 2, column "answer"/)).toBeVisible();
  await expect(page.getByLabel('Target column', { exact: true })).toHaveValue('answer');
});
