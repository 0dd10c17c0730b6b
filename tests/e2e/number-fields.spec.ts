import { expect, type Page } from '@playwright/test';
import { test } from './test';

/** Every number field of a room accepts a typed or pasted value as a whole, or shows an error at the field. */

const fields = (page: Page) => page.locator('input[data-number]:visible');

/** Numbers that are none. `npm run test:full` types each into each field, `npm test` each into some. */
const misspelt = ['0x10', '1e', '12a'];

test('no number field swallows a character, in any room', async ({ page }) => {
  await page.goto('/');
  let turn = 0;
  for (const [room, mark] of [
    ['Lab', page.locator('#network-depth')],
    ['Compare', page.getByTestId('runs')],
    ['Distillation', page.getByLabel('Name of the distillation')],
    ['Transfer', page.getByLabel('Name of the transfer')],
  ] as const) {
    await page.getByRole('navigation').getByText(room, { exact: true }).click();
    await expect(mark).toBeVisible();
    await expect(fields(page).first()).toBeVisible();
    const count = await fields(page).count();
    for (let i = 0; i < count; i++) {
      const field = fields(page).nth(i);
      const before = await field.inputValue();
      for (const typed of process.env.FULL ? misspelt : [misspelt[turn++ % misspelt.length]!]) {
        await field.fill(typed);
        await field.press('Enter');
        await expect(field).toHaveValue(typed);
        await expect(field).toHaveAttribute('aria-invalid', 'true');
        await expect(page.getByText(`“${typed}” is not a number`).first()).toBeVisible();
      }
      await field.press('Escape');
      await expect(field).toHaveValue(before);
      await expect(field).not.toHaveAttribute('aria-invalid', 'true');
    }
  }
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
