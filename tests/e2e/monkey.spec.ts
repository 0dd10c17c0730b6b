import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Action } from '../monkey/actions';
import { replay } from '../monkey/monkey';

/**
 * Lists of actions: a hundred random ones, which `npm run monkey -- --seed 12 --edits 100 --record` wrote, and all that once went
 * wrong. What a seed does depends on what the page shows at that moment; a list is always the same.
 */
const lists = ['walks', 'failures'].flatMap((name) => {
  const folder = join(import.meta.dirname, '../monkey', name);
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => join(folder, file));
});

test('random actions, and all that once went wrong, break nothing', async ({ browser, baseURL }) => {
  test.setTimeout(300_000);
  for (const file of lists) {
    const { size, actions } = JSON.parse(readFileSync(file, 'utf8')) as {
      size: number;
      actions: Action[];
    };
    const again = await replay(browser, `${baseURL}/`, size, actions);
    expect(again.fault, `${file}, after ${JSON.stringify(again.actions.slice(-3))}`).toBeUndefined();
  }
});
