import { expect, test } from '@playwright/test';
import { expectAccessible } from './axe';
import { chapterNames, walkThrough } from './book';

// axe is a script of the test, which the page's policy does not allow.
test.use({ bypassCSP: true, contextOptions: { reducedMotion: 'reduce' } });

test('every chapter draws each of its figures in both languages, without an error, and axe finds nothing in it', async ({
  page,
}) => {
  // The figures train some four hundred small networks.
  test.setTimeout(600_000);
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
  await page.goto('/?page=learn');
  for (const [i, name] of chapterNames.entries()) {
    await page.locator(`.contents a[href$="chapter=${name}"]`).click();
    const chapter = page.locator('.chapter');
    await expect(chapter).toHaveAttribute('lang', 'en');
    await walkThrough(page);
    const themes = ['light', 'dark'] as const;
    await expectAccessible(page, `${name}, English`, '.book', [themes[i % 2]!]);
    await page.getByRole('button', { name: '简体中文' }).click();
    await expect(chapter).toHaveAttribute('lang', 'zh-CN');
    await walkThrough(page);
    await expectAccessible(page, `${name}, Chinese`, '.book', [themes[(i + 1) % 2]!]);
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('link', { name: '← Contents' }).first().click();
  }
  // A study opens in its own room.
  await page.locator('.contents a[href$="chapter=questions"]').click();
  await page.locator('#controls').scrollIntoViewIfNeeded();
  await page.locator('#controls').getByRole('button', { name: 'Open in the lab' }).click();
  await expect(page.getByLabel('Name of the distillation')).toHaveValue('Wrong labels on a spiral');
  expect(wrong).toEqual([]);
});
