import type { Browser } from '@playwright/test';
import { type MainThread, watchMainThread } from './mainThread';

/** What a newcomer waits for: the first paint, and the picture of a changed setting. */

const share = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(part * values.length))] ?? 0;

/** First contentful paint, long tasks and layout shift of one opening; nothing kept from a visit before. */
async function opening(
  browser: Browser,
  url: string,
): Promise<{ paint: number; tasks: MainThread; shift: number }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const seen = { shift: 0 };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.shift += (entry as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const watched = await watchMainThread(page);
  await page.goto(url);
  await page.waitForTimeout(5000);
  const tasks = await watched();
  const measured = await page.evaluate(() => {
    const { shift } = (window as unknown as { seen: { shift: number } }).seen;
    const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN;
    return { paint, shift };
  });
  await context.close();
  return { ...measured, tasks };
}

/** Milliseconds from a key on the slider of the initializer's gain to the painted picture of that network, edit by edit. */
async function edits(
  browser: Browser,
  url: string,
  network: { depth: number; width: number },
  count: number,
): Promise<number[]> {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const experiment = {
    format: 'gradient-lab/experiment',
    version: 1,
    data: { kind: 'moons' },
    network: { ...network, activation: 'tanh' },
  };
  await page.addInitScript(
    ([key, text]) => localStorage.setItem(key!, text!),
    ['gradient-lab.experiment', JSON.stringify(experiment)],
  );
  await page.goto(url);
  await page.locator('#network circle').first().waitFor();
  await page.getByRole('slider', { name: 'Gain' }).waitFor();
  await page.waitForTimeout(2000);
  const taken = await page.evaluate(async (count) => {
    const gain = document.querySelector('[data-path="network.initializer.gain"] [role="slider"]')!;
    const taken: number[] = [];
    for (let i = 0; i < count; i++) {
      const start = performance.now();
      const drawn = new Promise<number>((resolve) => {
        // The units' colours: what needs only the telemetry of the step is drawn before.
        const observer = new MutationObserver((list) => {
          if (!list.some(({ target }) => target instanceof SVGCircleElement)) return;
          observer.disconnect();
          requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
        });
        observer.observe(document.querySelector('#network circle')!.closest('svg')!, {
          subtree: true,
          attributes: true,
        });
      });
      const key = i % 20 < 10 ? 'ArrowRight' : 'ArrowLeft';
      gain.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      taken.push(await drawn);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    return taken;
  }, count);
  await page.close();
  return taken;
}

/** The peers' figures, measured side by side with ours in one Chromium on 2026-11-28, for reference. */
const peers =
  'for reference, side by side in one Chromium: TensorFlow Playground 0.38 to 0.76 s and 82 to 187 ms, neural-viz 0.38 to 0.64 s and 0 ms';

export async function firstMinute(browser: Browser, url: string, lines: string[]): Promise<void> {
  const openings: { paint: number; tasks: MainThread; shift: number }[] = [];
  for (let round = 0; round < 3; round++) openings.push(await opening(browser, url));
  const told = (values: readonly number[], digits: number) => {
    const [low, high] = [Math.min(...values), Math.max(...values)].map((value) => value.toFixed(digits));
    return `${low} to ${high}`;
  };
  lines.push(
    `- Opened with nothing kept, three times: first contentful paint after ${told(
      openings.map(({ paint }) => paint / 1000),
      2,
    )} s, blocked for ${told(
      openings.map(({ tasks }) => tasks.clock.blocking),
      0,
    )} ms in all (by the processor's time ${told(
      openings.map(({ tasks }) => tasks.processor.blocking),
      0,
    )} ms, the longest task ${told(
      openings.map(({ tasks }) => tasks.processor.longest),
      0,
    )} ms), layout shift ${told(
      openings.map(({ shift }) => shift),
      3,
    )} (${peers}).`,
  );
  console.log(lines.at(-1));
  for (const network of [
    { depth: 20, width: 32 },
    { depth: 200, width: 64 },
  ]) {
    const taken = await edits(browser, url, network, 40);
    lines.push(
      `- A changed setting of ${network.depth} × ${network.width} is a new picture within ${share(taken, 0.5).toFixed(0)} ms at the median and ${share(taken, 0.95).toFixed(0)} ms at the 95th percentile of ${taken.length} edits.`,
    );
    console.log(lines.at(-1));
  }
}
