import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import config from '../../playwright.config';
import { serve } from '../../scripts/hosting/serve.ts';
import { writeModelLog } from './modelLog';

/**
 * Opens a log of 10,000 steps of 1,000 modules in Chromium, measures time, memory and scrolling, and writes them to
 * docs/performance-models.md: `npm run bench:models [modules] [steps]`
 */
const [modules = 1000, steps = 10_000] = process.argv.slice(2).map(Number);
const report = 'docs/performance-models.md';

/** Megabytes in memory of a process, and of all that it started (Linux). */
function memoryOf(parent: number): number {
  const parents = new Map<number, number>();
  const sizes = new Map<number, number>();
  for (const name of readdirSync('/proc').filter((one) => /^\d+$/.test(one))) {
    try {
      const status = readFileSync(`/proc/${name}/status`, 'utf8');
      const number = (key: string) => Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
      parents.set(Number(name), number('PPid'));
      // Shared libraries are in every process.
      sizes.set(Number(name), (number('RssAnon') + number('RssShmem')) / 1000);
    } catch {
      // The process has ended.
    }
  }
  const isBelow = (process: number): boolean =>
    process === parent || (parents.has(process) && isBelow(parents.get(process)!));
  return [...sizes].reduce((sum, [process, size]) => sum + (isBelow(process) ? size : 0), 0);
}

const folder = mkdtempSync(join(tmpdir(), 'gradient-lab-bench-'));
const log = join(folder, 'run.jsonl');
const bytes = writeModelLog(log, modules, steps);
const { launchOptions } = config.projects!.find(({ name }) => name === 'page')!.use!;
const server = await serve({ port: 0, files: new Map() });
const browser = await chromium.launch(launchOptions);
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${server.url}?page=models`);
  await page.getByRole('button', { name: 'Open a sample log' }).waitFor();
  // The processes of this browser are those that this script started.
  const before = memoryOf(process.pid);
  let most = 0;
  const watching = setInterval(() => {
    most = Math.max(most, memoryOf(process.pid) - before);
  }, 250);
  const began = performance.now();
  await page.getByTestId('models').locator('input[type=file]').setInputFiles(log);
  await page.getByTestId('model-facts').waitFor({ timeout: 300_000 });
  const read = (performance.now() - began) / 1000;
  await page.getByRole('heading', { name: /By module at step/ }).waitFor({ timeout: 60_000 });
  const shown = (performance.now() - began) / 1000;
  await page.getByRole('button', { name: 'Expand all' }).click();
  const tree = page.getByRole('tree', { name: 'Modules' });
  await tree.hover();
  await page.waitForTimeout(1000);
  const frames = await page.evaluate(async () => {
    const scroller = document.querySelector<HTMLElement>('[role=tree]')!;
    const times: number[] = [];
    const tasks: number[] = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration);
    }).observe({ type: 'longtask' });
    const end = performance.now() + 5000;
    let last = performance.now();
    while (last < end) {
      // A quick flick: 40 pixels a frame, up and down.
      const room = scroller.scrollHeight - scroller.clientHeight;
      const phase = ((last * 2.4) % (2 * room)) / room;
      scroller.scrollTop = room * (phase < 1 ? phase : 2 - phase);
      const now = await new Promise<number>((resolve) => requestAnimationFrame(resolve));
      times.push(now - last);
      last = now;
    }
    return { times: times.slice(1), tasks };
  });
  clearInterval(watching);
  const sorted = [...frames.times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))]!.toFixed(1);
  const rate = (1000 * frames.times.length) / frames.times.reduce((sum, time) => sum + time, 0);
  const lines = [
    `Written by \`npm run bench:models\` on ${new Date().toISOString().slice(0, 10)}, Chromium ${browser.version()} without a graphics card: a log of ${steps.toLocaleString('en')} steps of ${modules.toLocaleString('en')} modules, ${(bytes / 1e6).toFixed(0)} MB.`,
    '',
    `- Read in ${read.toFixed(1)} s, in a worker with progress (${(bytes / 1e6 / read).toFixed(0)} MB/s); all pictures stand after ${shown.toFixed(1)} s.`,
    `- Memory of all of the browser's processes, at most: ${most.toFixed(0)} MB more than before (1,000 asked).`,
    `- Scrolled through all ${modules.toLocaleString('en')} rows for 5 s: ${rate.toFixed(0)} frames a second, ${at(0.5)} ms a frame at the median, ${at(0.95)} ms at the 95th percentile; ${frames.tasks.length} tasks over 50 ms.`,
  ];
  console.log(lines.join('\n'));
  if (process.argv.length <= 2) writeFileSync(report, `# The log of a real model\n\n${lines.join('\n')}\n`);
} finally {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true });
}
