// The monkey: random actions on the built page, `npm run monkey -- --seed 1 --edits 500`. Seeds may be several: `--seed 1,2,3`.
// `--record` keeps the lists of walks without a fault. `--repeat` does the kept long ones again, all at once: what a seed does depends
// on what the page shows at that moment, a list is always the same. `npm test` repeats the short ones, `npm run test:full` the long ones.
// After a fault the list is shortened and the seed is over; with `--go-on` its last actions are kept as they are, and a new page does
// the edits that are left. `--shorten FILE` shortens such a list later. `--site` serves another build than `dist`.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { pageBrowser } from '../../playwright.config.ts';
import { serve } from '../../scripts/hosting/serve.ts';
import type { Action } from './actions.ts';
import { drive, minimise, replay } from './monkey.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    edits: { type: 'string', default: '500' },
    record: { type: 'boolean', default: false },
    repeat: { type: 'boolean', default: false },
    verbose: { type: 'boolean', default: false },
    'go-on': { type: 'boolean', default: false },
    shorten: { type: 'string' },
    site: { type: 'string', default: 'dist' },
  },
});
const edits = Number(values.edits);
const failures = join(import.meta.dirname, 'failures');
const walks = join(import.meta.dirname, edits > 100 || values.repeat ? 'walks/long' : 'walks');
const write = (folder: string, name: string, list: object) => {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}.json`);
  writeFileSync(file, `${JSON.stringify(list, null, 2)}\n`);
  return file;
};
const site = resolve(values.site);
if (!existsSync(join(site, 'index.html')))
  throw new Error('There is no built page: run npm run build first.');

interface List {
  readonly size: number;
  readonly actions: readonly Action[];
}
const readList = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as List;
const lines = (actions: readonly Action[]) => actions.map((action) => JSON.stringify(action)).join('\n');

const server = await serve({ port: 0, root: site });
const browser = await chromium.launch(pageBrowser);

/** Does a kept list again. */
async function repeat(name: string): Promise<void> {
  const { size, actions } = readList(join(walks, name));
  const { fault, actions: done } = await replay(browser, server.url, size, actions);
  console.log(`${name}: ${done.length} of ${actions.length} actions, ${fault ?? 'no fault'}`);
  if (!fault) return;
  process.exitCode = 1;
  console.log(lines(done.slice(-8)));
}

/** Shortens a list that went wrong, and keeps what is left of it. */
async function shorten({ size, actions }: List, name: string, fault: string): Promise<void> {
  const again = async (list: readonly Action[]) => (await replay(browser, server.url, size, list)).fault;
  const found = await minimise(actions, async (list) => (await again(list)) !== undefined);
  if (!found) {
    console.log(`It did not happen again. The last actions were:\n${lines(actions.slice(-12))}`);
    return;
  }
  const file = write(failures, name, { fault: fault.split('\n')[0], size: size % 3, actions: found });
  console.log(`Shortened to ${found.length} actions, kept in ${file}:\n${lines(found)}`);
}

/** Does the random actions of one seed. */
async function walk(seed: number): Promise<void> {
  const began = Date.now();
  let slowest = { milliseconds: 0, action: '' };
  let faults = 0;
  let before = 0;
  for (let part = 0; before < edits; part++) {
    const start = before;
    const outcome = await drive(
      browser,
      server.url,
      // Another part of the same walk does other actions, in a window of the same size.
      seed + 3_000 * part,
      edits - start,
      (action, done, milliseconds) => {
        const [words, count] = [JSON.stringify(action), start + done];
        if (milliseconds > slowest.milliseconds) slowest = { milliseconds, action: words };
        if (values.verbose) console.log(count, milliseconds, words);
        else if (count % 500 === 0)
          console.log(`seed ${seed}: ${count} actions in ${seconds(began)} s, ${faults} faults`);
      },
    );
    before += outcome.actions.length;
    if (!outcome.fault) {
      if (values.record && part === 0)
        write(walks, `seed-${seed}`, { size: seed % 3, actions: outcome.actions });
      continue;
    }
    faults++;
    process.exitCode = 1;
    console.log(`seed ${seed}, action ${before}: ${outcome.fault}`);
    const list = { size: seed % 3, actions: outcome.actions };
    if (!values['go-on']) {
      await shorten(list, `seed-${seed}`, outcome.fault);
      break;
    }
    const last = { fault: outcome.fault.split('\n')[0], ...list, actions: list.actions.slice(-200) };
    console.log(
      `The last actions are in ${write(join(tmpdir(), 'gradient-lab-monkey'), `seed-${seed}-${before}`, last)}`,
    );
  }
  console.log(
    `seed ${seed}: ${before} of ${edits} actions in ${seconds(began)} s, ${faults === 0 ? 'no fault' : `${faults} faults`}; ` +
      `the slowest took ${slowest.milliseconds} ms: ${slowest.action}`,
  );
}
const seconds = (began: number) => ((Date.now() - began) / 1000).toFixed(0);

if (values.repeat) await Promise.all(readdirSync(walks).map(repeat));
else if (values.shorten)
  await shorten(readList(values.shorten), basename(values.shorten, '.json'), 'shortened');
else for (const seed of values.seed.split(',').map(Number)) await walk(seed);
await browser.close();
await server.close();
