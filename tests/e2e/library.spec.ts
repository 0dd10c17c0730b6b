import { expect, type Page } from '@playwright/test';
import { unpackLibrary } from '../../src/store/libraryFile';
import { experiment, openExperiment, openFile, openLab, play, put, saved, saveFrom } from './lab';
import { test } from './test';

const rows = (page: Page) => page.getByTestId('library').locator('tbody tr');

/** Trains a small run to its end in the lab. */
async function train(page: Page, name: string, changes: Record<string, unknown> = {}): Promise<void> {
  await openExperiment(page, experiment({ name, ...changes }));
  await play(page).click();
  await expect(page.getByText('Stopped at step 40')).toBeVisible();
}

/** Where what is read stands: a message may not move it. */
const place = async (page: Page) => (await rows(page).first().boundingBox())!.y;

const toLibrary = (page: Page) => page.getByText('Library', { exact: true }).click();

test('finished runs are kept: found, written on, deleted and brought back; exported, wiped and imported bit for bit; compared; opened as recorded, and gone on with', async ({
  page,
}) => {
  await openLab(page);
  await train(page, 'First');
  const before = (await saveFrom(page, /Telemetry/)).bytes.toString('utf8').split('\n').slice(1);
  await train(page, 'Second', { seed: 9 });
  await toLibrary(page);
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole('textbox', { name: 'Name of First' }).fill('Renamed');
  await page.getByRole('textbox', { name: 'Name of First' }).press('Enter');
  await page.getByRole('combobox', { name: 'Tags of Second' }).fill('good');
  await page.getByRole('combobox', { name: 'Tags of Second' }).press('Enter');
  await page.getByRole('button', { name: 'Pin Renamed' }).click();
  await expect(rows(page).first()).toContainText('seed 3');
  await page.getByLabel('Search').fill('good tanh');
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('seed 9');
  await page.getByLabel('Search').fill('nothing of the kind');
  await expect(page.getByText('No run matches.')).toBeVisible();
  await page.getByLabel('Search').fill('');
  await page.getByLabel('Show').selectOption('pinned');
  await expect(page).toHaveURL(/show=pinned/);
  await expect(rows(page)).toHaveCount(1);
  await page.getByLabel('Show').selectOption('all');

  const still = await place(page);
  await page.getByRole('button', { name: 'Delete Second' }).click();
  await expect(rows(page)).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
  expect(await place(page)).toBe(still);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rows(page)).toHaveCount(2);
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Name of Renamed' })).toBeVisible();
  await expect(page.getByTestId('quota')).toContainText('MB');

  const exported = async () => {
    const file = await saved(page, () => page.getByRole('button', { name: 'Export all' }).click());
    return { bytes: file.bytes, runs: await unpackLibrary(new Uint8Array(file.bytes), file.name) };
  };
  const first = await exported();
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByRole('button', { name: 'Delete 2' }).click();
  await expect(page.getByText('Nothing here yet')).toBeVisible();
  await openFile(page, { name: 'all.zip', mimeType: 'application/zip', buffer: Buffer.from(first.bytes) });
  await expect(page.getByText('Runs imported: 2.')).toBeVisible();
  expect((await exported()).runs).toEqual(first.runs);
  await openFile(page, { name: 'bad.zip', mimeType: 'application/zip', buffer: Buffer.from('no zip') });
  await expect(page.getByRole('alert')).toContainText('bad.zip: not a zip file');
  expect(await place(page)).toBe(still);
  await expect(rows(page)).toHaveCount(2);

  await put(page, 'runs', { ...first.runs[0]!.run, id: 'damaged', name: 'Damaged', losses: null });
  await page.reload();
  const damaged = page.getByTestId('bad-records');
  await expect(damaged).toContainText('Damaged: Stored run: found null; use a list');
  await expect(rows(page)).toHaveCount(2);
  const record = await saved(page, () => damaged.getByRole('button', { name: 'Export' }).click());
  expect(JSON.parse(record.bytes.toString()).run.id).toBe('damaged');
  await damaged.getByRole('button', { name: 'Delete' }).click();
  await expect(damaged).toBeHidden();
  await expect(rows(page)).toHaveCount(2);

  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByRole('button', { name: 'Compare 2' }).click();
  await expect(page.getByTestId('runs').locator('[data-differs="seed"]')).toBeVisible();
  await toLibrary(page);

  await rows(page).filter({ hasText: 'seed 3' }).getByRole('button', { name: 'Open' }).click();
  await expect(page.getByTestId('step')).toContainText('Step 40 of');
  await expect(page.getByTestId('headline')).toBeVisible();
  const after = (await saveFrom(page, /Telemetry/)).bytes.toString('utf8').split('\n').slice(1);
  expect(after).toEqual(before);
  await page.getByRole('button', { name: 'One step' }).click();
  await expect(page.getByTestId('step')).toContainText('Step 41');
});

test('a preset’s name is shown in the page’s language, and stored and saved as it is', async ({ page }) => {
  await openLab(page);
  const name = page.locator('header').getByRole('textbox');
  await expect(name).toHaveValue('Twenty sigmoid layers');
  await page.getByRole('button', { name: 'One step' }).click();
  await expect(page.getByTestId('step')).toContainText('Step 1 of');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Save this run' }).click();
  await expect(page.getByText('Saved to the library')).toBeVisible();

  await page.getByRole('button', { name: '简体中文' }).click();
  await expect(name).toHaveValue('二十个 sigmoid 层');
  await name.focus();
  await name.blur();
  const { name: file, bytes } = await saved(page, async () => {
    await page.getByRole('button', { name: '保存', exact: true }).click();
    await page.getByRole('menuitem', { name: /experiment\.json/ }).click();
  });
  expect(file).toBe('twenty-sigmoid-layers.experiment.json');
  expect(JSON.parse(bytes.toString()).name).toBe('Twenty sigmoid layers');

  await page.getByText('运行记录', { exact: true }).click();
  await page.getByLabel('搜索').fill('二十个');
  await expect(rows(page)).toHaveCount(1);
  const kept = page.getByRole('textbox', { name: '二十个 sigmoid 层 的名称' });
  await expect(kept).toHaveValue('二十个 sigmoid 层');
  await page.getByLabel('搜索').fill('twenty');
  await expect(rows(page)).toHaveCount(1);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('textbox', { name: 'Name of Twenty sigmoid layers' })).toBeVisible();
});

test('a run on an own file keeps it: deleted and brought back, exported, opened, gone on with', async ({
  page,
}) => {
  const text = ['a,b,kind', ...Array.from({ length: 40 }, (_, i) => `${i},${(i * 7) % 11},${i % 2}`)].join(
    '\n',
  );
  await openLab(page);
  await train(page, 'Own', { data: { kind: 'csv', text } });
  await toLibrary(page);
  await page.getByRole('button', { name: 'Delete Own' }).click();
  await expect(page.getByText('Nothing here yet')).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rows(page)).toHaveCount(1);
  const file = await saved(page, () => page.getByRole('button', { name: 'Export all' }).click());
  const [kept] = await unpackLibrary(new Uint8Array(file.bytes), file.name);
  expect(kept!.run.spec.data).toMatchObject({ kind: 'csv', text });
  await page.reload();
  await rows(page).getByRole('button', { name: 'Open' }).click();
  await expect(page.getByTestId('step')).toContainText('Step 40 of');
  await page.getByRole('button', { name: 'One step' }).click();
  await expect(page.getByTestId('step')).toContainText('Step 41');
});

test('two tabs at once lose nothing; a page closed in mid-run keeps what it had', async ({
  context,
  page,
}) => {
  const other = await context.newPage();
  await Promise.all([openLab(page), openLab(other)]);
  await Promise.all([train(page, 'In one tab'), train(other, 'In the other', { seed: 4 })]);
  await openExperiment(
    other,
    experiment({
      name: 'Cut short',
      training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, batchSize: 16, steps: 1_000_000 },
    }),
  );
  await play(other).click();
  const shown = async () =>
    Number(/Step ([\d,]+)/.exec((await other.getByTestId('step').textContent())!)![1]!.replaceAll(',', ''));
  await expect.poll(shown, { timeout: 30_000 }).toBeGreaterThan(200);
  const before = await shown();
  await toLibrary(page);
  const cut = rows(page).filter({ hasText: 'unfinished' });
  const kept = async () => Number(/step ([\d,]+)/.exec((await cut.textContent())!)![1]!.replaceAll(',', ''));
  // The run is stored every two seconds during training; the page gets no other signal before it closes.
  await expect.poll(kept).toBeGreaterThanOrEqual(before);
  await other.close({ runBeforeUnload: false });
  await expect(rows(page)).toHaveCount(3);
  await page.reload();
  await expect(rows(page)).toHaveCount(3);
  expect(await kept()).toBeGreaterThanOrEqual(before);
});

test('where the browser keeps nothing the lab works on, and says so', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', { get: () => undefined });
  });
  await openLab(page);
  await train(page, 'Not kept');
  await expect(page.getByTestId('not-kept')).toContainText('runs are lost');
  await toLibrary(page);
  await expect(page.getByText('This browser does not store data for this page')).toBeVisible();
});

test('where the database never answers the page says so, and the lab works on', async ({ page }) => {
  await page.addInitScript(() => {
    IDBFactory.prototype.open = () => new EventTarget() as never;
  });
  await openLab(page);
  await toLibrary(page);
  await expect(page.getByText('storage does not answer')).toBeVisible({ timeout: 30_000 });
  await page.getByText('Lab', { exact: true }).click();
  await train(page, 'Not kept');
  await expect(page.getByTestId('not-kept')).toContainText('does not answer');
  await page.getByRole('button', { name: 'One step' }).click();
  await expect(page.getByTestId('step')).toContainText('Step 41');
});
