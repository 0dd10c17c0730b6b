import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from '@playwright/test';
import { openLab } from './lab';
import { test } from './test';

/** A page of somebody else's, on another origin, that allows nothing but the frames and the script that collects messages. */
async function foreignPage(frames: readonly string[], origin: string) {
  const policy = `default-src 'none'; script-src 'nonce-host'; frame-src ${origin}`;
  const script = 'window.told=[];addEventListener("message",({data,origin})=>told.push({...data,origin}))';
  const html = `<!doctype html><title>Course</title><script nonce="host">${script}</script>${frames
    .map((src) => `<iframe src="${src.replaceAll('&', '&amp;')}" width="480" height="320"></iframe>`)
    .join('')}`;
  const server = createServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/html', 'Content-Security-Policy': policy }).end(html);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

test('an experiment and a figure run in a foreign page with a strict policy, and tell it their height and results', async ({
  page,
  baseURL,
}) => {
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(error.message));
  page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));

  // The code comes from the button beside the link.
  await openLab(page);
  await page.getByRole('button', { name: 'QR code, embed code' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('img', { name: 'The link as a QR code' })).toBeVisible();
  await dialog.getByText('Depth', { exact: true }).click();
  await dialog.getByLabel('Theme').selectOption('dark');
  await dialog.getByRole('button', { name: 'Copy the embed code' }).click();
  const code = await page.evaluate(() => navigator.clipboard.readText());
  const [, written] = /src="([^"]*)"/.exec(code)!;
  const src = written!.replaceAll('&amp;', '&');
  expect(src).toContain('embed=');
  const figure = `${baseURL}/?embed&lang=zh-CN&page=learn&chapter=gradient-descent&figure=descent`;

  const host = await foreignPage([src, figure], baseURL!);
  try {
    await page.goto(host.url);
    const frame = page.frameLocator('iframe').first();
    const experiment = frame.locator('.embedded');
    await experiment.getByLabel('Depth', { exact: true }).fill('5');
    await experiment.getByLabel('Depth', { exact: true }).press('Enter');
    await experiment.getByRole('button', { name: 'Play' }).click();
    const told = () => page.evaluate(() => (window as never as { told: Record<string, unknown>[] }).told);
    await expect
      .poll(async () => (await told()).findLast(({ kind }) => kind === 'run')?.step)
      .toBeGreaterThan(20);
    const run = (await told()).findLast(({ kind }) => kind === 'run')!;
    expect(run).toMatchObject({ source: 'gradient-lab', version: 1, origin: baseURL, steps: 1000 });
    expect(run.loss).toBeGreaterThan(0);
    await experiment.getByRole('button', { name: 'Pause' }).click();
    // Everything fits into 480 × 320.
    const size = await frame.locator('html').evaluate((html) => [html.scrollWidth, html.scrollHeight]);
    expect(size[0]).toBeLessThanOrEqual(480);
    expect(size[1]).toBeLessThanOrEqual(320);
    await expect(frame.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');

    const book = page.frameLocator('iframe').nth(1);
    await expect(book.locator('#descent .live-content > *').first()).toBeVisible();
    await expect(book.locator('html')).toHaveAttribute('lang', 'zh-CN');
    await expect(book.locator('.chapter h2')).toBeHidden();
    const sizes = (await told()).filter(({ kind }) => kind === 'size');
    expect(Math.max(...sizes.map(({ height }) => Number(height)))).toBeGreaterThan(320);
  } finally {
    host.close();
  }
  // The lab's own experiment is as it was left.
  await openLab(page);
  await expect(page.getByRole('textbox', { name: 'Depth' })).toHaveValue('20');

  // A sketch by keyboard comes before the chart, and is scored.
  await page.getByRole('checkbox', { name: 'Predict first' }).check();
  await expect(page.getByTestId('headline')).toBeHidden();
  const first = page.getByRole('slider', { name: /^layer 1 / });
  await first.fill('-14');
  await first.press('ArrowUp');
  await expect(first).toHaveValue('-13.5');
  await page.getByRole('button', { name: 'Compare with the measurement' }).click();
  await expect(page.getByTestId('prediction-score')).toContainText(/Off by .* orders of magnitude/);
  await expect(page.getByTestId('headline')).toBeVisible();

  // The next update is explained one stage at a time, with the numbers put in.
  await page.getByRole('button', { name: 'Explain this step' }).click();
  const explained = page.getByTestId('explained');
  await expect(explained).toContainText('tep 0, on a batch of 32 samples');
  await expect(explained.getByText(/^σ\(.*\)$/)).toBeVisible();
  await explained.getByRole('button', { name: 'Next stage' }).click();
  await expect(explained).toContainText('Loss of the sample');
  await explained.getByRole('button', { name: 'Next stage' }).click();
  await expect(explained).toContainText('Derivative of the activation function');
  await explained.getByRole('button', { name: 'Next stage' }).click();
  await expect(explained).toContainText('Change by the optimizer');
  await explained.getByLabel('Parameter').selectOption({ label: 'bias b' });
  await expect(explained).toContainText('New value b');
  expect(wrong).toEqual([]);
});
