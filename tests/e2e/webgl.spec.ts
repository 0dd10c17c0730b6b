import { expect } from '@playwright/test';
import { play } from './lab';
import { expectAgreement, openForBackends, terminalOn, trainedOn } from './terminal';
import { test } from './test';

// A graphics card rounds differently than the terminal's engine.
const tolerance = 1e-3;

test('trains on WebGL, as the terminal does; a lost WebGL context is told, and the run goes on', async ({
  page,
}) => {
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
  await openForBackends(page);
  expectAgreement(await trainedOn(page, 'webgl'), terminalOn('cpu'), tolerance);
  await page.workers()[0]!.evaluate(() => {
    for (const context of (globalThis as unknown as { contexts: WebGL2RenderingContext[] }).contexts) {
      context.getExtension('WEBGL_lose_context')?.loseContext();
    }
  });
  await page.getByRole('button', { name: 'One step' }).click();
  await expect(page.getByText(/WebGL context lost.*continues from its last checkpoint, step 20/)).toBeVisible(
    { timeout: 60_000 },
  );
  // The step that the loss interrupted is done again, then another.
  await expect(page.getByTestId('step')).toContainText('Step 21 of', { timeout: 60_000 });
  await expect(play(page)).toBeEnabled({ timeout: 60_000 });
  await page.getByRole('button', { name: 'One step' }).click();
  await expect(page.getByTestId('step')).toContainText('Step 22 of', { timeout: 60_000 });
  await expect(play(page)).toBeEnabled({ timeout: 60_000 });
  await page.getByRole('button', { name: 'One epoch' }).click();
  await expect(page.getByTestId('step')).toContainText('Step 24 of', { timeout: 60_000 });
});

// Without a graphics card WebGPU takes long to compile a network.
if (process.env.FULL)
  test('trains on WebGPU, as the terminal does', async ({ page }) => {
    test.setTimeout(300_000);
    await openForBackends(page);
    expectAgreement(await trainedOn(page, 'webgpu'), terminalOn('cpu'), tolerance);
  });
