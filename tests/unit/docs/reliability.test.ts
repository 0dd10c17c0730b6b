import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** The rows of a document's table, and how many cells each has; the last cell names a test. */
const tables = { 'docs/reliability.md': 4, 'docs/security.md': 3 } as const;

describe.each(Object.entries(tables))('%s', (document, cellCount) => {
  const rows = readFileSync(document, 'utf8')
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
    expect(cells).toHaveLength(cellCount);
    expect(cells.every((cell) => cell !== '')).toBe(true);
    const [, path, name] = /^`(.+?)`: (.+)$/.exec(cells.at(-1)!) ?? [];
    expect(existsSync(path!)).toBe(true);
    expect(readFileSync(path!, 'utf8')).toContain(`'${name}'`);
  });

  test('no line stands twice', () => {
    const lines = rows.map(([first]) => first);
    expect(lines.length).toBeGreaterThan(14);
    expect(new Set(lines).size).toBe(lines.length);
  });
});
