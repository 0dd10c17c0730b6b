import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { serve } from '../../scripts/hosting/serve.ts';

/** What a visitor with Firefox does most, on the built page, over WebDriver BiDi. Needs Debian's firefox-esr, or another Firefox. */

const firefox = ['/usr/bin/firefox-esr', '/usr/bin/firefox'].find(
  (path) => spawnSync(path, ['--version'], { stdio: 'ignore' }).status === 0,
);

const longTime = 120_000;
const downloads = mkdtempSync(join(tmpdir(), 'gradient-lab-firefox-'));

/** Ten layers on little data, so that it trains in a moment. */
const experiment = {
  format: 'gradient-lab/experiment',
  version: 1,
  name: 'In Firefox',
  seed: 3,
  data: { kind: 'moons', samples: 80, noise: 0.1 },
  network: { depth: 10, width: 8, activation: 'tanh', initializer: { kind: 'glorotNormal' } },
  training: { optimizer: { kind: 'sgd', learningRate: 0.1 }, batchSize: 16, steps: 40 },
};

describe.skipIf(!firefox)('the page in Firefox (skipped where there is none)', () => {
  let server: Awaited<ReturnType<typeof serve>>;
  let browser: Browser;
  let page: Page;
  const errors: string[] = [];

  beforeAll(async () => {
    server = await serve({ port: 0 });
    browser = await launch({
      browser: 'firefox',
      executablePath: firefox!,
      headless: true,
      defaultViewport: { width: 1440, height: 900 },
      extraPrefsFirefox: {
        'browser.download.folderList': 2,
        'browser.download.dir': downloads,
        'intl.accept_languages': 'en-US',
      },
    });
    page = await browser.newPage();
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', async (line) => {
      if (line.type() !== 'error') return;
      const parts = line
        .args()
        .map((arg) => arg.evaluate((value) => (value instanceof Error ? value.stack : value)));
      errors.push((await Promise.all(parts)).join(' '));
    });
    await page.goto(server.url);
  }, longTime);
  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  /** A button by its label or text: asking Firefox for a name in its accessibility tree takes seconds. */
  const button = (name: string) =>
    page
      .locator(`::-p-xpath(//button[@aria-label="${name}" or normalize-space(.)="${name}"])`)
      .setTimeout(60_000);
  /** Waits until the page has loaded all that it loads by itself: Firefox reports what a visitor's leaving cuts short as errors. */
  const loaded = async () => {
    let before = -1;
    await vi.waitFor(
      async () => {
        const now = await page.evaluate(() => performance.getEntriesByType('resource').length);
        const last = before;
        before = now;
        expect(now).toBe(last);
      },
      { timeout: 60_000, interval: 700 },
    );
  };
  /** Goes to another room as a visitor does: the page stays, so that nothing that it loads is cut short. */
  const room = async (name: string) => {
    await page.locator(`::-p-xpath(//nav//label[normalize-space(.)="${name}"])`).setTimeout(60_000).click();
    await page.waitForSelector('main :is(button, a)', { timeout: 30_000 });
  };
  const text = (selector: string) =>
    page.$eval(selector, (element) => (element as HTMLElement).innerText).catch(() => '');
  /** Asks again until what is expected holds. */
  const soon = <Found>(check: () => Promise<Found>) => vi.waitFor(check, { timeout: 60_000, interval: 200 });
  /** Waits until an element's text matches. */
  const shows = (selector: string, wanted: RegExp) =>
    soon(async () => expect(await text(selector)).toMatch(wanted));
  const step = '[data-testid="step"]';
  const name = () => page.$eval('input[aria-label="Name of the experiment"]', (input) => input.value);

  test('an experiment opens, plays to its end, changes, and comes back after a reload', async () => {
    await shows(step, /Step 0 of/);
    const file = join(downloads, 'firefox.experiment.json');
    writeFileSync(file, JSON.stringify(experiment));
    const input = await page.waitForSelector('input[type="file"]');
    await (input as unknown as { uploadFile(path: string): Promise<void> }).uploadFile(file);
    await soon(async () => expect(await name()).toBe('In Firefox'));
    await shows(step, /Step 0 of 40/);
    await button('Play').click();
    await shows(step, /Step 40 of 40/);
    await shows('main', /layer/i);
    const rate = await page.waitForSelector('#training-optimizer-learningRate');
    await rate!.click({ count: 3 });
    await rate!.type('1e-2');
    await page.keyboard.press('Enter');
    await button('One step').click();
    await shows(step, /Step 41 of/);
    await vi.waitFor(
      async () => {
        await loaded();
        await page.reload();
        await shows(step, /Step 41 of/);
      },
      { timeout: 60_000, interval: 1000 },
    );
    // The served page shows the step before code has drawn the fields.
    await soon(async () => {
      expect(await name()).toBe('In Firefox');
      expect(
        await page.$eval('#training-optimizer-learningRate', (input) => (input as HTMLInputElement).value),
      ).toBe('0.01');
    });
    expect(errors).toEqual([]);
  }, 240_000);

  test(
    'every tab of charts draws',
    async () => {
      const tabs = await soon(async () => {
        const found = await page.$$('main [role="tab"]');
        expect(found.length).toBeGreaterThan(6);
        return found;
      });
      for (const tab of tabs) {
        await tab.click();
        const panel = await tab.evaluate((element) => element.getAttribute('aria-controls'));
        await page.waitForSelector(`[id="${panel}"] :is(svg, canvas)`, { timeout: 30_000 });
      }
      expect(errors).toEqual([]);
    },
    longTime,
  );

  test(
    'two runs are compared in lockstep',
    async () => {
      await room('Compare');
      await button('Add').click();
      await button('Play').click();
      await shows('[data-testid="compared-steps"]', /at step (\d+) · \1/);
      await button('Pause')
        .setTimeout(3000)
        .click()
        .catch(() => undefined);
      expect(errors).toEqual([]);
    },
    longTime,
  );

  test(
    'a chapter of the book opens with its formulas and figures',
    async () => {
      await room('Learn');
      await page.locator('main a[href$="chapter=backpropagation"]').setTimeout(60_000).click();
      await shows('main .chapter h2', /backpropagation/i);
      await page.waitForSelector('main .katex');
      expect(errors).toEqual([]);
    },
    longTime,
  );

  test(
    'an experiment is saved as a file',
    async () => {
      await room('Lab');
      await shows(step, /Step \d+ of/);
      await button('Save').click();
      await page.waitForSelector('[role="menuitem"]');
      await page.$$eval('[role="menuitem"]', (items) => {
        const item = items.find((one) => one.textContent?.startsWith('Experiment'));
        (item as HTMLElement).click();
      });
      const saved = await vi.waitFor(
        () => {
          const found = readdirSync(downloads).find((file) => /In.?Firefox.*\.experiment\.json$/i.test(file));
          expect(found).toBeDefined();
          return JSON.parse(readFileSync(join(downloads, found!), 'utf8'));
        },
        { timeout: 20_000 },
      );
      expect(saved).toMatchObject({ format: 'gradient-lab/experiment', name: 'In Firefox' });
      expect(errors).toEqual([]);
    },
    longTime,
  );

  test(
    'every other room opens without an error',
    async () => {
      for (const name of ['Map', 'Distillation', 'Transfer', 'Library', 'Models']) await room(name);
      await loaded();
      expect(errors).toEqual([]);
    },
    longTime,
  );
});
