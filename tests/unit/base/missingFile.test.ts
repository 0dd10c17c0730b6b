import { readFileSync } from 'node:fs';
import { expect, test, vi } from 'vitest';

test('a missing file that was reported before anyone listened is told as soon as someone does', async () => {
  const { onMissingFile, reportMissingFile } = await import('../../../src/base/missingFile');
  const before = vi.fn();
  onMissingFile(before);
  expect(before).not.toHaveBeenCalled();
  reportMissingFile();
  expect(before).toHaveBeenCalledTimes(1);
  const late = vi.fn();
  onMissingFile(late);
  expect(late).toHaveBeenCalledTimes(1);
});

test('what browsers say of a missing file is told apart from other errors', async () => {
  const { isMissingFile, MissingFile } = await import('../../../src/base/missingFile');
  const url = 'https://a.org/assets/csv-1.js';
  for (const message of [
    `Failed to fetch dynamically imported module: ${url}`,
    `error loading dynamically imported module: ${url}`,
    'Importing a module script failed.',
    'Unable to preload CSS for /assets/katex-1.css',
  ]) {
    expect(isMissingFile(new TypeError(message))).toBe(true);
  }
  expect(isMissingFile(new MissingFile('gone'))).toBe(true);
  expect(isMissingFile(new TypeError('x is not a function'))).toBe(false);
  expect(isMissingFile('Failed to fetch')).toBe(false);
});

test('the script that runs before the page knows a missing file by the same words', async () => {
  const { missingFileWords } = await import('../../../src/base/missingFile');
  expect(readFileSync('public/start.js', 'utf8')).toContain(`const missing = ${missingFileWords};`);
});
