import { expect } from '@playwright/test';
import { openLab } from './lab';
import { test } from './test';

test.setTimeout(170_000);
test('a', async ({ page }) => {
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('console', (m) => m.type() === 'error' && wrong.push(m.text()));
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto('/?page=learn&chapter=backpropagation&figure=explained-update');
  const figure = page.locator('#explained-update');
  await expect(figure.getByTestId('explained')).toBeVisible({ timeout: 60_000 });
  await figure.locator('select').nth(1).selectOption('batch');
  await expect(figure.getByText(/^\(.* − .*\) \/ √/)).toBeVisible({ timeout: 60_000 });
  await figure.screenshot({ path: '/tmp/lp/explain.png' });
  await figure.getByText('Backward', { exact: true }).click();
  await page.waitForTimeout(500);
  await figure.screenshot({ path: '/tmp/lp/explain-back.png' });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.waitForTimeout(800);
  await figure.screenshot({ path: '/tmp/lp/explain-390.png' });
  await page.setViewportSize({ width: 1440, height: 900 });
  for (const name of ['gradient-descent', 'mending', 'myths']) {
    await page.goto(`/?page=learn&chapter=${name}`);
    await page.getByRole('button', { name: 'Worksheet' }).click();
    await expect(page.locator('.worksheet .live-figure svg').first()).toBeVisible({ timeout: 90_000 });
    await page.waitForTimeout(1500);
    await page.pdf({
      path: `/tmp/lp/sheet-${name}.pdf`,
      format: 'A4',
      margin: { top: '15mm', bottom: '15mm', left: '15mm', right: '15mm' },
    });
  }
  await page.screenshot({ path: '/tmp/lp/sheet-screen.png' });
  await page.goto('/?page=learn&chapter=assign');
  await page.locator('textarea').first().fill('Level the signal.');
  const li = (path: string) =>
    page.locator('.free-settings li').filter({ has: page.locator(`[title="${path}"]`) });
  for (const path of ['network.activation', 'network.depth', 'network.residual'])
    await li(path).getByRole('checkbox').check();
  await li('network.activation').getByRole('combobox').click();
  await page.getByRole('option', { name: 'tanh', exact: true }).click();
  await page.getByRole('option', { name: 'ReLU', exact: true }).click();
  await page.screenshot({ path: '/tmp/lp/make-open.png' });
  await page.keyboard.press('Escape');
  await li('network.depth').getByRole('textbox').last().fill('5, ten');
  await page.screenshot({ path: '/tmp/lp/make.png', fullPage: true });
  console.log('wrong', wrong);
});
test('guide', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openLab(page);
  const guide = page.getByTestId('guide');
  await expect(guide).toContainText('See it vanish');
  await page.screenshot({ path: '/tmp/lp/guide1.png' });
  await guide.getByRole('button', { name: 'Train' }).focus();
  await page.keyboard.press('Enter');
  await expect(guide.getByRole('button', { name: 'Show the causes' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(guide.getByRole('button', { name: 'Try ReLU with He' })).toBeFocused();
  await page.screenshot({ path: '/tmp/lp/guide2.png' });
  await page.keyboard.press('Enter');
  await expect(guide).toContainText('Your turn');
  await page.screenshot({ path: '/tmp/lp/guide3.png' });
  const trail: string[] = [];
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => {
      const e = document.activeElement!;
      return `${e.tagName}:${e.getAttribute('aria-label') ?? e.textContent?.slice(0, 30)}`;
    });
    trail.push(name);
    if (name.includes('New seed')) break;
  }
  console.log(trail.join(' | '));
  await page.keyboard.press('Enter');
  await expect(guide).toHaveCount(0);
  await page.screenshot({ path: '/tmp/lp/guide4.png' });
});
