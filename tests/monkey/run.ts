// The monkey: random actions on the built page, `npm run monkey -- --seed 1 --edits 500`. Seeds may be several: `--seed 1,2,3`.
// `--record` keeps the lists of walks without a fault. `--repeat` does the kept long ones again: what a seed does depends on what
// the page shows at that moment, a list is always the same. `npm test` repeats the short ones, `npm run test:full` the long ones.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import config from '../../playwright.config.ts';
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
  },
});
const edits = Number(values.edits);
const failures = join(import.meta.dirname, 'failures');
const walks = join(import.meta.dirname, edits > 100 || values.repeat ? 'walks/long' : 'walks');
const write = (folder: string, seed: number, list: object) => {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `seed-${seed}.json`);
  writeFileSync(file, `${JSON.stringify(list, null, 2)}\n`);
  return file;
};
if (!existsSync('dist/index.html')) throw new Error('There is no built page: run npm run build first.');

const server = await serve({ port: 0 });
const browser = await chromium.launch(config.projects![0]!.use!.launchOptions);
for (const name of values.repeat ? readdirSync(walks) : []) {
  const { size, actions } = JSON.parse(readFileSync(join(walks, name), 'utf8')) as {
    size: number;
    actions: Action[];
  };
  const { fault, actions: done } = await replay(browser, server.url, size, actions);
  console.log(`${name}: ${done.length} of ${actions.length} actions, ${fault ?? 'no fault'}`);
  if (!fault) continue;
  process.exitCode = 1;
  console.log(
    done
      .slice(-8)
      .map((action) => JSON.stringify(action))
      .join('\n'),
  );
}
for (const seed of values.repeat ? [] : values.seed.split(',').map(Number)) {
  const began = Date.now();
  let slowest = { milliseconds: 0, action: '' };
  const outcome = await drive(browser, server.url, seed, edits, (action, done, milliseconds) => {
    const words = JSON.stringify(action);
    if (milliseconds > slowest.milliseconds) slowest = { milliseconds, action: words };
    if (values.verbose) console.log(done, milliseconds, words);
  });
  const seconds = ((Date.now() - began) / 1000).toFixed(0);
  console.log(
    `seed ${seed}: ${outcome.actions.length} of ${edits} actions in ${seconds} s, ${outcome.fault ? 'failed' : 'no fault'}; ` +
      `the slowest took ${slowest.milliseconds} ms: ${slowest.action}`,
  );
  if (!outcome.fault) {
    if (values.record) write(walks, seed, { size: seed % 3, actions: outcome.actions });
    continue;
  }
  process.exitCode = 1;
  console.log(outcome.fault);
  const again = async (list: typeof outcome.actions) => (await replay(browser, server.url, seed, list)).fault;
  const found = await minimise(outcome.actions, async (list) => (await again(list)) !== undefined);
  if (!found) {
    console.log('It did not happen again. The last actions were:');
    for (const action of outcome.actions.slice(-12)) console.log(JSON.stringify(action));
    continue;
  }
  const kept = { fault: outcome.fault.split('\n')[0], size: seed % 3, actions: found };
  const file = write(failures, seed, kept);
  console.log(`Shortened to ${found.length} actions, kept in ${file}:`);
  for (const action of found) console.log(JSON.stringify(action));
}
await browser.close();
await server.close();
