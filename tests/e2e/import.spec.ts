import { readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { expect, type Page } from '@playwright/test';
import { zipSync } from 'fflate';
import { asInputs } from '../../src/data/pictures/asInputs';
import { decodePng } from '../../src/data/pictures/png';
import { choose, dropFile, openLab, play, saveFrom } from './lab';
import { test } from './test';

const fixture = (name: string) => `tests/fixtures/${name}`;
const dialog = (page: Page) => page.getByRole('dialog');
const pick = (page: Page, ...names: string[]) =>
  page.locator('input[type="file"]').first().setInputFiles(names.map(fixture));

/** Takes the table and trains one step on it. */
async function takeAndTrain(page: Page, button = 'Use this table') {
  await dialog(page).getByRole('button', { name: button }).click();
  await expect(dialog(page)).toBeHidden();
  await expect(play(page)).toBeEnabled();
  await page.getByRole('button', { name: 'One step' }).click();
  await expect(page.getByTestId('step')).toContainText('Step 1 of');
  await expect(page.getByRole('alert')).toHaveCount(0);
}

test('tables as people have them, arrays, pasted cells, drawn points and a formula are imported and trained on', async ({
  page,
}) => {
  // Some twenty imports; a busy machine takes its time.
  test.setTimeout(300_000);
  await openLab(page);
  for (const [name, target, told] of [
    ['leaves-gbk.csv', '种类', /60 of 60 rows read, 3 columns.*橡树 20/s],
    ['leaves-noheader.csv', 'x3', /60 of 60 rows read, 3 columns/],
    ['leaves-class-first.csv', 'kind', /60 of 60 rows read, 3 columns/],
    ['leaves-decimal-commas.csv', 'kind', /60 of 60 rows read, 3 columns/],
    ['leaves.xlsx', 'kind', /60 of 60 rows read, 4 columns/],
    ['leaves.parquet', 'kind', /60 of 60 rows read, 3 columns/],
  ] as const) {
    const buffer = readFileSync(fixture(`tables/${name}`));
    await dropFile(page, { name, mimeType: 'text/csv', buffer });
    await expect(dialog(page).getByLabel('Target column')).toHaveValue(target);
    await expect(dialog(page)).toContainText(told);
    await takeAndTrain(page);
    await expect(page.getByLabel('Data set', { exact: true })).toHaveValue('table');
  }
  // The accuracy to beat: each of the three kinds has a third of the rows.
  await expect(page.getByTestId('class-scores')).toContainText('accuracy 33.3 %');

  // Two files together, each with a sentence.
  await pick(page, 'arrays/X_train.npy', 'arrays/y_train.npy');
  await expect(dialog(page).getByTestId('file-notes')).toContainText('y_train.npy: targets, 30');
  await takeAndTrain(page);

  // Pictures of an archive, with the labels as classes.
  await pick(page, 'arrays/pictures.npz');
  await expect(dialog(page)).toContainText('12 images in 3 classes, 30 inputs each.');
  await takeAndTrain(page, 'Use these images');
  await expect(page.getByLabel('Data set', { exact: true })).toHaveValue('idx');

  // A folder of PNG and JPEG files; PNG gives the very bytes that the terminal reads.
  await page.locator('input[webkitdirectory]').setInputFiles(fixture('pictures'));
  await expect(dialog(page)).toContainText('10 images in 2 classes, 784 inputs each.');
  await expect(dialog(page).getByTestId('file-notes')).toContainText('write.py: not used');
  await expect(dialog(page).getByRole('img', { name: 'The first image of rings' })).toBeVisible();
  await takeAndTrain(page, 'Use these images');
  const { data } = JSON.parse((await saveFrom(page, /Experiment/)).bytes.toString('utf8'));
  expect(data.classNames).toEqual(['rings', 'stripes']);
  const images = gunzipSync(Buffer.from(data.images.base64, 'base64')).subarray(16);
  const files = ['rings', 'stripes'].flatMap((name) =>
    readdirSync(fixture(`pictures/${name}`))
      .sort()
      .map((file) => `${name}/${file}`),
  );
  for (const [i, name] of files.entries()) {
    if (!name.endsWith('.png')) continue;
    const shape = { width: 28, height: 28, channels: 1 } as const;
    const own = asInputs(decodePng(readFileSync(fixture(`pictures/${name}`))), shape);
    expect(Buffer.compare(images.subarray(i * 784, (i + 1) * 784), own), name).toBe(0);
  }
  // The same in a zip archive, with a damaged file.
  const zipped = zipSync({
    ...Object.fromEntries(
      files.map((name) => [name, new Uint8Array(readFileSync(fixture(`pictures/${name}`)))]),
    ),
    'stripes/zz.png': Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2),
  });
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles({ name: 'own.zip', mimeType: 'application/zip', buffer: Buffer.from(zipped) });
  await expect(dialog(page)).toContainText('11 images in 2 classes');
  // What is left out is told by its name, before it is left out.
  await dialog(page).getByRole('button', { name: 'Use these images' }).click();
  await expect(dialog(page).getByRole('alert')).toHaveText(
    'Images that cannot be read and are left out (1): stripes/zz.png.',
  );
  await takeAndTrain(page, 'Use the other 10');

  // Cells copied from a spreadsheet, with a numeric target: its error is told in its own unit.
  await page.locator('#main').focus();
  const cells = Array.from(
    { length: 30 },
    (_, i) => `${i % 7}\t${(i * i) % 11}\t${20 + 3 * (i % 7) + 0.5 * (i % 2)}`,
  );
  await page.evaluate(
    (text) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', text);
      document.activeElement!.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    },
    `rooms\tage\tprice\n${cells.join('\n')}`,
  );
  await expect(dialog(page).getByLabel('Target column')).toHaveValue('price');
  await takeAndTrain(page);
  await expect(page.getByTestId('regression-errors')).toContainText(/RMSE [\d.]+ in the unit of “price”/);

  // Points drawn by keyboard: one more of class 2.
  await page.getByLabel('Data set', { exact: true }).selectOption('points');
  await page.getByRole('button', { name: 'Draw points…' }).click();
  await dialog(page).getByRole('application', { name: 'Plane to draw on' }).focus();
  await dialog(page)
    .getByRole('button', { name: 'one point' })
    .or(dialog(page).getByText('one point'))
    .first()
    .click();
  await dialog(page).getByRole('application').focus();
  for (const key of ['3', 'ArrowUp', 'Enter']) await page.keyboard.press(key);
  await expect(dialog(page).getByRole('radio', { name: 'Class 2: 1' })).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(dialog(page).getByRole('radio', { name: 'Class 2: 0' })).toBeVisible();
  await page.keyboard.press('Enter');
  // Turning a tablet or narrowing the window keeps the drawing; on a phone it is drawn by touch.
  for (const width of [900, 390, 1440]) {
    await page.setViewportSize({ width, height: 800 });
    await expect(dialog(page).getByRole('radio', { name: 'Class 2: 1' })).toBeVisible();
    const plane = (await dialog(page).getByRole('application').boundingBox())!;
    expect(plane.x).toBeGreaterThanOrEqual(0);
    expect(plane.x + plane.width).toBeLessThanOrEqual(width);
    if (width !== 390) continue;
    const pointer = { pointerId: 1, pointerType: 'touch', isPrimary: true, bubbles: true };
    const at = { clientX: plane.x + 30, clientY: plane.y + 30 };
    await dialog(page)
      .getByRole('application')
      .dispatchEvent('pointerdown', { ...pointer, ...at });
    await dialog(page)
      .getByRole('application')
      .dispatchEvent('pointerup', { ...pointer, ...at });
    await expect(dialog(page).getByRole('radio', { name: 'Class 2: 2' })).toBeVisible();
    await page.keyboard.press('Control+z');
  }
  await takeAndTrain(page, 'Use these points');

  await page.getByLabel('Data set', { exact: true }).selectOption('formula');
  const formula = page.getByRole('textbox', { name: 'Formula' });
  await formula.fill('sin(');
  await formula.press('Enter');
  // What is wrong stands at the field, which keeps what was typed.
  const refused = page.locator('[data-path="data.formula"]').getByRole('alert');
  await expect(refused).toContainText('Formula: it cannot be read at character 4');
  await expect(page.getByRole('alert')).toHaveCount(1);
  await expect(formula).toHaveValue('sin(');
  await expect(formula).toHaveAttribute('aria-invalid', 'true');
  await formula.fill('log(x)');
  await formula.press('Enter');
  await expect(refused).toContainText('it has no finite value at x = -');
  await formula.fill('cos(4x) + 0.2 noise');
  await formula.press('Enter');
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(play(page)).toBeEnabled();
  await page.getByRole('button', { name: 'One step' }).click();
  await expect(page.getByTestId('step')).toContainText('Step 1 of');

  // What holds no table is refused with what it is.
  const webPage = Buffer.from('<!DOCTYPE html><html><body>Not found</body></html>');
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles({ name: 'iris.csv.gz', mimeType: 'application/gzip', buffer: webPage });
  await expect(dialog(page).getByRole('alert')).toContainText('iris.csv.gz: it is a web page, not a table');
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  const lone = Buffer.from([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 1, 2]);
  await page
    .locator('input[type="file"]')
    .first()
    .setInputFiles({ name: 'images-idx3-ubyte', mimeType: '', buffer: lone });
  await expect(page.getByText(/images-idx3-ubyte: one IDX file/)).toBeVisible();

  // In Compare, all runs take the table.
  await page.getByText('Compare', { exact: true }).click();
  await page
    .getByRole('group', { name: 'Own data' })
    .locator('input[type="file"]')
    .first()
    .setInputFiles(fixture('tables/leaves-class-first.csv'));
  await dialog(page).getByRole('button', { name: 'Use this table' }).click();
  await expect(dialog(page)).toBeHidden();
  await expect(page.getByRole('button', { name: 'Columns and target…' })).toBeVisible();
  await page.getByRole('button', { name: 'One step' }).click();
  await expect(page.getByTestId('compared-steps')).toHaveText('at step 1');
});

test('guesses are controls, the target can be changed afterwards, and a table of any size survives a reload', async ({
  page,
}) => {
  await openLab(page);
  await pick(page, 'tables/leaves-class-first.csv');
  const first = dialog(page).getByRole('switch', { name: 'First row has the column names' });
  await expect(first).toBeChecked();
  await first.click();
  await expect(dialog(page)).toContainText('60 of 61 rows read');
  await first.click();
  // Choices that leave nothing to learn are told, and can be changed back where they were made.
  await choose(page, 'Role of length', 'ignored');
  await choose(page, 'Role of width', 'ignored');
  await expect(dialog(page).getByRole('alert')).toContainText('found no input column');
  await choose(page, 'Role of width', 'input');
  await expect(dialog(page).getByRole('alert')).toHaveCount(0);
  await choose(page, 'Separator', 'pipe |');
  await expect(dialog(page).getByRole('alert')).toContainText('found 1 column');
  await choose(page, 'Separator', 'comma');
  await choose(page, 'Role of length', 'ignored');
  await expect(dialog(page).getByLabel('Role of length')).toHaveValue('ignored');
  // A second file with the same columns is the test set.
  const rowsForTests = Buffer.from('kind,width,length\noak,2.5,4.5\nmaple,3.5,5.5\noak,2.6,4.4\n');
  await dialog(page)
    .locator('input[type="file"]')
    .setInputFiles({ name: 'later.csv', mimeType: 'text/csv', buffer: rowsForTests });
  await expect(dialog(page)).toContainText('Test set: later.csv');
  await expect(dialog(page)).toContainText('63 of 63 rows read');
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
  await expect(dialog(page)).toBeHidden();
  // The loss follows the new target. Until then, Play belongs to the previous run.
  await expect(page.getByLabel('Loss', { exact: true })).toHaveValue('crossEntropy');
  await expect(play(page)).toBeEnabled({ timeout: 30_000 });
  await page.reload();
  await expect(page.getByLabel('Data set', { exact: true })).toHaveValue('table');
  await expect(page.getByRole('button', { name: 'Columns and target…' })).toBeVisible();
  await expect(play(page)).toBeEnabled({ timeout: 30_000 });
});
