import { expect, type Page } from '@playwright/test';
import { openLab, pause, play } from './lab';
import { test } from './test';

const tab = (page: Page, name: string) => page.getByRole('tab', { name });
const room = (page: Page, name: string) => page.getByText(name, { exact: true }).first();
const undo = (page: Page) => page.getByRole('button', { name: /^Undo/ });
const redo = (page: Page) => page.getByRole('button', { name: /^Redo/ });

test('after each divergence Play starts again; Back, Forward, undo and redo lead back', async ({ page }) => {
  await openLab(page);
  await page.getByRole('button', { name: 'Presets' }).click();
  await page.getByRole('menuitem', { name: /Exploding ReLU/ }).click();
  await expect(undo(page)).toHaveAccessibleName(/Activation: Sigmoid → ReLU/);
  await expect(play(page)).toBeEnabled();
  await play(page).click();
  const lower = page.getByRole('button', { name: /Learning rate 0\.01/ });
  await lower.click();
  // The lower rate diverges as well: the alert returns, with the rate after that.
  const again = page.getByRole('button', { name: /Learning rate 0\.001/ });
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
  await room(page, 'Map').click();
  await expect(page).toHaveURL(/page=map/);
  await room(page, 'Distil').click();
  await tab(page, 'Calibration').click();
  await expect(page).toHaveURL(/page=distil&view=calibration/);
  await page.goBack();
  await page.goBack();
  await expect(page).toHaveURL(/page=map/);
  await expect(page.getByTestId('map-progress')).toBeVisible();
  await page.goBack();
  await expect(tab(page, 'Causes')).toHaveAttribute('aria-selected', 'true');
  await page.goForward();
  await page.goForward();
  await page.goForward();
  await expect(tab(page, 'Calibration')).toHaveAttribute('aria-selected', 'true');
  await expect(page).toHaveTitle(/Distil/);
});
