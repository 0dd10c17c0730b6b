import { expect, type Page } from '@playwright/test';
import { choose, openLab, play } from './lab';
import { test } from './test';

const fixture = (name: string) => `tests/fixtures/tables/${name}`;
const dialog = (page: Page) => page.getByRole('dialog');
const pick = (page: Page, ...names: string[]) =>
  page.locator('input[type="file"]').first().setInputFiles(names.map(fixture));

test.describe('tables as people have them are imported and trained on', () => {
  for (const [name, target, told] of [
    ['leaves-gbk.csv', '种类', /60 of 60 rows read, 3 columns.*橡树 20/s],
    ['leaves-noheader.csv', 'x3', /60 of 60 rows read, 3 columns/],
    ['leaves-class-first.csv', 'kind', /60 of 60 rows read, 3 columns/],
    ['leaves-decimal-commas.csv', 'kind', /60 of 60 rows read, 3 columns/],
    ['leaves.xlsx', 'kind', /60 of 60 rows read, 4 columns/],
    ['leaves.parquet', 'kind', /60 of 60 rows read, 3 columns/],
  ] as const) {
    test(name, async ({ page }) => {
      await openLab(page);
      await pick(page, name);
      await expect(dialog(page).getByLabel('Target column')).toHaveValue(target);
      await expect(dialog(page)).toContainText(told);
      await dialog(page).getByRole('button', { name: 'Use this table' }).click();
      await expect(dialog(page)).toBeHidden();
      await expect(page.getByLabel('Data set', { exact: true })).toHaveValue('table');
      await expect(play(page)).toBeEnabled();
      await page.getByRole('button', { name: 'One step' }).click();
      await expect(page.getByTestId('step')).toContainText('Step 1 of');
      await expect(page.getByRole('alert')).toHaveCount(0);
    });
  }
});

test('guesses are controls, the target can be changed afterwards, and the table survives a reload', async ({
  page,
}) => {
  await openLab(page);
  await pick(page, 'leaves-class-first.csv');
  const first = dialog(page).getByRole('switch', { name: 'First row has the column names' });
  await expect(first).toBeChecked();
  await first.click();
  await expect(dialog(page)).toContainText('60 of 61 rows read');
  await first.click();
  await choose(page, 'Role of length', 'ignored');
  await expect(dialog(page).getByLabel('Role of length')).toHaveValue('ignored');
  await dialog(page).getByRole('button', { name: 'Use this table' }).click();
  await expect(page.getByLabel('Data set', { exact: true })).toHaveValue('table');
  await expect(play(page)).toBeEnabled();

  await page.getByRole('button', { name: 'Columns and target…' }).click();
  await expect(dialog(page).getByLabel('Role of length')).toHaveValue('ignored');
  await choose(page, 'Target column', 'width');
  await expect(dialog(page).getByLabel('Task')).toHaveValue('regression');
  await dialog(page).getByRole('button', { name: 'Use this table' }).click();
  await expect(page.getByLabel('Loss', { exact: true })).toHaveValue('meanSquaredError');
  await expect(play(page)).toBeEnabled();
  await page.reload();
  await expect(page.getByLabel('Data set', { exact: true })).toHaveValue('table');
  await expect(play(page)).toBeEnabled();
});

test('a large table survives a reload, and what holds no table is refused with what it is', async ({
  page,
}) => {
  await openLab(page);
  const rows = Array.from(
    { length: 20_000 },
    (_, i) => `${(i * 7919) % 1009},${(i * 31) % 503},${i % 2 ? 'a' : 'b'}`,
  );
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles({
      name: 'large.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(`u,v,class\n${rows.join('\n')}`),
    });
  await expect(dialog(page)).toContainText('20000 of 20000 rows read');
  await dialog(page).getByRole('button', { name: 'Use this table' }).click();
  // Until the choice changes, Play belongs to the previous run.
  await expect(page.getByLabel('Data set', { exact: true })).toHaveValue('table');
  await expect(play(page)).toBeEnabled({ timeout: 30_000 });
  await page.reload();
  await expect(page.getByLabel('Data set', { exact: true })).toHaveValue('table');
  await expect(play(page)).toBeEnabled({ timeout: 30_000 });

  const webPage = Buffer.from('<!DOCTYPE html><html><body>Not found</body></html>');
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles({ name: 'iris.csv.gz', mimeType: 'application/gzip', buffer: webPage });
  await expect(dialog(page).getByRole('alert')).toContainText('iris.csv.gz: it is a web page, not a table');
});
