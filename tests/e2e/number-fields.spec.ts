import { expect, type Locator, type Page } from '@playwright/test';
import { listed, numberIn } from '../../src/base/readNumber';
import { openLab } from './lab';
import { test } from './test';

/** Every number field of every room and dialog takes a typed or pasted text as a whole, or shows a sentence at the field. */

/** Numbers that are none. `npm run test:full` types each into each field, `npm test` one into each. */
const misspelt = ['0x10', '1e', '12a'];
let turn = 0;

/** The fields to type into that hold numbers, or say that they do: those of a control made later are found too. */
async function numberFields(within: Locator) {
  const inputs = within.locator('input:visible:not([readonly]):not([disabled])');
  const found = await inputs.evaluateAll((all) =>
    (all as HTMLInputElement[]).map(({ type, inputMode, dataset, value }) => ({
      isText: type === 'text' || type === 'number',
      isNumber: type === 'number' || ['decimal', 'numeric'].includes(inputMode) || 'number' in dataset,
      value,
    })),
  );
  const holdsNumbers = (value: string) => {
    const words = listed(value);
    return words.length > 0 && words.every((word) => numberIn(word) !== undefined);
  };
  return found.flatMap(({ isText, isNumber, value }, i) =>
    isText && (isNumber || holdsNumbers(value)) ? [{ field: inputs.nth(i), value }] : [],
  );
}

/** Types what is no number into every number field. @returns how many fields there are */
async function mistype(within: Locator): Promise<number> {
  const fields = await numberFields(within);
  for (const { field, value } of fields) {
    for (const typed of process.env.FULL ? misspelt : [misspelt[turn % misspelt.length]!]) {
      // At once, as from the clipboard, or key by key.
      if (turn++ % 2 === 0) await field.fill(typed);
      else {
        await field.fill('');
        await field.pressSequentially(typed);
      }
      await field.press('Enter');
      await expect(field).toHaveAttribute('aria-invalid', 'true');
      const shown = await field.evaluate((input: HTMLInputElement) => ({
        text: input.value,
        described: document.getElementById(input.getAttribute('aria-describedby')!)?.textContent,
      }));
      expect(shown.text).toBe(typed);
      expect(shown.described).toContain(`“${typed}” is not`);
    }
    await field.press('Escape');
    await expect(field).toHaveValue(value);
  }
  return fields.length;
}

const dialog = (page: Page) => page.getByRole('dialog');
const go = (page: Page, room: string) =>
  page.getByRole('navigation', { name: 'Main navigation' }).getByText(room, { exact: true }).click();

test('no number field swallows a character, in any room or dialog', async ({ page }) => {
  await openLab(page);
  const body = page.locator('body');
  await page.getByRole('button', { name: /^Layer 1:/ }).click();
  await expect(page.getByRole('textbox', { name: 'Units' })).toBeVisible();
  // Depth, learning rate, … of the set-up and the units of the layer.
  expect(await mistype(body)).toBeGreaterThan(8);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Explain this step' }).click();
  const explained = page.getByTestId('explained');
  await expect(explained).toBeVisible();
  for (let stage = 0; stage < 3; stage++) await explained.getByRole('button', { name: 'Next stage' }).click();
  expect(await mistype(explained)).toBe(4);
  // Arrow keys step within the range, and from what is typed.
  const sample = explained.getByLabel('Sample', { exact: true });
  await sample.press('ArrowDown');
  await expect(sample).toHaveValue('1');
  await sample.fill('4');
  await sample.press('ArrowUp');
  await expect(sample).toHaveValue('5');
  await sample.press('Escape');
  await expect(dialog(page)).toBeHidden();

  await page.getByRole('button', { name: 'QR code, embed code' }).click();
  await expect(dialog(page).getByRole('textbox', { name: /^Width/ })).toBeVisible();
  expect(await mistype(dialog(page))).toBe(2);
  await dialog(page)
    .getByRole('textbox', { name: /^Width/ })
    .fill('20');
  await dialog(page)
    .getByRole('textbox', { name: /^Width/ })
    .press('Enter');
  await expect(dialog(page)).toContainText(/Width.*: found 20; use at least 480\./);
  await dialog(page)
    .getByRole('textbox', { name: /^Width/ })
    .press('Escape');
  await dialog(page).getByText('Depth', { exact: true }).click();
  await dialog(page).getByText('Learning rate', { exact: true }).click();
  const code = await dialog(page).locator('.embed-code textarea').inputValue();
  await dialog(page).press('Escape');
  await expect(dialog(page)).toBeHidden();

  const table = { name: 'own.csv', mimeType: 'text/csv', buffer: Buffer.from('x,y\n1,2\n2,3\n3,5\n4,7\n') };
  await page.locator('input[type="file"]').first().setInputFiles(table);
  await expect(dialog(page).getByLabel('Target column')).toBeVisible();
  expect(await mistype(dialog(page))).toBe(1);
  await dialog(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog(page)).toBeHidden();

  await go(page, 'Compare');
  await expect(page.getByTestId('runs')).toBeVisible();
  await page.getByLabel(/^Same as/).selectOption({ label: 'Learning rate' });
  expect(await mistype(body)).toBeGreaterThan(1);

  await go(page, 'Map');
  await expect(page.getByLabel('Repeats per cell')).toBeVisible();
  expect(await mistype(body)).toBe(8);
  await page.getByRole('group', { name: 'x axis' }).getByLabel('Spacing').selectOption({ label: 'list' });
  await expect(page.getByRole('group', { name: 'x axis' }).getByLabel('Values')).toBeVisible();
  expect(await mistype(page.getByRole('group', { name: 'x axis' }))).toBe(1);

  await go(page, 'Distillation');
  await expect(page.getByLabel('Name of the distillation')).toBeVisible();
  expect(await mistype(body)).toBeGreaterThan(1);

  await go(page, 'Transfer');
  await expect(page.getByLabel('Name of the transfer')).toBeVisible();
  await page.getByLabel('Sweep over').selectOption({ index: 1 });
  expect(await mistype(body)).toBeGreaterThan(4);

  await go(page, 'Learn');
  await page.getByRole('link', { name: 'Make an assignment' }).click();
  await page.getByRole('checkbox', { name: 'Depth' }).first().check();
  expect(await mistype(page.getByRole('main'))).toBe(6);
  // Accuracies are in per cent, with or without the sign.
  const goal = page.getByLabel('Goal 1: value');
  for (const typed of ['80', '80 %']) {
    await goal.fill(typed);
    await goal.press('Enter');
    await expect(goal).toHaveValue('80 %');
  }

  // In another page, where the fields have no other label than their name.
  const [, address] = /src="([^"]*)"/.exec(code)!;
  await page.goto(address!.replaceAll('&amp;', '&'));
  await expect(page.locator('.embedded').getByLabel('Depth', { exact: true })).toBeVisible();
  expect(await mistype(page.locator('.embedded'))).toBe(2);
});

test('scientific notation, fractions, powers and a decimal comma are read', async ({ page }) => {
  await page.goto('/');
  const rate = page.locator('#training-optimizer-learningRate');
  for (const [typed, value] of [
    ['1e-3', '0.001'],
    ['1E-2', '0.01'],
    ['1/4', '0.25'],
    ['2^-3', '0.125'],
    ['0,5', '0.5'],
  ] as const) {
    await rate.fill(typed);
    await rate.press('Enter');
    await expect(rate).toHaveValue(value);
  }
  // For a rejected value the page shows what is allowed, and the value stays for correction.
  await rate.fill('-0.1');
  await rate.press('Enter');
  await expect(
    page.locator('[data-path="training.optimizer.learningRate"]').getByRole('alert'),
  ).toBeVisible();
  await expect(rate).toHaveValue('-0.1');
});
