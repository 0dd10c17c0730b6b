import { expect, type Page, test } from '@playwright/test';
import { asFile, experiment, openFile } from './lab';

/** Refused in a long sentence with a long word: what was found, and every activation by name. */
const misspelt = asFile(
  experiment({ network: { depth: 3, width: 8, activation: `${'sigmoid'.repeat(7)}Sigmod` } }),
);

/** What of the header shows less than it holds; a name may be longer than its field. */
const cutOff = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('html, header, header :not(input)')]
      .filter((element) => element.scrollWidth > element.clientWidth + 1)
      .filter((element) => element.matches('html') || getComputedStyle(element).overflowX !== 'visible')
      .map((element) => `${element.className || element.tagName}: ${element.textContent}`),
  );

for (const language of ['en', 'zh-CN']) {
  test(`the header stays whole beside a long sentence, wide and narrow, light and dark: ${language}`, async ({
    page,
  }) => {
    await page.addInitScript((kept) => localStorage.setItem('gradient-lab.language', kept), language);
    await page.goto('/');
    await openFile(page, misspelt);
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('network.activation');
    for (const width of [1440, 1200, 390]) {
      await page.setViewportSize({ width, height: 900 });
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        expect(await cutOff(page)).toEqual([]);
      }
      // One line of the header is the sentence's alone.
      const { x, width: breadth } = (await alert.boundingBox())!;
      expect(2 * x + breadth).toBeCloseTo(width, 0);
    }
  });
}
