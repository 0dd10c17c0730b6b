import { expect } from '@playwright/test';
import { choose, experiment, openExperiment, openLab, play } from './lab';
import { test } from './test';

test('opened and nothing clicked, the vanished profile and the network are there; Play is among the first stops; an activation is chosen by its curve; another activation is another profile', async ({
  page,
}) => {
  await openLab(page);
  await expect(page.getByTestId('headline')).toContainText('The signal vanishes');
  await expect(page.getByTestId('step')).toContainText('Step 0 of');
  await expect(page.locator('#network circle')).toHaveCount(2 + 20 * 16 + 2);
  await expect(page.getByTestId('diagnosis')).toContainText('Vanishing gradients.');
  await expect(page.locator('#confusion')).toBeVisible();
  await expect(page.locator('#decision-boundary canvas').first()).toBeVisible();

  // From the address bar, by keyboard; the layers are one stop.
  const stops: string[] = [];
  for (let i = 0; i < 4; i++) {
    await page.keyboard.press('Tab');
    stops.push(await page.evaluate(() => document.activeElement?.textContent ?? ''));
  }
  expect(stops[0]).toBe('Skip to the network');
  expect(stops.slice(0, 4)).toContain('Play');
  const layer = page.getByRole('button', { name: /^Layer 1:/ });
  await layer.focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: /^Layer 2:/ })).toBeFocused();
  const stopsOfStrip = await page
    .getByRole('group', { name: 'Layers' })
    .locator('button')
    .evaluateAll((buttons) => buttons.filter(({ tabIndex }) => tabIndex === 0).length);
  expect(stopsOfStrip).toBe(1);

  await page.getByRole('button', { name: 'Choose by picture: Activation' }).press('Enter');
  await expect(page.getByRole('radio', { name: 'Sigmoid', exact: true })).toBeFocused();
  await expect(page.locator('.gallery svg path')).not.toHaveCount(0);
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('#network-activation')).not.toHaveValue('sigmoid');
  const kept = await page.locator('#network-activation').inputValue();
  await page.keyboard.press('Escape');
  await expect(page.locator('.gallery')).toHaveCount(0);
  await expect(page.locator('#network-activation')).toHaveValue(kept);

  await choose(page, 'Activation', 'ReLU');
  await choose(page, 'Initializer', 'He normal');
  await expect(page.getByTestId('headline')).toContainText('The signal gets through');
  await expect(page.getByTestId('step')).toContainText('Step 0 of');
});

test('a drag of the depth is drawn as it moves, and the newest edit wins; the weights of a small network are edited in its picture, and the file carries them', async ({
  page,
}) => {
  await openLab(page);
  await expect(page.getByTestId('headline')).toContainText('layer 20');
  const depth = page.getByRole('slider', { name: 'Depth' });
  await depth.focus();
  for (let i = 0; i < 12; i++) await page.keyboard.press('ArrowLeft');
  const layers = Number(await page.locator('#network-depth').inputValue());
  expect(layers).toBeLessThan(20);
  await expect(page.getByRole('button', { name: /^Layer \d+:/ })).toHaveCount(layers);
  await expect(page.getByTestId('headline')).toContainText(`layer ${layers}’s`);
  await expect(page.locator('#network circle')).toHaveCount(2 + layers * 16 + 2);

  const network = { depth: 2, width: 3, activation: 'tanh' };
  await openExperiment(page, experiment({ name: 'Three wide', network }));
  const panel = page.getByTestId('unit-panel');
  await page.locator('#network circle').nth(3).click();
  await expect(page).toHaveURL(/layer=0&unit=1$/);
  await page.reload();
  await expect(panel.getByRole('textbox', { name: 'Unit', exact: true })).toHaveValue('2');
  await page.goBack();
  await expect(panel).toHaveCount(0);
  await page.locator('#network circle').nth(2).click();
  const weight = panel.getByRole('textbox', { name: 'Weight', exact: true });
  await weight.fill('0');
  await weight.press('Tab');
  const bias = panel.getByRole('textbox', { name: 'Bias', exact: true });
  await expect(page.locator('#network-initializer-kind')).toHaveValue('inline');
  await expect(weight).toHaveValue('0');
  await bias.fill('2');
  await bias.press('Tab');
  await expect(bias).toHaveValue('2');
  await expect(weight).toHaveValue('0');
});

test('at 1024 pixels settings and charts are in sight together, and nothing is cut or moves', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await openLab(page);
  await expect(page.getByTestId('headline')).toContainText('The signal vanishes');
  for (const name of [
    'Activation of all layers',
    'Initializer of all layers',
    'Hidden layers',
    'Learning rate η',
  ]) {
    const box = (await page.getByLabel(name, { exact: true }).boundingBox())!;
    expect(box.y + box.height).toBeLessThan(180);
  }
  const chart = page.locator('#network svg').first();
  const before = await chart.boundingBox();
  await page.getByLabel('Activation of all layers').selectOption({ label: 'ReLU' });
  await page.getByLabel('Initializer of all layers').selectOption({ label: 'He normal' });
  await expect(page.getByTestId('headline')).toContainText('The signal gets through');
  await play(page).click();
  await expect(page.getByText('Stopped at step 1000')).toBeVisible({ timeout: 60_000 });
  expect(await chart.boundingBox()).toEqual(before);
  await page.getByRole('button', { name: 'All settings' }).click();
  await expect(page.getByRole('dialog').getByLabel('Width', { exact: true }).first()).toBeVisible();
  const page1 = await page.evaluate(() => [document.documentElement.scrollHeight, innerHeight]);
  expect(page1[0]).toBe(page1[1]);
});

test('the guide of four steps, by keyboard on a phone: see it vanish, why, mend it, change something oneself; gone then, and back when asked for', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openLab(page);
  const guide = page.getByTestId('guide');
  await expect(guide).toContainText('See it vanish');
  // No word of a step is broken.
  for (const step of await guide.getByRole('listitem').all()) {
    expect((await step.boundingBox())!.height).toBeLessThan(24);
  }
  await guide.getByRole('button', { name: 'Train' }).press('Enter');
  // The focus stays on the button, which now says the next thing.
  await expect(guide.getByRole('button', { name: 'Show the causes' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Causes' })).toHaveAttribute('aria-selected', 'true');
  await expect(guide.getByRole('button', { name: 'Try ReLU with He' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(guide).toContainText('Your turn');
  await page.getByRole('button', { name: 'New seed' }).first().press('Enter');
  await expect(guide).toHaveCount(0);
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(page.getByTestId('comparison')).toBeVisible();
  await expect(page.getByTestId('headline')).toContainText('The signal gets through');
  await page.setViewportSize({ width: 390, height: 844 });
  const last = page.getByRole('tab', { name: 'Jacobian' });
  await last.click();
  await page.reload();
  await expect(play(page)).toBeEnabled();
  await expect(guide).toHaveCount(0);
  // The row of tabs is wider than the window: the open one is in sight.
  await expect(last).toHaveAttribute('aria-selected', 'true');
  await expect
    .poll(async () => {
      const box = (await last.boundingBox())!;
      return box.x >= 0 && box.x + box.width <= 390;
    })
    .toBe(true);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('button', { name: 'Guide in four steps' }).click();
  await expect(guide).toContainText('See it vanish');
});
