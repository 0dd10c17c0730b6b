import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeEach, expect, test, vi } from 'vitest';
import { openTable } from '../../../../src/data/tables/openTable';
import { readTable } from '../../../../src/data/tables/readTable';
import { damaged, onlyProblems } from '../../damage';

beforeEach(() => void vi.spyOn(console, 'warn').mockImplementation(() => {}));

const read = async (bytes: Uint8Array, name: string) => {
  const { text, given } = await openTable(bytes, name);
  return readTable(text, given, name);
};

test.each(['leaves-class-first.csv', 'leaves-gbk.csv', 'leaves-decimal-commas.csv', 'leaves.xlsx'])(
  '%s, damaged anywhere: read, or refused in a sentence',
  async (name) => {
    const whole = new Uint8Array(readFileSync(`tests/fixtures/tables/${name}`));
    await fc.assert(
      fc.asyncProperty(damaged(whole), async (bytes) => {
        const table = await onlyProblems(() => read(bytes, name));
        if (!table) return;
        expect(table.kept.length).toBeGreaterThan(0);
        expect(table.columns[table.target]).toBeDefined();
      }),
      { numRuns: 60, seed: 20 },
    );
  },
);

test('any text is a table, or refused in a sentence', async () => {
  const cell = fc.oneof(
    fc.string({ maxLength: 6 }),
    fc.double().map(String),
    fc.constantFrom('', 'NaN', '"', '""', '\n', '1,5', '１'),
  );
  const text = fc
    .array(
      fc.array(cell, { maxLength: 5 }).map((row) => row.join(',')),
      { maxLength: 8 },
    )
    .map((rows) => rows.join('\n'));
  await fc.assert(
    fc.asyncProperty(
      text,
      async (one) => void (await onlyProblems(() => read(new TextEncoder().encode(one), 'a.csv'))),
    ),
    { numRuns: 300, seed: 20 },
  );
});
