import { expect, type Page } from '@playwright/test';
import { asFile, experiment, openFile, openLab } from './lab';
import { test } from './test';

/** Input that is rejected with a long sentence and a long word: the value found, and the name of every activation. */
const misspelt = asFile(
  experiment({ network: { depth: 3, width: 8, activation: `${'sigmoid'.repeat(7)}Sigmod` } }),
);

/** The parts of the header that are cut off; a name may be longer than its field. */
const cutOff = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('html, header, header :not(input)')]
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .filter((element) => element.matches('html') || getComputedStyle(element).overflowX !== 'visible')
      .map((element) => `${element.className || element.tagName}: ${element.textContent}`),
  );

test('the header stays whole beside a long sentence: in both languages, wide and narrow, light and dark', async ({
  page,
}) => {
  await openLab(page);
  const top = async () => (await page.getByRole('main').boundingBox())!.y;
  const before = await top();
  await openFile(page, misspelt);
  await expect(page.getByRole('alert')).toBeVisible();
  expect(await top(), 'the message moves nothing').toBe(before);
  const alert = page.getByRole('alert');
  for (const [language, told] of [
    ['English', 'Activation: found'],
    ['简体中文', '激活函数：实际为'],
  ] as const) {
    if (language !== 'English') await page.getByRole('button', { name: language }).click();
    await expect(alert).toContainText(told);
    for (const width of [1440, 1280, 1200, 1024, 390]) {
      await page.setViewportSize({ width, height: 900 });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await cutOff(page)).toEqual([]);
      }
      if (width === 1280) {
        // Tools and tabs keep to a line of their own.
        expect((await page.getByRole('banner').boundingBox())!.height).toBeLessThan(90);
        expect((await page.locator('.question-tabs').boundingBox())!.height).toBeLessThan(50);
      }
      // The sentence has the whole width for itself.
      const { x, width: breadth } = (await alert.boundingBox())!;
      expect(2 * x + breadth).toBeCloseTo(width, 0);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
  }
});
