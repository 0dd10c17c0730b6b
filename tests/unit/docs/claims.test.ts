import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const root = new URL('../../../', import.meta.url);
const claims = readFileSync(new URL('docs/claims.md', root), 'utf8');
const cited = [...claims.matchAll(/`(tests\/[^`]+)`(?: › ([^|;]+))?/g)].map(([, file, title]) => [
  file!,
  title?.trim() ?? '',
]);

test.each(cited)('the evidence %s › %s exists', (file, title) => {
  expect(existsSync(new URL(file, root))).toBe(true);
  expect(readFileSync(new URL(file, root), 'utf8')).toContain(title);
});

test('no claim stands without evidence', () => {
  const rows = claims.split('\n').filter((line) => /^\| (?!Where|---)/.test(line));
  expect(rows.length).toBeGreaterThan(20);
  for (const row of rows) expect(row.split('|')[3]!.trim()).not.toBe('');
});
