import { expect } from '@playwright/test';
import { choose, experiment, openExperiment, openLabWith, pause, play } from './lab';
import { test } from './test';

test.beforeEach(async ({ page }) => {
  await openLabWith(page, experiment());
});

test('by keyboard: a step, an epoch, a reset; Space presses the focused button once; a refused number; then Chinese, dark and narrow', async ({
  page,
}) => {
  const step = page.getByTestId('step');
  const shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await page.keyboard.press('s');
  await expect(step).toContainText('Step 1 of');
  await page.keyboard.press('e');
  await expect(step).toContainText('Step 3 of');
  await page.keyboard.press('r');
  await expect(step).toContainText('Step 0 of');
  await page.keyboard.press('Space');
  await expect(page.getByText('Stopped at step 40')).toBeVisible();
  await page.keyboard.press('?');
  await expect(shortcuts).toContainText('Play or pause');
  await page.keyboard.press('Escape');
  await expect(shortcuts).toHaveCount(0);

  // Space does what the focused button does, and not what the shortcut does as well.
  await page.getByRole('button', { name: 'Reset to step 0' }).click();
  await expect(step).toContainText('Step 0 of');
  await expect(play(page)).toBeEnabled();
  await play(page).focus();
  await page.keyboard.press('Space');
  await expect(page.getByText('Stopped at step 40')).toBeVisible();
  await page.getByRole('button', { name: 'Keyboard shortcuts' }).focus();
  await page.keyboard.press('Space');
  await expect(shortcuts).toBeVisible();
  await expect(page.getByText('Stopped at step 40')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(shortcuts).toHaveCount(0);

  // A refused number is told beside its control and changes nothing.
  const depth = page.locator('#network-depth');
  await depth.fill('900');
  await depth.press('Enter');
  await expect(page.locator('[data-path="network.depth"]').getByRole('alert')).toContainText('200');
  await expect(page.getByRole('button', { name: /^Layer \d+:/ })).toHaveCount(3);

  await page.getByRole('button', { name: '简体中文' }).click();
  await expect(page.getByRole('button', { name: '播放', exact: true })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await page.emulateMedia({ colorScheme: 'dark' });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.setViewportSize({ width: 390, height: 844 });
  await expect
    .poll(() => page.evaluate(() => document.documentElement.scrollWidth - innerWidth))
    .toBeLessThanOrEqual(0);
});

test('what changes in flight does, what cannot restarts the run', async ({ page }) => {
  const steps = page.locator('#training-steps');
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await steps.fill('100000');
  await steps.press('Enter');
  const speed = page.getByRole('slider', { name: 'Speed limit' });
  await speed.focus();
  await page.keyboard.press('ArrowLeft');
  await play(page).click();
  const stepNow = async () =>
    Number(/Step (\d+) of/.exec((await page.getByTestId('step').textContent())!)![1]);
  // At 100 steps a second the test sees a restarted run before it has reached the same step.
  await expect.poll(stepNow).toBeGreaterThan(300);
  const before = await stepNow();
  const rate = page.locator('#training-optimizer-learningRate');
  await rate.fill('0.02');
  await rate.press('Enter');
  await expect.poll(stepNow).toBeGreaterThan(before + 20);
  await choose(page, 'Activation', 'ReLU');
  await expect.poll(stepNow, { intervals: [100] }).toBeLessThan(before);
  await expect.poll(stepNow).toBeGreaterThan(3);
  await pause(page).click();
  await expect(play(page)).toBeVisible();
});

test('a dead worker is replaced, and the run goes on; a run that diverges says where, and offers a remedy', async ({
  page,
}) => {
  await play(page).click();
  await expect(page.getByText('Stopped at step 40')).toBeVisible();
  await page.workers()[0]!.evaluate(() => {
    setTimeout(() => {
      throw new Error('struck down by a test');
    });
  });
  await expect(
    page.getByText(/struck down by a test.*continues from its last checkpoint, step 40/),
  ).toBeVisible();
  await expect(play(page)).toBeEnabled();
  await page.getByRole('button', { name: 'One step' }).click();
  await expect(page.getByTestId('step')).toContainText('Step 41');

  const hot = experiment({
    name: 'Hot',
    network: { depth: 6, width: 16, activation: 'relu', initializer: { kind: 'heNormal', gain: 5 } },
    training: { optimizer: { kind: 'sgd', learningRate: 100 }, batchSize: 16, steps: 60 },
  });
  await openExperiment(page, hot);
  await play(page).click();
  await expect(page.getByText('The run diverged')).toBeVisible();
  await expect(page.getByText(/At step \d+ the first number stopped being finite/)).toBeVisible();
  // The weights are the cause: the remedy is theirs, not a lower rate.
  await page.getByRole('alert').getByRole('button', { name: 'Gain 1, as published', exact: true }).click();
  await expect(page.locator('#network-initializer-gain')).toHaveValue('1');
});
