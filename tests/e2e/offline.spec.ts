import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { asFile, openFile, openLab, pause, play, records } from './lab';
import { addHashed, nextVersion, type OwnServer, ownServer, wrongTypes } from './server';

/** Tests what a visitor sees of versions, caches and a failing network, with the real service worker. */

let server: OwnServer;
test.beforeEach(async () => {
  server = await ownServer();
});
test.afterEach(() => server.stop());

/** Waits until this version is completely cached. */
const kept = (page: Page) =>
  page.evaluate(async () => {
    const { active } = await navigator.serviceWorker.ready;
    if (active!.state === 'activated') return;
    await new Promise((resolve) => active!.addEventListener('statechange', resolve, { once: true }));
  });

const rooms = ['learn&chapter=gradient-descent', 'compare', 'map', 'distil', 'transfer', 'library', 'models'];
const files = () => readdirSync(join(server.root, 'assets'));
const asset = (pattern: RegExp) => join(server.root, 'assets', files().find((name) => pattern.test(name))!);
const notice = (page: Page) => page.getByTestId('version');

/** The paths of all files that the browser has cached. */
const cached = (page: Page) =>
  page.evaluate(async () => {
    const all = await Promise.all(
      (await caches.keys()).map(async (name) => (await caches.open(name)).keys()),
    );
    return all.flat().map(({ url }) => new URL(url).pathname.slice(1));
  });

test('after one visit everything works without a network: rooms, languages, formulas, any query; an update is offered, waits for other tabs, interrupts nothing, and takes the place of the old version', async ({
  page,
  context,
}) => {
  test.setTimeout(240_000);
  const old = 'assets/old-1a2b3c4d.js';
  addHashed(server, old);
  await openLab(page, server.url);
  await kept(page);
  expect(await cached(page)).toContain(old);
  await server.stop();
  for (const room of rooms) {
    await page.goto(`${server.url}?page=${room}&from=lecture`);
    await expect(page.locator('main').getByRole('button').first()).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
  }
  await page.goto(server.url);
  await page.getByRole('button', { name: '中文' }).or(page.getByText('中文')).first().click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('button', { name: 'About Activation', exact: true }).hover();
  await expect(page.locator('.katex').first()).toBeVisible();
  await play(page).click();
  await expect(pause(page)).toBeVisible();
  await server.start();

  await openLab(page, server.url);
  const other = await context.newPage();
  await openLab(other, server.url);
  const icon = () => page.evaluate(async () => (await fetch('./icon.svg')).text());
  await page.evaluate(() => caches.open('gradient-lab'));
  const speed = page.getByRole('slider', { name: 'Speed limit' });
  for (let notch = 0; notch < 3; notch++) await speed.press('ArrowLeft');
  await play(page).click();
  nextVersion(server, 'two', old);
  await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
  await expect(notice(page)).toContainText('new version');
  await expect(pause(page)).toBeVisible();
  expect(await icon()).not.toContain('two');
  await notice(page).getByRole('button', { name: 'Update now' }).click();
  await expect(notice(page)).toContainText('Other tabs still use');
  await other.close();
  await Promise.all([
    page.waitForEvent('load'),
    notice(page).getByRole('button', { name: 'Update now' }).click(),
  ]);
  await expect(play(page).or(pause(page))).toBeEnabled();
  expect(await icon()).toContain('two');
  // The cache of version 0.1.0 is deleted, and with it the files of the first version.
  await expect.poll(() => page.evaluate(() => caches.keys())).toHaveLength(1);
  await expect.poll(() => cached(page)).not.toContain(old);
});

test('a damaged file is never kept: the page says that it works online only, and mends itself', async ({
  page,
}) => {
  const chunk = asset(/^PhaseMap-.*\.js$/);
  const whole = readFileSync(chunk);
  writeFileSync(chunk, '<!doctype html><title>Not found</title>');
  await openLab(page, server.url);
  await expect(notice(page)).toContainText('only online', { timeout: 60_000 });
  writeFileSync(chunk, whole);
  await page.goto(`${server.url}?page=map`);
  await kept(page);
  await expect(page.locator('main').getByRole('button').first()).toBeVisible();
  await expect(notice(page)).toHaveCount(0);
});

test('a file that the server sends as what it is not is never kept, though its bytes are right', async ({
  page,
}) => {
  const host = await wrongTypes(server, /\/PhaseMap-.*\.js/, 'text/plain');
  try {
    await openLab(page, host.url);
    await expect(notice(page)).toContainText('only online', { timeout: 60_000 });
    expect((await cached(page)).filter((path) => /PhaseMap-.*\.js$/.test(path))).toEqual([]);
    host.mend();
    await page.goto(`${host.url}?page=map`);
    await kept(page);
    await expect(page.locator('main').getByRole('button').first()).toBeVisible();
    await expect(notice(page)).toHaveCount(0);
  } finally {
    await host.stop();
  }
});

test('with the disk full the page works from the network and says that nothing is kept', async ({
  page,
  context,
}) => {
  const session = await context.newCDPSession(page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: new URL(server.url).origin, quotaSize: 1 });
  await openLab(page, server.url);
  await expect(notice(page)).toContainText('only online', { timeout: 60_000 });
  for (const room of rooms) {
    await page.goto(`${server.url}?page=${room}`);
    await expect(page.locator('main').getByRole('button').first()).toBeVisible();
  }
});

test.describe('with nothing kept', () => {
  test.use({ serviceWorkers: 'block' });

  test('a part that is gone after an update is one sentence and a button, and the lab goes on; a page that cannot start says so', async ({
    page,
  }) => {
    await openLab(page, server.url);
    const newest = page.getByRole('button', { name: 'Load the latest version' });
    const rate = page.locator('#training-optimizer-learningRate');
    const undo = page.getByRole('button', { name: /^Undo/ });
    await page.getByRole('button', { name: 'One step' }).click();
    await expect(page.getByTestId('step')).toContainText('Step 1 of');
    await rate.fill('0.02');
    await rate.press('Enter');
    await expect(undo).toHaveAccessibleName(/Learning rate: .* → 0\.02/);
    const changed = (await undo.getAttribute('aria-label'))!;
    await expect
      .poll(async () => (await records(page, 'numbers')).map(({ checkpoint }) => checkpoint !== undefined))
      .toEqual([true]);

    const gone = files().filter((name) => /^(Compare|csv)-.*\.js$/.test(name));
    const contents = gone.map((name) => [name, readFileSync(join(server.root, 'assets', name))] as const);
    for (const name of gone) rmSync(join(server.root, 'assets', name));
    // In an event handler: the page stands, and one notice says it.
    await page
      .getByRole('button', { name: /^Menu of / })
      .first()
      .click();
    await page.getByRole('menuitem', { name: /CSV/ }).click();
    await expect(notice(page)).toContainText('could not be loaded');
    await expect(newest).toBeVisible();
    await expect(play(page)).toBeEnabled();
    await page.getByText('Compare', { exact: true }).click();
    await expect(page.getByRole('alert')).toContainText('could not be loaded');
    await expect(newest).toHaveCount(1);
    await page.getByText('Lab', { exact: true }).click();
    await expect(play(page)).toBeEnabled();
    await expect(newest).toHaveCount(0);
    await page.getByText('Compare', { exact: true }).click();

    for (const [name, content] of contents) writeFileSync(join(server.root, 'assets', name), content);
    await Promise.all([page.waitForEvent('load'), newest.click()]);
    await expect(page.locator('main').getByRole('button').first()).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
    await page.getByText('Lab', { exact: true }).click();
    await expect(page.getByTestId('step')).toContainText('Step 1 of');
    await expect(rate).toHaveValue('0.02');
    await expect(undo).toHaveAccessibleName(changed);

    // A worker's file: nothing can be trained, and the notice says why.
    rmSync(asset(/^training\.worker-.*\.js$/));
    await page.goto(server.url);
    await expect(notice(page)).toContainText('could not be loaded');
    await expect(newest).toBeVisible();
    await expect(page.getByText('stopped repeatedly')).toHaveCount(0);
    // A refusal stands below the notice, and neither covers the other.
    await openFile(page, asFile('{'));
    const refused = page.locator('.refusals');
    await expect(refused).toBeVisible();
    const above = (await notice(page).boundingBox())!;
    expect(above.y + above.height).toBeLessThanOrEqual((await refused.boundingBox())!.y);
    await expect(rate).toHaveValue('0.02');

    const start = /"\.\/assets\/(index-[^"]+\.js)"/.exec(
      readFileSync(join(server.root, 'index.html'), 'utf8'),
    )![1]!;
    rmSync(join(server.root, 'assets', start));
    await page.goto(server.url);
    await expect(page.getByText('could not be loaded')).toBeVisible();
    await expect(newest).toBeVisible();
  });
});
