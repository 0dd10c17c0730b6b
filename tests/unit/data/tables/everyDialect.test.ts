import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openTable } from '../../../../src/data/tables/openTable';
import { readTable } from '../../../../src/data/tables/readTable';
import type { TableOptions } from '../../../../src/data/tables/tableOptions';
import { bytesOfTable, readBack, type WrittenTable, writtenTables } from './writtenTables';

/** All cells of a file's table, its names, and the rows that are accounted for. */
async function read(table: WrittenTable, said: TableOptions) {
  const { text, encoding } = await openTable(bytesOfTable(table), 'a.csv', said.encoding);
  const names = table.header ?? table.rows[0]!.map((_, column) => `x${column + 1}`);
  const columns = names.slice(1).map((name) => ({ name, role: 'input' as const }));
  const whole = { missing: 'fill', task: 'regression', target: names[0], columns } as const;
  const reading = readTable(text, { ...whole, ...said }, 'a.csv');
  const cells = Array.from({ length: reading.count }, (_, row) =>
    reading.columns.map((_, column) => reading.cell(row, column)),
  );
  return { reading, cells, encoding };
}

const expected = ({ rows, decimal }: WrittenTable) =>
  rows.map((row) => row.map((cell) => readBack(cell, decimal)));

describe('a random table, written in every encoding and dialect', () => {
  test('is read back equal when the dialect is said, every row accounted for', async () => {
    const met = new Set<string>();
    await fc.assert(
      fc.asyncProperty(writtenTables, async (table) => {
        const { encoding, separator, decimal, quote, comment, header, top } = table;
        const skip = top === 'title' ? 2 : top === 'sep' ? 1 : 0;
        const said = { encoding, separator, decimal, quote, comment, skip, header: header !== undefined };
        const { reading, cells } = await read(table, said);
        expect(cells).toEqual(expected(table));
        expect([reading.rows, reading.kept.length]).toEqual([table.rows.length, table.rows.length]);
        expect([...reading.columns[0]!.numbers]).toEqual(table.rows.map(([number]) => number));
        for (const part of [encoding, separator, decimal, quote, comment, `${top}`, ...table.ends])
          met.add(part);
      }),
      { seed: 11, numRuns: 400 },
    );
    // Every encoding, separator, decimal mark, quote, comment sign, line end and line above the table was met.
    expect(met.size).toBe(5 + 5 + 1 + 2 + 4 + 3 + 3);
  });

  test('and when everything is guessed, wherever the table says enough', async () => {
    await fc.assert(
      fc.asyncProperty(
        writtenTables.filter(
          ({ separator, header, encoding }) =>
            separator !== ' ' && header !== undefined && encoding.startsWith('utf'),
        ),
        async (table) => {
          const { reading, cells, encoding } = await read(table, {});
          const { dialect, header } = reading;
          expect({ header, encoding, ...dialect }).toMatchObject({
            header: true,
            encoding: table.encoding,
            separator: table.separator,
            decimal: table.decimal,
          });
          expect(cells).toEqual(expected(table));
          expect([reading.rows, reading.kept.length]).toEqual([table.rows.length, table.rows.length]);
        },
      ),
      { seed: 12, numRuns: 150 },
    );
  });
});
