// The soak: depth 50 flat out while every tab is open in turn, `npm run soak -- --minutes 60`. Prints what grows and what blocks the page.
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import config from '../../playwright.config.ts';
import { serve } from '../../scripts/hosting/serve.ts';

const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '60' }, seconds: { type: 'string', default: '5' } },
});
const turn = 1000 * Number(values.seconds);
const end = Date.now() + 60_000 * Number(values.minutes);

/** Tasks of the page above 50 ms while a tab is open, as the page's own observer counts them. */
interface Tasks {
  count: number;
  milliseconds: number;
  longest: number;
}

const experiment = {
  format: 'gradient-lab/experiment',
  version: 1,
  name: 'Soak',
  data: { kind: 'moons' },
  network: { depth: 50, width: 32, activation: 'tanh' },
  training: { optimizer: { kind: 'sgd', learningRate: 0.01 }, steps: 1_000_000 },
};

/** What must not grow. */
async function measure(page: Page): Promise<Record<string, number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  return {
    'heap MB': of('JSHeapUsedSize') / 1e6,
    nodes: of('Nodes'),
    listeners: of('JSEventListeners'),
    workers: page.workers().length,
  };
}

const server = await serve({ port: 0 });
const browser = await chromium.launch(config.projects![0]!.use!.launchOptions);
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
const errors: string[] = [];
page.on('pageerror', (error) => errors.push(error.message));
page.on('console', (line) => line.type() === 'error' && errors.push(line.text()));
await page.addInitScript({ content: 'globalThis.__name ??= (named) => named' });
await page.addInitScript((text) => {
  Reflect.deleteProperty(Navigator.prototype, 'serviceWorker');
  localStorage.setItem('gradient-lab.experiment', text);
  const tasks = { count: 0, milliseconds: 0, longest: 0 };
  Object.assign(globalThis, { tasks });
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      tasks.count++;
      tasks.milliseconds += duration;
      tasks.longest = Math.max(tasks.longest, duration);
    }
  }).observe({ type: 'longtask' });
}, JSON.stringify(experiment));
await page.goto(server.url);
const speed = page.getByRole('slider', { name: 'Speed limit' });
await speed.focus();
await speed.press('End');
await page.getByRole('button', { name: 'Play', exact: true }).click();
await page.getByRole('button', { name: 'Pause', exact: true }).waitFor();
if ((await page.locator('.layer').count()) !== experiment.network.depth) {
  throw new Error('It is not the network of 50 layers.');
}

/** Takes the tasks that were counted since the last call. */
const taken = (): Promise<Tasks> =>
  page.evaluate(() => {
    const { tasks } = globalThis as unknown as { tasks: Tasks };
    const copy = { ...tasks };
    Object.assign(tasks, { count: 0, milliseconds: 0, longest: 0 });
    return copy;
  });
const step = async () =>
  Number(/[\d,]+/.exec(await page.getByTestId('step').innerText())![0].replaceAll(',', ''));

/** The tabs of the middle, by the word that stands under each question. */
const tabs = await page.locator('.question-tabs [role="tab"] span span').allInnerTexts();
const byTab = new Map<string, Tasks & { readonly time: number; readonly switching: number }>();
// The opening of the page is measured elsewhere (`npm run bench:browser`).
await page.waitForTimeout(turn);
await taken();
const began = Date.now();
let told = 0;
for (let n = 0; Date.now() < end; n++) {
  const view = tabs[n % tabs.length]!;
  await page.locator('body').press(String((n % tabs.length) + 1));
  await page.waitForTimeout(600);
  // A run that has reached its end goes on beyond it.
  const play = page.getByRole('button', { name: 'Play', exact: true });
  if (await play.isVisible()) await play.click();
  const opening = await taken();
  await page.waitForTimeout(turn - 600);
  const tasks = await taken();
  const before = byTab.get(view) ?? { count: 0, milliseconds: 0, longest: 0, time: 0, switching: 0 };
  byTab.set(view, {
    count: before.count + tasks.count + opening.count,
    milliseconds: before.milliseconds + tasks.milliseconds + opening.milliseconds,
    longest: Math.max(before.longest, tasks.longest, opening.longest),
    time: before.time + turn,
    switching: Math.max(before.switching, opening.longest),
  });
  if (Date.now() - began < told * 60_000) continue;
  told++;
  const numbers = Object.entries(await measure(page)).map(([name, value]) => `${name} ${value.toFixed(1)}`);
  console.log(
    `${((Date.now() - began) / 60_000).toFixed(1)} min, step ${await step()}: ${numbers.join(', ')}`,
  );
}
for (const [view, { count, milliseconds, longest, time, switching }] of byTab) {
  console.log(
    `${view}: ${count} tasks above 50 ms, ${((100 * milliseconds) / time).toFixed(1)} % of the time, the longest ${longest.toFixed(0)} ms (${switching.toFixed(0)} ms while the tab opened)`,
  );
}
const all = [...byTab.values()];
const sum = (of: (one: (typeof all)[number]) => number) => all.reduce((total, one) => total + of(one), 0);
console.log(
  `all tabs: ${((100 * sum((one) => one.milliseconds)) / sum((one) => one.time)).toFixed(1)} % of the time`,
);
if (errors.length > 0) {
  console.log(errors.join('\n'));
  process.exitCode = 1;
}
await browser.close();
await server.close();
