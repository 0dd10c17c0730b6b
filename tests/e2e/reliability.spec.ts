import { expect, type Page } from '@playwright/test';
import { experiment, openLab, openLabWith, pause, play } from './lab';
import { test } from './test';

/** Lets a test end the page's workers as the browser does for want of memory: without an event. */
const watchWorkers = (page: Page) =>
  page.addInitScript(() => {
    const all: Worker[] = [];
    const Plain = Worker;
    globalThis.Worker = class extends Plain {
      constructor(...from: ConstructorParameters<typeof Worker>) {
        super(...from);
        all.push(this);
      }
    };
    Object.assign(globalThis, {
      endWorkers: () => all.splice(0).map((worker) => Plain.prototype.terminate.call(worker)).length,
    });
  });
const endWorkers = (page: Page) =>
  page.evaluate(() => (globalThis as never as { endWorkers(): number }).endWorkers());

const long = { optimizer: { kind: 'sgd', learningRate: 0.1 }, batchSize: 16, steps: 1_000_000 };
const step = async (page: Page) =>
  Number(/Step ([\d,]+)/.exec(await page.getByTestId('step').innerText())![1]!.replaceAll(',', ''));

test('a worker that ends without a word is told, in the lab and in the studies, and the run goes on', async ({
  page,
}) => {
  await watchWorkers(page);
  await openLabWith(page, experiment({ training: long }));
  await play(page).click();
  await expect(pause(page)).toBeVisible();
  await expect.poll(() => step(page)).toBeGreaterThan(20);
  expect(await endWorkers(page)).toBeGreaterThan(0);
  await expect(page.getByText(/The compute backend stopped \(the training worker ended/)).toBeVisible();
  const from = await step(page);
  await expect.poll(() => step(page)).toBeGreaterThan(from + 20);

  for (const [room, worker] of [
    ['distil', 'distillation'],
    ['transfer', 'transfer'],
  ]) {
    await page.goto(`/?page=${room}`);
    await expect(play(page)).toBeEnabled();
    expect(await endWorkers(page)).toBeGreaterThan(0);
    await expect(page.getByText(`stopped: the ${worker} worker ended without a word.`)).toBeVisible();
    await expect(play(page)).toBeEnabled();
  }

  // A browser that starts no worker at all.
  await page.addInitScript(() => {
    globalThis.Worker = class {
      constructor() {
        throw new DOMException('Workers are switched off.', 'SecurityError');
      }
    } as never;
  });
  await page.goto('/');
  const told = page.getByText(/^The browser started no worker \(Workers are switched off\): nothing can be/);
  await expect(told).toBeVisible();
  const rate = page.locator('#training-optimizer-learningRate');
  await rate.fill('0.02');
  await rate.press('Enter');
  await expect(page.getByRole('button', { name: /^Undo/ })).toHaveAccessibleName(/Learning rate: .* → 0\.02/);
  await page.getByText('Distillation', { exact: true }).click();
  await expect(told).toBeVisible();
  await page.getByText('Library', { exact: true }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.getByText('Lab', { exact: true }).click();
  await page.getByRole('button', { name: '中文' }).click();
  await expect(page.getByText(/^浏览器没有启动工作线程（Workers are switched off）/)).toBeVisible();
});

test('without WebAssembly plain JavaScript trains, and the badge says so', async ({ page }) => {
  await page.route('**/assets/*worker*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `delete globalThis.WebAssembly;${await response.text()}` });
  });
  await openLab(page);
  await page.getByRole('button', { name: 'One step' }).click();
  await expect(page.getByTestId('step')).toContainText('Step 1 of');
  await page.getByRole('button', { name: 'Compute backend: cpu' }).click();
  await expect(page.getByText('WebAssembly is not available in this browser')).toBeVisible();
  // Another worker may be on its way when the page closes.
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});
