import { expect } from '@playwright/test';
import { openLab, play } from './lab';
import { test } from './test';

test('before any script has come, the default network at step 0 stands in the page; the scripts take over without a jump', async ({
  page,
}) => {
  let letIn = () => {};
  const held = new Promise<void>((resolve) => {
    letIn = resolve;
  });
  await page.route('**/assets/**', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/', { waitUntil: 'commit' });
  await expect(page.locator('#network circle')).toHaveCount(2 + 20 * 16 + 2);
  await expect(page.getByTestId('introduction')).toBeVisible();
  await expect(page.getByTestId('headline')).toContainText('The signal vanishes');
  const headline = await page.getByTestId('headline').textContent();
  const theory = await page.getByTestId('theory').textContent();
  expect(theory).toContain('Of 399 networks of these widths');
  const picture = await page.locator('#network svg').first().boundingBox();
  await expect(page.locator('#root > .lab')).toHaveAttribute('inert');
  letIn();
  await expect(page.locator('#root > .lab')).not.toHaveAttribute('inert');
  await expect(play(page)).toBeEnabled();
  // The same numbers, measured here and at the build, and the same place.
  await expect(page.getByTestId('headline')).toHaveText(headline!);
  await expect(page.getByTestId('theory')).toHaveText(theory!);
  // Ids are those of the first render: a second one would render every input, tooltip and tab again before the first paint.
  const ids = await page.locator('[id^="mantine-"]').evaluateAll((all) => all.map(({ id }) => id));
  expect(ids.length).toBeGreaterThan(20);
  expect(ids.filter((id) => !/^mantine-_r_\w+_/.test(id))).toEqual([]);
  expect(await page.locator('#network svg').first().boundingBox()).toEqual(picture);
});

test('while the scripts take over, no frame lacks the network, its charts or its diagnosis', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const frames: number[][] = [];
    Object.assign(window, { frames });
    const look = () => {
      const count = (selector: string) => document.querySelectorAll(selector).length;
      if (document.readyState !== 'loading')
        frames.push([
          count('#network circle'),
          count('.question-tabs'),
          count('.diagnosis'),
          count('.outcome h3'),
        ]);
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await openLab(page);
  const frames = await page.evaluate(() => (window as unknown as { frames: number[][] }).frames);
  expect(frames.length).toBeGreaterThan(3);
  for (const [circles, tabs, diagnosis, charts] of frames) {
    expect(circles).toBeGreaterThanOrEqual(2 + 20 * 16 + 2);
    expect([tabs, diagnosis]).toEqual([1, 1]);
    expect(charts).toBeGreaterThanOrEqual(4);
  }
});

test('no script of the page is asked for before the frame that has the network', async ({ page }) => {
  await page.addInitScript(() => {
    const look = (now: number) => {
      if (document.querySelector('#network circle')) Object.assign(window, { framed: now });
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await openLab(page);
  const [framed, scripts] = await page.evaluate(
    () =>
      [
        (window as unknown as { framed: number }).framed,
        performance
          .getEntriesByType('resource')
          .filter(({ name }) => /\/assets\/[^/]*\.js$/.test(name))
          .map(({ name, startTime }) => ({ name, startTime })),
      ] as const,
  );
  expect(scripts.length).toBeGreaterThan(3);
  for (const { name, startTime } of scripts) expect(startTime, name).toBeGreaterThan(framed);
  const html = await (await page.request.get('/')).text();
  expect(html).not.toMatch(/<script type="module"|modulepreload/);
});

test('a page that opens in the background starts without waiting for a frame, and so does one whose frames do not come', async ({
  page,
}) => {
  const hidden = await page.context().newPage();
  for (const [one, isHidden] of [
    [hidden, true],
    [page, false],
  ] as const) {
    await one.addInitScript((isHidden) => {
      Object.defineProperty(document, 'hidden', { get: () => isHidden });
      window.requestAnimationFrame = () => 0;
    }, isHidden);
    await one.goto('/');
    await expect(one.locator('html')).toHaveAttribute('data-started');
  }
});

test('no picture of another experiment than the one that opens, and the first sentence in Chinese', async ({
  page,
}) => {
  await page.addInitScript(() => {
    localStorage.setItem('gradient-lab.experiment', '{"another":1}');
    localStorage.setItem('gradient-lab.language', 'zh-CN');
  });
  let letIn = () => {};
  const held = new Promise<void>((resolve) => {
    letIn = resolve;
  });
  await page.route('**/assets/**', async (route) => {
    await held;
    await route.continue();
  });
  await page.goto('/', { waitUntil: 'commit' });
  await expect(page.getByTestId('introduction')).toContainText('深层网络为什么学不会');
  await expect(page.locator('#network')).toBeHidden();
  letIn();
  await expect(page.locator('#network')).toBeVisible();
  await expect(page.locator('html')).not.toHaveAttribute('data-view');
});

for (const [window, viewport] of Object.entries({
  'a laptop': { width: 1440, height: 900 },
  'a phone': { width: 412, height: 823 },
})) {
  test(`nothing moves while the page opens on ${window}, and the first paint waits for no script`, async ({
    page,
  }) => {
    await page.setViewportSize(viewport);
    await page.addInitScript(() => {
      Object.assign(window, { moved: 0 });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          (window as unknown as { moved: number }).moved += (entry as unknown as { value: number }).value;
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await openLab(page);
    await expect(page.locator('#confusion')).toBeAttached();
    await expect(page.getByTestId('diagnosis')).toContainText('Vanishing');
    const moved = await page.evaluate(() => (window as unknown as { moved: number }).moved);
    expect(moved).toBeLessThan(0.0015);
    const html = await (await page.request.get('/')).text();
    // The page's own style sheets load behind the first paint.
    expect(html).not.toMatch(/<link rel="stylesheet"(?![^>]*data-later)/);
  });
}
