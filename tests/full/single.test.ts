import { existsSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from '@playwright/test';
import { expect, test } from 'vitest';

const file = resolve('dist-single/gradient-lab.html');
const installed = '/usr/bin/chromium';

test('the single file opens from file://, trains in its workers, and asks nothing of any host', async () => {
  expect(statSync(file).size).toBeLessThan(12e6);
  const browser = await chromium.launch({
    ...(existsSync(installed) ? { executablePath: installed } : {}),
    args: ['--no-sandbox'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    const wrong: string[] = [];
    page.on('pageerror', (error) => wrong.push(error.message));
    page.on('console', (message) => message.type() === 'error' && wrong.push(message.text()));
    page.on('request', (request) => {
      if (!/^(file|data|blob):/.test(request.url())) wrong.push(`asks ${request.url()}`);
    });
    const address = pathToFileURL(file).href;
    await page.goto(address);
    const play = page.getByRole('button', { name: 'Play', exact: true });
    await play.waitFor();
    // WebAssembly runs from a file too.
    await page.getByText('wasm', { exact: true }).waitFor();
    await play.click();
    await page
      .getByText(/Step [1-9]\d/)
      .first()
      .waitFor({ timeout: 60_000 });
    // The pool's workers and the book's figures are inside too, and so are fonts and formulas.
    await page.goto(`${address}?page=learn&chapter=vanishing-gradients&figure=measured-layers`);
    await page.locator('#measured-layers .figure-result').waitFor({ timeout: 60_000 });
    await page.goto(`${address}?page=learn&chapter=challenges`);
    await page.getByRole('button', { name: 'Start: A level signal' }).click();
    await page.getByRole('button', { name: 'Check my answer' }).click();
    await page.locator('[data-verdict="missed"]').waitFor({ timeout: 60_000 });
    expect(wrong).toEqual([]);
  } finally {
    await browser.close();
  }
}, 240_000);
