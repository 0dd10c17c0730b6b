// The soak: depth 50 flat out while every tab is open in turn, `npm run soak -- --minutes 60`. Prints what grows and what blocks the page,
// and fails if anything changes by more than 5 % once five minutes have passed. `--site` serves another build than `dist`, `--every`
// are the minutes between two measurements.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { pageBrowser } from '../../playwright.config.ts';
import { serve } from '../../scripts/hosting/serve.ts';
import { type LongTasks, watchMainThread } from '../bench/mainThread.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    seconds: { type: 'string', default: '5' },
    every: { type: 'string', default: '1' },
    site: { type: 'string', default: 'dist' },
  },
});
const turn = 1000 * Number(values.seconds);
const every = Number(values.every);
const end = Date.now() + 60_000 * Number(values.minutes);

/** The largest share of the time that tasks above 50 ms may take. */
const mostLong = 0.02;

const experiment = {
  format: 'gradient-lab/experiment',
  version: 1,
  name: 'Soak',
  data: { kind: 'moons' },
  network: { depth: 50, width: 32, activation: 'tanh' },
  training: { optimizer: { kind: 'sgd', learningRate: 0.01 }, steps: 1_000_000 },
};

/** What a heap holds, and the bytes of the buffers beside it. */
interface HeapUsage {
  readonly usedSize: number;
  readonly backingStorageSize: number;
}

interface WorkerUsage extends HeapUsage {
  readonly kind: string;
}

/** The heaps of the page's workers, after their garbage is collected. */
async function workerHeaps(page: Page): Promise<readonly WorkerUsage[]> {
  const session = await page.context().newCDPSession(page);
  const waiting = new Map<string, (result: HeapUsage) => void>();
  const heaps: Promise<WorkerUsage>[] = [];
  let id = 0;
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id: of, result } = JSON.parse(message) as { readonly id: string; readonly result: HeapUsage };
    waiting.get(String(of))?.(result);
  });
  const ask = (sessionId: string, method: string) => {
    id++;
    const answer = new Promise<HeapUsage>((resolve) => waiting.set(String(id), resolve));
    const message = JSON.stringify({ id, method });
    return session.send('Target.sendMessageToTarget', { sessionId, message }).then(() => answer);
  };
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    heaps.push(
      (async () => {
        for (let n = 0; n < collections; n++) await ask(sessionId, 'HeapProfiler.collectGarbage');
        // Workers with an engine have one file, and a name.
        const kind = targetInfo.title || (/([a-z]+)\.worker/.exec(targetInfo.url)?.[1] ?? targetInfo.url);
        return { ...(await ask(sessionId, 'Runtime.getHeapUsage')), kind };
      })(),
    );
  });
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  const found = await Promise.all(heaps);
  await session.detach();
  return found;
}

/** The first collection lets go of what the second one frees: buffers, and what waits for a finalizer. */
const collections = 2;

const bytesOf = (heaps: readonly HeapUsage[]) =>
  heaps.reduce((total, { usedSize, backingStorageSize }) => total + usedSize + backingStorageSize, 0);

/**
 * The workers' heaps once they are at rest. After Pause a job of the pool and the last pictures go on, on a busy machine for some
 * seconds; until then what they take is held, and no garbage.
 */
async function restingHeaps(page: Page): Promise<readonly WorkerUsage[]> {
  let heaps = await workerHeaps(page);
  for (let n = 0, still = 0; n < 20 && still < 2; n++) {
    await page.waitForTimeout(1000);
    const next = await workerHeaps(page);
    still = Math.abs(bytesOf(next) / bytesOf(heaps) - 1) < 0.01 ? still + 1 : 0;
    heaps = next;
  }
  return heaps;
}

/** What must not grow. Heaps and buffers are measured after their garbage is collected. */
async function measure(page: Page): Promise<Record<string, number>> {
  const session = await page.context().newCDPSession(page);
  for (let n = 0; n < collections; n++) await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  const own = (await session.send('Runtime.getHeapUsage')) as unknown as HeapUsage;
  await session.detach();
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
  const workers = await restingHeaps(page);
  console.log(
    workers
      .map(
        (one) =>
          `${one.kind} ${(one.usedSize / 1e6).toFixed(1)} + ${(one.backingStorageSize / 1e6).toFixed(1)} MB`,
      )
      .join(', '),
  );
  const sum = (name: keyof HeapUsage) => workers.reduce((total, heap) => total + heap[name], 0) / 1e6;
  return {
    'heap MB': own.usedSize / 1e6,
    'buffers MB': own.backingStorageSize / 1e6,
    'heaps of workers MB': sum('usedSize'),
    'buffers of workers MB': sum('backingStorageSize'),
    nodes: of('Nodes'),
    listeners: of('JSEventListeners'),
    workers: workers.length,
  };
}

/** Minutes until what is loaded is loaded, and the history holds as many steps as it may. */
const settled = 5;
const tolerance = 0.05;

const server = await serve({ port: 0, root: resolve(values.site) });
const browser = await chromium.launch(pageBrowser);
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
const errors: string[] = [];
page.on('pageerror', (error) => errors.push(error.message));
page.on('console', (line) => line.type() === 'error' && errors.push(line.text()));
await page.addInitScript({ content: 'globalThis.__name ??= (named) => named' });
await page.addInitScript((text) => {
  Reflect.deleteProperty(Navigator.prototype, 'serviceWorker');
  localStorage.setItem('gradient-lab.experiment', text);
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

const step = async () =>
  Number(/[\d,]+/.exec(await page.getByTestId('step').innerText())![0].replaceAll(',', ''));

/** The tabs of the middle, by the word that stands under each question. */
const words = page.locator('.question-tabs [role="tab"] span span');
await words.first().waitFor();
const tabs = await words.allInnerTexts();
const byTab = new Map<
  string,
  { readonly clock: LongTasks; readonly processor: LongTasks; readonly time: number }
>();
const none: LongTasks = { count: 0, milliseconds: 0, longest: 0, blocking: 0 };
const both = (a: LongTasks, b: LongTasks): LongTasks => ({
  count: a.count + b.count,
  milliseconds: a.milliseconds + b.milliseconds,
  longest: Math.max(a.longest, b.longest),
  blocking: a.blocking + b.blocking,
});
// The opening of the page is measured elsewhere (`npm run bench:browser`).
await page.waitForTimeout(turn);
const began = Date.now();
const measured: { readonly minute: number; readonly numbers: Record<string, number> }[] = [];
for (let n = 0; Date.now() < end; n++) {
  const view = tabs[n % tabs.length]!;
  const watched = await watchMainThread(page);
  await page.locator('body').press(String((n % tabs.length) + 1));
  await page.waitForTimeout(600);
  // A run that has reached its end goes on beyond it.
  const play = page.getByRole('button', { name: 'Play', exact: true });
  if (await play.isVisible()) await play.click();
  await page.waitForTimeout(turn - 600);
  const { clock, processor } = await watched();
  const before = byTab.get(view) ?? { clock: none, processor: none, time: 0 };
  byTab.set(view, {
    clock: both(before.clock, clock),
    processor: both(before.processor, processor),
    time: before.time + turn,
  });
  const minute = (Date.now() - began) / 60_000;
  // Always of the same tab, as each has other nodes.
  if (n % tabs.length !== 0 || minute < (measured.at(-1)?.minute ?? -every) + every) continue;
  // What is on its way between the threads is no growth.
  await page.getByRole('button', { name: 'Pause', exact: true }).click();
  await page.waitForTimeout(1000);
  const numbers = await measure(page);
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  measured.push({ minute, numbers });
  const shown = Object.entries(numbers).map(([name, value]) => `${name} ${value.toFixed(1)}`);
  console.log(`${minute.toFixed(1)} min, step ${await step()}: ${shown.join(', ')}`);
}
/** Long tasks in words, as a share of the time. */
const told = ({ count, milliseconds, longest }: LongTasks, time: number) =>
  `${count} tasks above 50 ms, ${((100 * milliseconds) / time).toFixed(1)} % of the time, the longest ${longest.toFixed(0)} ms`;
let [clock, processor, time] = [none, none, 0];
for (const [view, one] of byTab) {
  console.log(
    `${view}: by the processor ${told(one.processor, one.time)}; by the clock ${told(one.clock, one.time)}`,
  );
  [clock, processor, time] = [both(clock, one.clock), both(processor, one.processor), time + one.time];
}
console.log(`all tabs: by the processor ${told(processor, time)}; by the clock ${told(clock, time)}`);
// What other programs take from this one is not the page's fault.
if (processor.milliseconds > mostLong * time) {
  console.log(`Drawing does not yield: more than ${100 * mostLong} % of the time is in long tasks.`);
  process.exitCode = 1;
}
const after = measured.filter(({ minute }) => minute >= settled);
for (const name of after.length > 1 ? Object.keys(after[0]!.numbers) : []) {
  const values = after.map(({ numbers }) => numbers[name]!);
  const middle = values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
  const off = Math.max(...values.map((value) => Math.abs(value / middle - 1)));
  console.log(`${name} after ${settled} minutes: ${middle.toFixed(1)} ± ${(100 * off).toFixed(1)} %`);
  if (off > tolerance) process.exitCode = 1;
}
if (errors.length > 0) {
  console.log(errors.join('\n'));
  process.exitCode = 1;
}
await browser.close();
await server.close();
