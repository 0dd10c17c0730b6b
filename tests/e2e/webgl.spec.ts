import { expect } from '@playwright/test';
import { experiment, openExperiment, openLab, play } from './lab';
import { test } from './test';

test('a lost WebGL context is told, and the run goes on', async ({ page }) => {
  test.setTimeout(180_000);
  // No service worker runs, whose copy of the script would replace this one. Stores every WebGL context that a worker opens where
  // the test can reach it.
  await page.route('**/training.worker*.js', async (route) => {
    const response = await route.fetch();
    const remember = `const open = OffscreenCanvas.prototype.getContext;
      globalThis.contexts = [];
      OffscreenCanvas.prototype.getContext = function (...rest) {
        const context = open.apply(this, rest);
        if (context) globalThis.contexts.push(context);
        return context;
      };`;
    await route.fulfill({ response, body: remember + (await response.text()) });
  });
  await openLab(page);
  await openExperiment(page, experiment());
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByLabel('Compute backend', { exact: true }).selectOption('webgl');
  await expect(play(page)).toBeEnabled();
  await page.getByRole('button', { name: 'One epoch' }).click();
  await expect(page.getByTestId('step')).toContainText('Step 3 of', { timeout: 60_000 });
  await expect(play(page)).toBeEnabled();
  await page.workers()[0]!.evaluate(() => {
    for (const context of (globalThis as unknown as { contexts: WebGL2RenderingContext[] }).contexts) {
      context.getExtension('WEBGL_lose_context')?.loseContext();
    }
  });
  await page.getByRole('button', { name: 'One step' }).click();
  await expect(page.getByText(/WebGL context lost.*continues from its last checkpoint, step 3/)).toBeVisible({
    timeout: 60_000,
  });
  // The step that the loss interrupted is done again, then another.
  await expect(page.getByTestId('step')).toContainText('Step 4 of', { timeout: 60_000 });
  await expect(play(page)).toBeEnabled({ timeout: 60_000 });
  await page.getByRole('button', { name: 'One step' }).click();
  await expect(page.getByTestId('step')).toContainText('Step 5 of', { timeout: 60_000 });
});
