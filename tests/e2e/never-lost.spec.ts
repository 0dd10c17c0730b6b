import { expect, type Page } from '@playwright/test';
import { asFile, experiment, openLab, openLabWith, pause, play, put, records, saved } from './lab';
import { test } from './test';

const step = (page: Page) => page.getByTestId('step');
const tab = (page: Page, name: string) => page.getByRole('tab', { name });
const room = (page: Page, name: string) => page.getByText(name, { exact: true }).first();
const undo = (page: Page) => page.getByRole('button', { name: /^Undo/ });
const redo = (page: Page) => page.getByRole('button', { name: /^Redo/ });

test('after each divergence Play starts again; Back, Forward, undo and redo lead back', async ({ page }) => {
  await openLab(page);
  await page.getByRole('button', { name: 'Examples' }).click();
  await page.getByRole('menuitem', { name: /Exploding ReLU/ }).click();
  await expect(undo(page)).toHaveAccessibleName(/Activation: Sigmoid → ReLU/);
  await expect(play(page)).toBeEnabled();
  await play(page).click();
  const again = page.getByRole('alert').getByRole('button', { name: 'Gain 1, as published' });
  await expect(again).toBeVisible();
  // A lower rate diverges as well, for the weights are the cause.
  const rate = page.locator('#training-optimizer-learningRate');
  await rate.fill('0.01');
  await rate.press('Enter');
  await expect(undo(page)).toHaveAccessibleName(/Learning rate: 0\.1 → 0\.01/);
  await expect(play(page)).toBeEnabled();
  await play(page).click();
  await expect(again).toBeVisible();
  await expect(play(page)).toHaveAttribute('title', /again from step 0/);
  await play(page).click();
  await expect(pause(page)).toHaveCount(0);
  await expect(again).toBeVisible();
  await expect(play(page)).toBeEnabled();

  await undo(page).click();
  await expect(undo(page)).toHaveAccessibleName(/Activation: Sigmoid → ReLU/);
  await expect(redo(page)).toHaveAccessibleName(/Learning rate: 0\.1 → 0\.01/);
  await page.locator('body').press('Control+z');
  await expect(page.getByLabel('Name of the experiment')).not.toHaveValue(/Exploding/);
  await page.locator('body').press('Control+Shift+z');
  await expect(page.getByLabel('Name of the experiment')).toHaveValue(/Exploding/);
  await page.locator('body').press('Control+y');
  await expect(undo(page)).toHaveAccessibleName(/Learning rate: 0\.1 → 0\.01/);

  await tab(page, 'Causes').click();
  await expect(page).toHaveURL(/view=causes/);
  await page.getByText('W orthogonal', { exact: true }).click();
  await expect(page).toHaveURL(/view=causes&without=weights/);
  await room(page, 'Map').click();
  await expect(page).toHaveURL(/page=map/);
  await room(page, 'Distillation').click();
  await tab(page, 'Calibration').click();
  await expect(page).toHaveURL(/page=distil&view=calibration/);
  await page.goBack();
  await page.goBack();
  await expect(page).toHaveURL(/page=map/);
  await expect(page.getByTestId('map-progress')).toBeVisible();
  await page.goBack();
  await expect(tab(page, 'Causes')).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('radio', { name: 'W orthogonal', exact: true })).toBeChecked();
  await page.goBack();
  await expect(page.getByRole('radio', { name: 'unchanged', exact: true })).toBeChecked();
  await page.goForward();
  await page.goForward();
  await page.goForward();
  await page.goForward();
  await expect(tab(page, 'Calibration')).toHaveAttribute('aria-selected', 'true');
  await expect(page).toHaveTitle(/^Distillation/);
});

/** Takes changes back, the newest first, and does them again, by keys and by buttons; the buttons say what they were. */
async function undoAndRedo(page: Page, changes: readonly RegExp[]): Promise<void> {
  for (const change of changes) {
    await expect(undo(page)).toHaveAccessibleName(change);
    await page.locator('body').press('Control+z');
    await expect(redo(page)).toHaveAccessibleName(change);
  }
  for (const change of [...changes].reverse()) {
    await expect(redo(page)).toHaveAccessibleName(change);
    await page.locator('body').press('Control+Shift+z');
    await expect(undo(page)).toHaveAccessibleName(change);
  }
  const newest = changes[0]!;
  await undo(page).click();
  await expect(redo(page)).toHaveAccessibleName(newest);
  await redo(page).click();
  await expect(undo(page)).toHaveAccessibleName(newest);
}

async function chooseFile(page: Page, button: string, value: unknown, name: string): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: button, exact: true }).click(),
  ]);
  await chooser.setFiles(asFile(value, name));
}

/** What the browser keeps of a comparison or of a study. */
interface KeptRoom {
  readonly runs?: readonly { readonly step: number }[];
  readonly share?: number;
  readonly results?: { readonly repeats: readonly unknown[] };
}

/** Waits until the browser has kept what a room shows. */
const kept = (page: Page, id: string, isWhole: (value: KeptRoom) => boolean) =>
  expect
    .poll(async () => isWhole((await records(page, 'rooms')).find((room) => room.id === id)?.value ?? {}))
    .toBe(true);

test('a reload brings back the run on screen, the comparison and the results of a study', async ({
  page,
}) => {
  await openLabWith(page, experiment({ name: 'Comes back' }));
  await play(page).click();
  await expect(step(page)).toContainText('Step 40 of');
  await expect.poll(async () => (await records(page, 'runs'))[0]?.step).toBe(40);
  await page.getByRole('button', { name: 'One step' }).click();
  await expect(step(page)).toContainText('Step 41');
  await expect.poll(async () => (await records(page, 'runs'))[0]?.step).toBe(41);

  await room(page, 'Compare').click();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('textbox', { name: 'Seeds' }).fill('3');
  await page.getByRole('textbox', { name: 'Seeds' }).press('Enter');
  await page.getByText('Equal time', { exact: true }).click();
  await undoAndRedo(page, [/\. Speed: Equal steps → Equal time$/, /\. Seeds: 10 → 3$/, /\. Runs: \+ /]);
  await page.getByText('Equal steps', { exact: true }).click();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(page.getByTestId('compared-steps')).toHaveText('at step 40 · 40');
  await kept(page, 'compare', ({ runs = [] }) => runs.length === 2 && runs.every((run) => run.step === 40));
  const compared = (await undo(page).getAttribute('aria-label'))!;

  await room(page, 'Distillation').click();
  const distillation = {
    format: 'gradient-lab/distillation',
    version: 1,
    name: 'Small',
    teacher: experiment(),
    student: experiment({ network: { depth: 1, width: 4, activation: 'relu' } }),
    method: { kind: 'hinton' },
    seeds: 2,
  };
  await chooseFile(page, 'Open…', distillation, 'small.distillation.json');
  await expect(page.getByLabel('Name of the distillation')).toHaveValue('Small');
  await expect(page.getByTestId('phase')).toHaveText('Ready');
  await page.getByRole('textbox', { name: 'Seeds' }).fill('4');
  // In the field, the keys would undo what was typed there.
  await page.getByRole('textbox', { name: 'Seeds' }).blur();
  await undoAndRedo(page, [/\. Seeds: 2 → 4$/]);
  await undo(page).click();
  await expect(page.getByRole('textbox', { name: 'Seeds' })).toHaveValue('2');
  await play(page).click();
  await expect(page.getByTestId('phase')).toHaveText('Done');
  await page
    .getByRole('button', { name: /Run \d|repeat/i })
    .first()
    .click();
  await expect(page.getByTestId('batch')).toHaveText(/2 of 2/);
  await kept(
    page,
    'distil',
    ({ share, results }) => share === 1 && results?.repeats.filter(Boolean).length === 2,
  );

  // Which results are shown stands in the address, as does the view.
  await page.getByText('This run', { exact: true }).click();
  await expect(page).toHaveURL(/page=distil&results=live/);
  const opened = (await undo(page).getAttribute('aria-label'))!;
  await page.reload();
  await expect(page.getByTestId('batch')).toHaveText(/2 of 2/);
  await expect(page.getByTestId('phase')).toHaveText('Done');
  await expect(page.getByRole('radio', { name: 'This run' })).toBeChecked();
  await expect(undo(page)).toHaveAccessibleName(opened);
  await page.goBack();
  await expect(page.getByRole('radio', { name: /seeds/ })).toBeChecked();

  await room(page, 'Lab').click();
  await expect(page.getByLabel('Name of the experiment')).toHaveValue('Comes back');
  await expect(step(page)).toContainText('Step 41');
  await expect(page.getByTestId('headline')).toBeVisible();
  await room(page, 'Compare').click();
  await expect(page.getByTestId('compared-steps')).toHaveText('at step 40 · 40');
  await expect(undo(page)).toHaveAccessibleName(compared);
  await page.getByText('Tiles', { exact: true }).click();
  await expect(page).toHaveURL(/page=compare&layout=tiles/);

  await room(page, 'Transfer').click();
  const angle = page.getByTestId('target-card').getByRole('textbox', { name: 'Angle (°)' });
  await angle.fill('50');
  await angle.blur();
  await undoAndRedo(page, [/\. Rotation: \d+° → 50°$/]);
  await expect(angle).toHaveValue('50');
  await page.goBack();
  await expect(page.getByRole('radio', { name: 'Tiles' })).toBeChecked();
  await page.goBack();
  await expect(page.getByRole('radio', { name: 'Overlay' })).toBeChecked();

  // What the browser kept of the comparison is damaged.
  await room(page, 'Lab').click();
  await put(page, 'rooms', { id: 'compare', value: { runs: null } });
  await page.reload();
  await room(page, 'Compare').click();
  const bad = page.getByTestId('bad-kept');
  await expect(bad).toContainText('found null');
  await expect(page.getByTestId('compared-steps')).toBeVisible();
  const file = await saved(page, () => bad.getByRole('button', { name: 'Export' }).click());
  expect(JSON.parse(file.bytes.toString()).value).toEqual([{ runs: null }]);
  await bad.getByRole('button', { name: 'Delete' }).click();
  await expect(bad).toHaveCount(0);
  expect((await records(page, 'rooms')).map(({ id }) => id)).not.toContain('compare.bad');
});

test('a map goes on while another room is open; a cell opens as its run, and the map runs further', async ({
  page,
}) => {
  await page.goto('/?page=map');
  const progress = page.getByTestId('map-progress');
  await chooseFile(
    page,
    'Open…',
    {
      format: 'gradient-lab/sweep',
      version: 1,
      experiment: experiment({ network: { depth: 6, width: 32, activation: 'tanh' } }),
      axes: [
        { field: 'training.optimizer.learningRate', spacing: 'list', values: [0.01, 0.1] },
        { field: 'network.activation', spacing: 'list', values: ['tanh', 'relu'] },
      ],
      repeats: 12,
      // So many that the map still runs when it is cancelled from another room.
      steps: 3000,
      metric: 'trainLoss',
    },
    'small.sweep.json',
  );
  await expect(progress).toContainText('0 of 48 runs');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(progress).toContainText(/[1-9]\d* of 48 runs/);
  await room(page, 'Lab').click();
  const running = page.getByRole('button', { name: /^Map: \d+ %/ });
  await running.click();
  const job = page.getByTestId('job-map-runs');
  await expect(job).toContainText(/\d+ of 48 runs/);
  await job.getByRole('button', { name: 'Cancel' }).click();
  await expect(running).toHaveCount(0);
  await room(page, 'Map').click();
  await expect(page.getByRole('button', { name: 'Resume' })).toBeVisible();

  const cells = page.getByRole('slider', { name: /Cells of/ });
  await cells.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Name of the experiment')).toHaveValue('Learning rate 0.1, Activation Tanh');
  await expect(step(page)).toContainText('Step 3000 of 3000');
  await expect(play(page)).toBeEnabled();
  await page.goBack();

  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByRole('button', { name: 'Run on to 6000 steps' }).click();
  await expect(progress).toContainText(/of 48 runs/);
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await expect(undo(page)).toHaveAccessibleName(/Steps: 3000 → 6000/);
  await undo(page).click();
  await expect(progress).toContainText('48 of 48 runs');
});
