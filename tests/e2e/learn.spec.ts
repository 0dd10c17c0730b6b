import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from './axe';

/** Scrolls to each figure of the open chapter and waits until it has drawn. */
async function walkThrough(page: Page): Promise<void> {
  // Where a prediction is asked for, the figure comes after it. The first three show how it goes.
  for (const question of (await page.locator('.prediction').all()).slice(0, 3))
    await question.getByRole('radio').first().check();
  const figures = await page.locator('.live-figure').all();
  expect(figures.length).toBeGreaterThan(0);
  for (const figure of figures) {
    await figure.scrollIntoViewIfNeeded();
    await expect(figure.locator('.live-content > *').first()).toBeVisible();
    await expect(figure.getByRole('status')).toHaveCount(0, { timeout: 60_000 });
    await expect(figure.getByRole('alert')).toHaveCount(0);
  }
}

test('the book opens from the header, its figures draw once they are seen, in both languages; their links lead back to them and into the lab', async ({
  page,
}) => {
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
  await page.goto('/?page=learn');
  const contents = page.locator('.contents ol a');
  for (const name of ['Gradient descent', 'Backpropagation', 'Why gradients vanish', 'Myths']) {
    await contents.filter({ hasText: name }).first().click();
    await expect(page.locator('.chapter h2')).toHaveText(name);
    // Nothing has started in the figure at the end.
    if (name === 'Gradient descent')
      await expect(page.locator('.live-figure .live-content').last()).toBeEmpty();
    await walkThrough(page);
    await page.getByRole('link', { name: '← Contents' }).first().click();
  }
  await contents.first().click();
  await page.getByRole('button', { name: '简体中文' }).click();
  await expect(page.locator('.chapter')).toHaveAttribute('lang', 'zh-CN');
  await walkThrough(page);
  await page.getByRole('button', { name: 'English' }).click();

  // As slides, turned by arrow keys, and as a worksheet of its measured numbers.
  await page.getByRole('button', { name: 'Slides' }).click();
  const slides = page.getByRole('region', { name: 'Slides' });
  await expect(slides.locator('.chapter h2')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(slides.getByRole('status').last()).toContainText('2 /');
  await expect(slides.locator('.chapter h2')).toBeHidden();
  await slides.getByRole('button', { name: 'Close the slides' }).click();
  await page.getByRole('button', { name: 'Worksheet' }).click();
  await expect(page.locator('.worksheet > ol li').first()).toContainText('______');
  await page.getByRole('button', { name: '← Back to the chapter' }).click();

  const figure = page.locator('#descent');
  await figure.getByRole('slider', { name: /Step size/ }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(figure.getByText('Step size α 0.11')).toBeVisible();
  await figure.getByRole('button', { name: 'Copy a link' }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain('?page=learn&chapter=gradient-descent&figure=descent&set=rate:0.11');
  await figure.getByRole('button', { name: 'Open in the lab' }).click();
  await expect(page.getByLabel('Name of the experiment')).toHaveValue('Twelve flats');
  expect(page.url()).not.toContain('figure=');
  await page.goto(link);
  await expect(page.locator('#descent').getByText('Step size α 0.11')).toBeVisible();
  expect(wrong).toEqual([]);
});

test('a chapter is read without scripts', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL! });
  const page = await context.newPage();
  const refused: string[] = [];
  page.on('console', (message) => message.type() === 'error' && refused.push(message.text()));
  await page.goto('/');
  await page.getByRole('link', { name: /book/ }).click();
  await page.getByRole('link', { name: 'Gradient descent' }).click();
  await expect(page.getByText('Downhill is not')).toBeVisible();
  // Styles and fonts of formulas come from the same place.
  expect(
    await page
      .locator('.katex')
      .first()
      .evaluate((node) => getComputedStyle(node).fontFamily),
  ).toContain('KaTeX');
  expect(refused).toEqual([]);
  await context.close();
});

test.describe('the chapters that train networks', () => {
  // axe is a script of the test, which the page's policy does not allow.
  test.use({ bypassCSP: true, contextOptions: { reducedMotion: 'reduce' } });

  test('draw every figure, read in the other language, and axe finds nothing in them', async ({ page }) => {
    // Their figures train some three hundred small networks.
    test.setTimeout(300_000);
    const wrong: string[] = [];
    page.on('pageerror', (error) => wrong.push(error.message));
    page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
    await page.goto('/?page=learn&chapter=mending');
    for (const [name, inChinese, theme] of [
      ['What mends it', '如何补救', 'light'],
      ['The edge of chaos', '混沌边缘', 'dark'],
      ['Knowledge distillation', '知识蒸馏', 'light'],
      ['Knowledge across domains', '跨域的知识', 'light'],
      ['Does distillation mend vanishing gradients?', '蒸馏能解决梯度消失吗？', 'dark'],
      ['Questions and answers', '问与答', 'dark'],
    ] as const) {
      await page.getByRole('link', { name: '← Contents' }).click();
      await page.locator('.contents a').filter({ hasText: name }).first().click();
      const title = page.locator('.chapter h2');
      await expect(title).toHaveText(name);
      await walkThrough(page);
      await page.getByRole('button', { name: '简体中文' }).click();
      await expect(title).toHaveText(inChinese);
      const figure = page.locator('.live-figure').first();
      await figure.scrollIntoViewIfNeeded();
      await expect(figure.locator('svg').first()).toBeVisible();
      await expectAccessible(page, name, '.book', [theme]);
      await page.getByRole('button', { name: 'English' }).click();
    }
    // A study opens in its own room.
    await page.getByRole('button', { name: 'Open in the lab' }).nth(2).click();
    await expect(page.getByLabel('Name of the distillation')).toHaveValue('Wrong labels on a spiral');
    expect(wrong).toEqual([]);
  });
});
