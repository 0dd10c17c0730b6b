import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Action } from '../monkey/actions';
import { drive, replay } from '../monkey/monkey';

/** Lists of actions that once went wrong; `npm run monkey` writes them. */
const failures = join(import.meta.dirname, '../monkey/failures');

test('a hundred random actions, and all that once went wrong, break nothing', async ({
  browser,
  baseURL,
}) => {
  test.setTimeout(300_000);
  const { fault, actions } = await drive(browser, `${baseURL}/`, 12, 100);
  expect(fault, JSON.stringify(actions.slice(-8))).toBeUndefined();
  for (const name of readdirSync(failures).filter((file) => file.endsWith('.json'))) {
    const kept = JSON.parse(readFileSync(join(failures, name), 'utf8')) as {
      size: number;
      actions: Action[];
    };
    const again = await replay(browser, `${baseURL}/`, kept.size, kept.actions);
    expect(again.fault, name).toBeUndefined();
  }
});
