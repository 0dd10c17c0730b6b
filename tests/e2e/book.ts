import { readdirSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';

/** The chapters by their names in links. */
export const chapterNames = readdirSync('src/features/learn/chapters/en').map((file) =>
  file.replace(/^\d+-|\.mdx$/g, ''),
);

/** Scrolls to each figure of the open chapter and waits until it has drawn. */
export async function walkThrough(page: Page): Promise<void> {
  // Where a prediction is asked for, the figure comes after it. The first three show how it goes.
  for (const question of (await page.locator('.prediction').all()).slice(0, 3))
    await question.getByRole('radio').first().check();
  const figures = await page.locator('.live-figure').all();
  expect(figures.length).toBeGreaterThan(0);
  for (const figure of figures) {
    await figure.scrollIntoViewIfNeeded();
    await expect(figure.locator('.live-content > *').first()).toBeVisible({ timeout: 60_000 });
    await expect(figure.getByRole('status')).toHaveCount(0, { timeout: 60_000 });
    await expect(figure.getByRole('alert')).toHaveCount(0);
  }
}
