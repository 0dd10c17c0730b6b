import { expect, test } from '@playwright/test';
import { expectAccessible } from './axe';
import { walkThrough } from './book';

// axe is a script of the test, which the page's policy does not allow.
test.use({ bypassCSP: true, contextOptions: { reducedMotion: 'reduce' } });

test('the chapters that train networks draw every figure, read in the other language, and axe finds nothing in them', async ({
  page,
}) => {
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
