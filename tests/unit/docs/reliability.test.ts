import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const rows = readFileSync('docs/reliability.md', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .slice(2)
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

test.each(rows)('%s: no cell is empty, and the test is there', (...cells) => {
  expect(cells).toHaveLength(4);
  expect(cells.every((cell) => cell !== '')).toBe(true);
  const [, path, name] = /^`(.+?)`: (.+)$/.exec(cells[3]!) ?? [];
  expect(existsSync(path!)).toBe(true);
  expect(readFileSync(path!, 'utf8')).toContain(`'${name}'`);
});

test('no fault stands in two rows', () => {
  const faults = rows.map(([fault]) => fault);
  expect(faults.length).toBeGreaterThan(20);
  expect(new Set(faults).size).toBe(faults.length);
});
