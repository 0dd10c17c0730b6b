import { expect } from '@playwright/test';
import { walkThrough } from './book';
import { test } from './test';

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
  await expect(page).toHaveURL(/chapter=gradient-descent&as=slides&slide=2$/);
  await slides.getByRole('button', { name: 'Close the slides' }).click();
  await expect(slides).toHaveCount(0);
  await page.goBack();
  await expect(slides.getByRole('status').last()).toContainText('2 /');
  await page.goBack();
  await expect(slides).toHaveCount(0);
  await page.getByRole('button', { name: 'Worksheet' }).click();
  await expect(page).toHaveURL(/chapter=gradient-descent&as=worksheet$/);
  await expect(page.locator('.worksheet h4 + ol li').first()).toContainText('______');
  await expect(page.locator('.worksheet #descent svg').first()).toBeVisible();
  await page.getByRole('button', { name: '← Back to the chapter' }).click();

  const figure = page.locator('#descent');
  await figure.getByRole('slider', { name: /Learning rate/ }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(figure.getByText('Learning rate α 0.11')).toBeVisible();
  await figure.getByRole('button', { name: 'Copy a link' }).click();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toContain('?page=learn&chapter=gradient-descent&figure=descent&set=rate:0.11');
  await figure.getByRole('button', { name: 'Open in the lab' }).click();
  await expect(page.getByLabel('Name of the experiment')).toHaveValue('Twelve flats');
  expect(page.url()).not.toContain('figure=');
  await page.goto(link);
  await expect(page.locator('#descent').getByText('Learning rate α 0.11')).toBeVisible();
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
