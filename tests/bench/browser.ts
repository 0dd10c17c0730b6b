import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { type Browser, chromium, type Page } from '@playwright/test';
import { build, preview } from 'vite';
import config, { pageBrowser } from '../../playwright.config';
import type { Bench } from './browser/page';
import { firstMinute } from './firstMinute';
import { operations, shapes } from './shapes';

/** Alternating rounds, of which the median counts, the seconds of one turn, and of watching the page. */
const rounds = 5;
const turn = Number(process.env.BENCH_SECONDS ?? 0.4);
const watched = Number(process.env.BENCH_WATCH ?? 60);
/** Some of engines, others, pool, first, page; then no report is written. */
const parts = process.env.BENCH_PARTS?.split(',');
const wanted = (part: string) => parts?.includes(part) ?? true;
const report = 'docs/performance.md';
const heading = '## In Chromium';

declare const window: { bench: Bench };

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const share = (values: readonly number[], part: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(part * values.length))] ?? 0;
const whole = (value: number | undefined) =>
  value === undefined ? '–' : new Intl.NumberFormat('en', { maximumSignificantDigits: 3 }).format(value);
const times = (a: number | undefined, b: number | undefined) =>
  a === undefined || b === undefined ? '–' : `${(a / b).toFixed(a / b < 10 ? 2 : 0)}x`;

/** Serves a folder; resolves to its address. */
async function serve(root: string, outDir: string) {
  const server = await preview({ root, logLevel: 'silent', build: { outDir }, preview: { port: 0 } });
  return { url: server.resolvedUrls!.local[0]!, close: () => server.close() };
}

async function benchPage(): Promise<{ url: string; close: () => Promise<void> }> {
  const root = new URL('browser', import.meta.url).pathname;
  const outDir = new URL('../../node_modules/.bench-browser', import.meta.url).pathname;
  await build({
    root,
    base: './',
    configFile: false,
    logLevel: 'warn',
    worker: { format: 'es' },
    build: { outDir, emptyOutDir: true, target: 'es2022', chunkSizeWarningLimit: 5000 },
  });
  cpSync('node_modules/@tensorflow/tfjs-backend-wasm/dist', `${outDir}/tfjs-wasm`, {
    recursive: true,
    filter: (path) => !/\.(js|ts|map)$/.test(path),
  });
  return serve(root, outDir);
}

/** Steps per second of each contestant on each shape. */
async function engines(page: Page, lines: string[]): Promise<void> {
  const names = ['ours wasm', 'autodiff wasm', 'jax wasm'];
  lines.push(
    '| depth×width, batch | Gradient Lab, wasm | against TensorFlow.js autodiff, wasm | against jax-js | share of the FMA peak |',
  );
  lines.push('| --- | --- | --- | --- | --- |');
  for (const shape of shapes) {
    const rates: Record<string, number[]> = {};
    for (let round = 0; round < rounds; round++) {
      for (const name of names) {
        const rate = await page.evaluate(({ name, shape, turn }) => window.bench.time(name, shape, turn), {
          name,
          shape,
          turn,
        });
        if (rate !== undefined) rates[name] = [...(rates[name] ?? []), rate];
      }
      rates.peak = [...(rates.peak ?? []), await page.evaluate(() => window.bench.peak())];
    }
    const [mine, autodiff, jax, peak] = [...names, 'peak'].map((name) => rates[name] && median(rates[name]));
    const reached = (100 * mine! * operations(shape)) / peak!;
    const row = [
      `${shape.depth}×${shape.width}, ${shape.batch}`,
      whole(mine),
      times(mine, autodiff),
      times(mine, jax),
      `${reached.toFixed(0)} %`,
    ];
    lines.push(`| ${row.join(' | ')} |`);
    console.log(lines.at(-1));
  }
}

/** The other backends, all telemetry recorded, against TensorFlow.js autodiff on its backend of the same name. */
async function others(page: Page, lines: string[]): Promise<void> {
  const shape = { depth: 10, width: 32, batch: 32 };
  for (const backend of ['cpu', 'webgl', 'webgpu']) {
    const rates: Record<'mine' | 'autodiff', number[]> = { mine: [], autodiff: [] };
    for (let round = 0; round < rounds; round++) {
      for (const [side, name] of [
        ['mine', `ours ${backend}`],
        ['autodiff', `autodiff ${backend}`],
      ] as const) {
        const rate = await page.evaluate(({ name, shape }) => window.bench.time(name, shape, 1), {
          name,
          shape,
        });
        if (rate !== undefined) rates[side].push(rate);
      }
    }
    const [mine, autodiff] = [median(rates.mine), median(rates.autodiff)];
    const drawn = backend === 'cpu' ? '' : ' (SwiftShader: no graphics card)';
    lines.push(
      `- ${backend}${drawn}, 10×32, 32: Gradient Lab with all telemetry ${whole(mine)} steps/s, TensorFlow.js autodiff with one norm a layer ${whole(autodiff)}: ${times(mine, autodiff)}.`,
    );
    console.log(lines.at(-1));
  }
}

async function pool(page: Page, lines: string[]): Promise<void> {
  const gain = async (steps: number) => {
    const ratios: number[] = [];
    const took = (workers: number) =>
      page.evaluate(([count, steps]) => window.bench.pool(count, 8, steps), [workers, steps] as const);
    for (let round = 0; round < rounds; round++) ratios.push((await took(1)) / (await took(2)));
    return median(ratios).toFixed(2);
  };
  const [long, short] = [await gain(6000), await gain(1500)];
  lines.push(
    `- Two workers of the pool do ${long} times the work of one in eight runs of 6,000 steps, ${short} times in eight of 1,500, of which the browser's compiler takes its share on the other core.`,
  );
  console.log(lines.at(-1));
}

/** The page itself: 50 layers, flat out, every chart of the first view drawn. */
async function lab(browser: Browser, lines: string[]): Promise<void> {
  const server = await serve(process.cwd(), 'dist');
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  const experiment = {
    format: 'gradient-lab/experiment',
    version: 1,
    data: { kind: 'moons' },
    network: { depth: 50, width: 32, activation: 'tanh' },
    training: { steps: 10_000_000 },
  };
  await page.addInitScript(
    ([key, text]) => localStorage.setItem(key!, text!),
    ['gradient-lab.experiment', JSON.stringify(experiment)],
  );
  await page.goto(server.url);
  const play = page.getByRole('button', { name: 'Play', exact: true });
  await play.waitFor();
  await page.getByRole('slider', { name: 'Speed limit' }).focus();
  await page.keyboard.press('End');
  await page.evaluate(() => {
    const durations: number[] = [];
    Object.assign(window, { durations });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) durations.push(entry.duration);
    }).observe({ type: 'event', durationThreshold: 16, buffered: true } as PerformanceObserverInit);
  });
  await play.click();
  await page.waitForTimeout(3000);
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline'] });
  for (let i = 0; i < 20; i++) {
    await page.keyboard.press('Tab');
    await page.waitForTimeout(200);
  }
  const trace = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: { name: string; dur?: number; pid: number; tid: number; args: { name?: string } }[];
  };
  const events = trace.traceEvents;
  const mains = new Set(
    events
      .filter((e) => e.name === 'thread_name' && e.args.name === 'CrRendererMain')
      .map((e) => `${e.pid} ${e.tid}`),
  );
  const tasks = events
    .filter((e) => e.name.endsWith('RunTask') && mains.has(`${e.pid} ${e.tid}`) && (e.dur ?? 0) >= 1000)
    .map((e) => e.dur! / 1000);
  const inputs = await page.evaluate(() => (window as unknown as { durations: number[] }).durations);
  lines.push(
    `- The page with 50 layers of 32, flat out, charts drawn: tasks of the main thread that take 1 ms or more last ${share(tasks, 0.5).toFixed(0)} ms at the median and ${share(tasks, 0.95).toFixed(0)} ms at the 95th percentile (${tasks.length} tasks in 4 s); a key press is on the screen within ${share(inputs, 0.95).toFixed(0)} ms at the 95th percentile.`,
  );
  console.log(lines.at(-1));
  const session = await page.context().newCDPSession(page);
  const heap = async () => {
    await session.send('HeapProfiler.collectGarbage');
    return ((await session.send('Runtime.getHeapUsage')) as { usedSize: number }).usedSize / 1e6;
  };
  const stepNow = async () => /Step ([\d,]+)/.exec((await page.getByTestId('step').textContent())!)![1]!;
  const sizes: string[] = [];
  for (let minute = 0; minute <= 4; minute++) {
    sizes.push(`${(await heap()).toFixed(0)} MB at step ${await stepNow()}`);
    if (minute < 4) await page.waitForTimeout((1000 * watched) / 4);
  }
  lines.push(`- Its heap over ${watched} s: ${sizes.join(', ')}.`);
  console.log(lines.at(-1));
  await page.close();
  await server.close();
}

const { executablePath, args } = config.projects!.find(({ name }) => name === 'gpu')!.use!.launchOptions!;
const browser = await chromium.launch({ args: args!, ...(executablePath ? { executablePath } : {}) });
const lines: string[] = [];
const { url, close } = await benchPage();
const page = await browser.newPage();
await page.goto(url);
await page.waitForFunction(() => 'bench' in window);
if (wanted('engines')) await engines(page, lines);
lines.push('');
if (wanted('others')) await others(page, lines);
if (wanted('pool')) await pool(page, lines);
await page.close();
await close();
// The whole Chromium has pages of its own, which share the processor with ours and are in its traces.
const plain = await chromium.launch(pageBrowser);
if (wanted('first')) {
  const served = await serve(process.cwd(), 'dist');
  await firstMinute(plain, served.url, lines);
  await served.close();
}
if (wanted('page')) await lab(plain, lines);
await plain.close();
const version = browser.version();
await browser.close();

if (parts) process.exit(0);
const before = existsSync(report)
  ? readFileSync(report, 'utf8').split(`\n${heading}`)[0]!
  : '# Performance\n';
writeFileSync(
  report,
  `${before.trimEnd()}\n\n${heading}\n\nWritten by \`npm run bench:browser\`, Chromium ${version}, the medians of ${rounds} rounds of ${turn} s.\n\n${lines.join('\n')}\n`,
);
console.log(`${report} written.`);
