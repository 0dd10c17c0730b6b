import { expect } from '@playwright/test';
import { chapterNames, walkThrough } from './book';
import { openLab, screenWidths, setLanguage } from './lab';
import { test } from './test';

/** Makes the README's pictures of the other rooms: `npm run screenshots`. */
test.setTimeout(400_000);

test('the map', async ({ page }) => {
  await page.goto('/?page=map');
  await page.getByRole('button', { name: 'Examples' }).click();
  await page.getByRole('menuitem', { name: /Trainability/ }).click();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await expect(page.getByTestId('map-progress')).toHaveText(/192 of 192/, { timeout: 300_000 });
  await page.screenshot({ path: 'docs/images/map.png' });
});

test('a comparison', async ({ page }) => {
  await openLab(page);
  await page.getByRole('button', { name: 'Examples' }).click();
  await page.getByRole('menuitem', { name: /ReLU with He/ }).click();
  await page.getByText('Compare', { exact: true }).click();
  await page.getByLabel('Value').selectOption('standardUniform');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByLabel('Value').selectOption('glorotNormal');
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('button', { name: 'Repeat over seeds' }).click();
  await expect(page.getByTestId('batch')).toHaveText(/^(\d+) of \1 runs kept$/, { timeout: 200_000 });
  await page.screenshot({ path: 'docs/images/compare.png', fullPage: true });
});

test('a race of students', async ({ page }) => {
  await page.goto('/?page=distil');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(page.getByTestId('phase')).toHaveText('Done', { timeout: 120_000 });
  await page.getByRole('tab', { name: 'Decision boundaries' }).click();
  await expect(page.locator('canvas').first()).toBeVisible();
  // The last boundaries are drawn in a later frame.
  await page.waitForTimeout(3000);
  await page.screenshot({ path: 'docs/images/distillation.png', fullPage: true });
});

test('a transfer', async ({ page }) => {
  await page.goto('/?page=transfer');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(page.getByText('Done', { exact: true })).toBeVisible({ timeout: 120_000 });
  await page.waitForTimeout(3000);
  await page.screenshot({ path: 'docs/images/transfer.png', fullPage: true });
});

test('a real model', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 1370 });
  await page.goto('/?page=models&at=0');
  await page.getByRole('button', { name: 'Open a sample log' }).click();
  await expect(page.getByText('mean-field theory', { exact: true })).toBeVisible();
  await expect(page.getByRole('heading', { name: /^Distribution of activations/ })).toBeVisible();
  await page.screenshot({ path: 'docs/images/models.png' });
});

/** Pictures of every chapter, to be looked at: `SCREENSHOTS=1 npx playwright test pictures -g chapter`. */
for (const chapter of chapterNames) {
  test(`the chapter ${chapter} in both languages and themes, at four widths`, async ({ page }) => {
    // One page for all: what the figures have measured stays known.
    await page.goto(`/?page=learn&chapter=${chapter}`);
    for (const [button, language] of [
      ['English', 'en'],
      ['简体中文', 'zh-CN'],
    ] as const) {
      await setLanguage(page, button);
      await expect(page.locator('.chapter')).toHaveAttribute('lang', language);
      for (const width of screenWidths) {
        await page.setViewportSize({ width, height: 900 });
        await walkThrough(page);
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme });
          await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
          await page.screenshot({
            path: `test-results/chapters/${chapter}-${language}-${width}-${colorScheme}.png`,
            fullPage: true,
          });
        }
      }
    }
  });
}
